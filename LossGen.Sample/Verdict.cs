using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>What the network says of one scene, beside the truth. <see cref="Kind"/> and <see cref="Box"/> are null where there is no whole garment.</summary>
internal sealed record Verdict(float[] Pixels, int? Kind, float[]? Box, float Probability, int PredictedKind, float[] PredictedBox)
{
    public bool HasGarment => Kind is not null;
    public bool SeesGarment => Probability > 0.5f;
    public bool IsRight => SeesGarment == HasGarment && (Kind ?? PredictedKind) == PredictedKind;
    public float Overlap => Box is null ? 0 : Boxes.Overlap(Box, PredictedBox);

    public static Verdict Of(Perceptron network, Scenes scenes, int index)
    {
        float[] box = new float[4];
        Boxes.Decode(network.Frame.Output.AsSpan(index * 4, 4), box);
        int kinds = network.Garment.Outputs;
        bool whole = scenes.HasGarment[index];
        return new Verdict(
            scenes.Scene(index).ToArray(),
            whole ? scenes.Kinds[index] : null,
            whole ? scenes.Box(index).ToArray() : null,
            1 / (1 + MathF.Exp(-network.Presence.Output[index])),
            TensorPrimitives.IndexOfMax<float>(network.Garment.Output.AsSpan(index * kinds, kinds)),
            box);
    }
}
