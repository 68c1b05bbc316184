using System.Numerics.Tensors;

namespace LossGen.Benchmarks.Peers;

/// <summary>
/// The losses as compositions of <see cref="TensorPrimitives"/>, in tiles: of <see cref="InCache"/> numbers the intermediates stay in the first- and
/// second-level cache; of a whole array it is one call after the other, which is what most people write.
/// There is none for boxes: TensorPrimitives can neither select nor read every fourth number.
/// </summary>
internal sealed class TensorPeers(int tile)
{
    public const int InCache = 2048;

    private readonly float[] _sign = new float[tile], _z = new float[tile], _q = new float[tile], _softplus = new float[tile],
        _scratch = new float[tile], _labels = new float[tile];

    // MultiplyAdd adds a tensor, not a number, to a product by a number.
    private readonly float[] _one = [.. Enumerable.Repeat(1f, tile)], _threeQuarters = [.. Enumerable.Repeat(0.75f, tile)];

    public float FocalHard(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / logits.Length;
        for (int start = 0; start < logits.Length; start += tile)
        {
            int length = Math.Min(tile, logits.Length - start);
            total += FocalHardTile(logits.Slice(start, length), targets.Slice(start, length), gradient.Slice(start, length), weight);
        }
        return (float)(total / logits.Length);
    }

    public float FocalByte(ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / logits.Length;
        for (int start = 0; start < logits.Length; start += tile)
        {
            int length = Math.Min(tile, logits.Length - start);
            Span<float> labels = _labels.AsSpan(0, length);
            TensorPrimitives.ConvertTruncating(targets.Slice(start, length), labels);
            total += FocalHardTile(logits.Slice(start, length), labels, gradient.Slice(start, length), weight);
        }
        return (float)(total / logits.Length);
    }

    public float FocalHardValue(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        for (int start = 0; start < logits.Length; start += tile)
        {
            int length = Math.Min(tile, logits.Length - start);
            ReadOnlySpan<float> t = targets.Slice(start, length);
            Span<float> z = _z.AsSpan(0, length), q = _q.AsSpan(0, length), softplus = _softplus.AsSpan(0, length), scratch = _scratch.AsSpan(0, length);
            TensorPrimitives.MultiplyAdd(t, -2, _one.AsSpan(0, length), z);             // −1 for a positive, 1 for a negative
            TensorPrimitives.Multiply(z, logits.Slice(start, length), z);
            TensorPrimitives.Sigmoid(z, q);
            SoftplusOf(z, softplus, scratch);
            TensorPrimitives.Multiply(q, q, q);
            TensorPrimitives.MultiplyAdd(t, -0.5f, _threeQuarters.AsSpan(0, length), scratch);
            TensorPrimitives.Multiply(q, scratch, q);
            total += TensorPrimitives.Dot<float>(q, softplus);
        }
        return (float)(total / logits.Length);
    }

    public float FocalSoft(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / logits.Length;
        for (int start = 0; start < logits.Length; start += tile)
        {
            int length = Math.Min(tile, logits.Length - start);
            ReadOnlySpan<float> x = logits.Slice(start, length), t = targets.Slice(start, length);
            Span<float> g = gradient.Slice(start, length), p = _z.AsSpan(0, length), q = _q.AsSpan(0, length), h = _softplus.AsSpan(0, length),
                scratch = _scratch.AsSpan(0, length), turn = _sign.AsSpan(0, length);
            TensorPrimitives.Sigmoid(x, p);
            SoftplusOf(x, h, scratch);
            TensorPrimitives.Multiply(x, t, scratch);
            TensorPrimitives.Subtract(h, scratch, h);                           // h = softplus(x) − t x
            TensorPrimitives.MultiplyAdd(t, -2, _one.AsSpan(0, length), turn);          // 1 − 2t
            TensorPrimitives.MultiplyAdd(turn, p, t, q);                        // q = t + (1 − 2t) p
            TensorPrimitives.MultiplyAdd(t, -0.5f, _threeQuarters.AsSpan(0, length), g); // α
            TensorPrimitives.Multiply(g, q, g);                                 // α q
            TensorPrimitives.Multiply(g, q, scratch);
            total += TensorPrimitives.Dot<float>(scratch, h);
            TensorPrimitives.Multiply(turn, p, turn);
            TensorPrimitives.Subtract(1, p, scratch);
            TensorPrimitives.Multiply(turn, scratch, turn);
            TensorPrimitives.Multiply(turn, h, turn);                           // (1 − 2t) p (1 − p) h
            TensorPrimitives.Add(turn, turn, turn);
            TensorPrimitives.Subtract(p, t, p);
            TensorPrimitives.MultiplyAdd(q, p, turn, q);
            TensorPrimitives.Multiply(g, q, g);
            TensorPrimitives.Multiply(g, weight, g);
        }
        return (float)(total / logits.Length);
    }

