using LossGen.Execution;

namespace LossGen.Tests.Tensors;

/// <summary>The checks of overlaps as questions.</summary>
internal static class Overlaps
{
    public static bool AcceptApart<T, TOther>(ReadOnlyTensorView<T> output, ReadOnlyTensorView<TOther> other)
    {
        try
        {
            ViewArguments.Apart(output, "output", other, "other");
            return true;
        }
        catch (ArgumentException e) when (e.ParamName == "output")
        {
            return false;
        }
    }

    public static bool AcceptSameOrApart<T>(ReadOnlyTensorView<T> output, ReadOnlyTensorView<T> prediction)
    {
        try
        {
            ViewArguments.SameOrApart(output, "output", prediction, "prediction");
            return true;
        }
        catch (ArgumentException e) when (e.ParamName == "output")
        {
            return false;
        }
    }

    public static bool AcceptWritable<T>(TensorView<T> output)
    {
        try
        {
            ViewArguments.Writable(output, "output");
            return true;
        }
        catch (ArgumentException e) when (e.ParamName == "output")
        {
            return false;
        }
    }
}
