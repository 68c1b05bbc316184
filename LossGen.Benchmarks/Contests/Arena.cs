using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Contests;

/// <summary>
/// Sets up contests against those peers that are there: without a C compiler or PyTorch theirs are null and stay away. A contest whose kernel's name does
/// not begin with <paramref name="only"/> is null.
/// </summary>
internal sealed class Arena(bool quick, string only, NativePeers? intrinsics, NativePeers? textbook, PythonProcess? python)
{
    /// <summary>The first size, or all.</summary>
    public T[] Sizes<T>(params T[] sizes) => quick ? sizes[..1] : sizes;

    public static string Name(int count) => count >= 1 << 20 ? $"{count >> 20}M" : $"{count >> 10}K";

    /// <summary>A contest over single numbers.</summary>
    public Contest? Elements<T>(string kernel, float[] x, T[] t, Loss<T> lossGen, PeerSet<T> peers)
        where T : unmanaged => Items(kernel, Name(x.Length), "element", 1, x, t, lossGen, peers);

    /// <summary>A contest over boxes.</summary>
    public Contest? Boxes(string kernel, float[] x, float[] t, Loss<float> lossGen, PeerSet<float> peers) =>
        Items(kernel, Name(x.Length / 4), "box", 4, x, t, lossGen, peers);

    /// <summary>A contest over rows of logits with a class index each.</summary>
    public Contest? Rows(string kernel, int[] shape, float[] x, int[] t, Loss<int> lossGen, PeerSet<int> peers) => Create(
        kernel, string.Join('x', shape), "logit", x.Length, x, t, x.Length, shape, lossGen, peers, (library, function) => library.OfRows(function));

    /// <summary>Any other contest: <paramref name="items"/> divide the time, <paramref name="outputs"/> are the numbers written, <paramref name="shape"/> is for PyTorch.</summary>
    public Contest? Other(string kernel, string size, string unit, int items, float[] x, float[] t, int outputs, int[] shape, Loss<float> lossGen, PeerSet<float> peers) =>
        Create(kernel, size, unit, items, x, t, outputs, shape, lossGen, peers, (library, function) => library.OfItems<float>(function, 1));

    private Contest? Items<T>(string kernel, string size, string unit, int numbers, float[] x, T[] t, Loss<T> lossGen, PeerSet<T> peers)
        where T : unmanaged => Create(
        kernel, size, unit, x.Length / numbers, x, t, x.Length, [x.Length], lossGen, peers, (library, function) => library.OfItems<T>(function, numbers));

    private Contest? Create<T>(
        string kernel, string size, string unit, int items, float[] predictions, T[] targets, int outputs, int[] shape, Loss<T> lossGen, PeerSet<T> peers,
        Func<NativePeers, string, Loss<T>> native)
        where T : unmanaged
    {
        if (!kernel.StartsWith(only, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var x = new AlignedBuffer<float>(predictions);
        var t = new AlignedBuffer<T>(targets);
        var g = new AlignedBuffer<float>(outputs);
        Place(0);

        List<Contestant> sides = [Side("scalar C#", peers.Scalar)];
        Add("LossGen, formula", peers.Formula);
        Add("TensorPrimitives", peers.Tiles);
        Add("TensorPrimitives, whole arrays", peers.Whole);
        Add("C intrinsics", intrinsics is null || peers.Intrinsics is null ? null : native(intrinsics, peers.Intrinsics));
        Add("C textbook", textbook is null || peers.Textbook is null ? null : native(textbook, peers.Textbook));
        if (python is not null && peers.PyTorch is not null)
        {
            sides.Add(PythonContestant.Create<T>(python, peers.PyTorch, predictions, targets, TypeName<T>(), shape));
        }
        sides.AddRange(peers.Others.Select(other => Side(other.Name, other.Loss, computes: false)));
        return new Contest(kernel, size, unit, items, Side("LossGen", lossGen), sides, Place) { SharesWork = peers.SharesWork };

        void Place(int round)
        {
            x.MoveTo(8 * round);
            t.MoveTo(8 * round + 17);
            g.MoveTo(8 * round + 34);
        }

        void Add(string name, Loss<T>? loss)
        {
            if (loss is not null)
            {
                sides.Add(Side(name, loss));
            }
        }

        LocalContestant Side(string name, Loss<T> loss, bool computes = true) => new(name, computes, () => loss(x.Span, t.Span, g.Span), () =>
        {
            g.Span.Clear();
            float value = loss(x.Span, t.Span, g.Span);
            return (value, g.Span.ToArray());
        });
    }

    private static string TypeName<T>() => typeof(T) == typeof(float) ? "float32" : typeof(T) == typeof(int) ? "int32" : "uint8";
}