    public float BinaryCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double total = 0;
        float weight = 1f / logits.Length;
        for (int start = 0; start < logits.Length; start += tile)
        {
            int length = Math.Min(tile, logits.Length - start);
            ReadOnlySpan<float> x = logits.Slice(start, length), t = targets.Slice(start, length);
            Span<float> g = gradient.Slice(start, length), softplus = _softplus.AsSpan(0, length);
            SoftplusOf(x, softplus, _scratch.AsSpan(0, length));
            total += TensorPrimitives.Sum<float>(softplus) - TensorPrimitives.Dot(x, t);
            TensorPrimitives.Sigmoid(x, g);
            TensorPrimitives.Subtract(g, t, g);
            TensorPrimitives.Multiply(g, weight, g);
        }
        return (float)(total / logits.Length);
    }

    public static float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> targets, Span<float> gradient)
    {
        double total = 0;
        int classes = logits.Length / targets.Length;
        float weight = 1f / targets.Length;
        for (int row = 0; row < targets.Length; row++)
        {
            ReadOnlySpan<float> x = logits.Slice(row * classes, classes);
            Span<float> g = gradient.Slice(row * classes, classes);
            float max = TensorPrimitives.Max(x);
            TensorPrimitives.Subtract(x, max, g);
            TensorPrimitives.Exp(g, g);
            float sum = TensorPrimitives.Sum<float>(g);
            TensorPrimitives.Multiply(g, weight / sum, g);
            g[targets[row]] -= weight;
            total += MathF.Log(sum) + max - x[targets[row]];
        }
        return (float)(total / targets.Length);
    }

    private double FocalHardTile(ReadOnlySpan<float> x, ReadOnlySpan<float> t, Span<float> g, float weight)
    {
        int length = x.Length;
        Span<float> sign = _sign.AsSpan(0, length), z = _z.AsSpan(0, length), q = _q.AsSpan(0, length), softplus = _softplus.AsSpan(0, length),
            scratch = _scratch.AsSpan(0, length);
        TensorPrimitives.MultiplyAdd(t, -2, _one.AsSpan(0, length), sign);              // −1 for a positive, 1 for a negative
        TensorPrimitives.Multiply(sign, x, z);
        TensorPrimitives.Sigmoid(z, q);
        SoftplusOf(z, softplus, scratch);
        TensorPrimitives.MultiplyAdd(t, -0.5f, _threeQuarters.AsSpan(0, length), g);     // α
        TensorPrimitives.Multiply(g, q, g);
        TensorPrimitives.Multiply(g, q, g);                                     // α q²
        double total = TensorPrimitives.Dot<float>(g, softplus);
        TensorPrimitives.Subtract(1, q, scratch);
        TensorPrimitives.Multiply(scratch, softplus, scratch);
        TensorPrimitives.MultiplyAdd(scratch, 2, q, scratch);                   // q + 2 (1 − q) softplus
        TensorPrimitives.Multiply(g, scratch, g);
        TensorPrimitives.Multiply(sign, weight, sign);
        TensorPrimitives.Multiply(g, sign, g);
        return total;
    }

    /// <summary>max(z, 0) + log(1 + exp(−|z|)); LogP1 takes three times as long as Log in some processes.</summary>
    private static void SoftplusOf(ReadOnlySpan<float> z, Span<float> softplus, Span<float> scratch)
    {
        TensorPrimitives.Abs(z, scratch);
        TensorPrimitives.Negate(scratch, scratch);
        TensorPrimitives.Exp(scratch, scratch);
        TensorPrimitives.Add(scratch, 1, scratch);
        TensorPrimitives.Log(scratch, scratch);
        TensorPrimitives.Max(z, 0, softplus);
        TensorPrimitives.Add(softplus, scratch, softplus);
    }
}
