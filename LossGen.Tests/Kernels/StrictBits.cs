using System.Runtime.CompilerServices;

namespace LossGen.Tests.Kernels;

/// <summary>Turns the switch <c>LossGen.StrictBits</c> on before the first kernel runs, where the environment asks for it.</summary>
internal static class StrictBits
{
    public const string Variable = "LOSSGEN_TESTS_STRICT_BITS";

    [ModuleInitializer]
    internal static void TurnOn()
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            AppContext.SetSwitch("LossGen.StrictBits", true);
        }
    }
}
