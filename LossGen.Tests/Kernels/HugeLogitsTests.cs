namespace LossGen.Tests.Kernels;

/// <summary>Any finite logit is in the domain of the focal loss, the largest float too.</summary>
public sealed class HugeLogitsTests
{
    public static TheoryData<string> Kernels => [.. KernelZoo.All.Where(k => k.IsElement && k.PredictionName == "logits" && !k.Accumulates && !k.IsDouble && !k.Has(Form.Scale) && k.Has(Form.Losses) && k.Has(Form.Gradient) && !k.Has(Form.Weights)).Select(k => k.Name)];

    /// <summary>Neither e·|x| with an e that has stopped at its smallest nor γ·|x| reaches the gradient.</summary>
    [Theory, MemberData(nameof(Kernels))]
    public void The_gradient_of_a_hopeless_item_is_its_weight(string name)
    {
        CompiledKernel kernel = CompiledKernel.Find(name);
        foreach (float x in (float[])[1e30f, 1e32f, 1e35f, 1.8e38f, float.MaxValue])
        {
            foreach (int target in (int[])[0, 1])
            {
                Array targets = kernel.Case.Targets == "float" ? (float[])[target, target] : (byte[])[(byte)target, (byte)target];
                KernelInputs inputs = new([x, -x], targets, [1f, 1f]);
                KernelResult result = inputs.Run(kernel.Any);
                Assert.All(result.Gradient, g => Assert.True(double.IsFinite(g), $"{name}, x = ±{x:R}, target {target}: a derivative is {g}"));
                float value = kernel.Case.Has(Form.Value) ? (float)kernel.Expected(kernel.Reference(inputs), inputs, null)[0] : 0;
                Oracle.Verify(kernel, inputs, result with { Value = value }, $"±{x:R}, target {target}");
            }
        }
    }
}
