using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using LossGen.Benchmarks.Peers;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>How exact kernels are, in every precision, and PyTorch in float32 beside them.</summary>
internal static class AccuracyCommand
{
    public const string Usage = "accuracy [--quick] [--page FILE]    (which has a place for the tables)";

    // A prime: the floats that a stride meets have every ending.
    private const long QuickStride = 1009, PyTorchStride = 4099;

    private const int QuickItems = 20_000, Items = 400_000;

    public static void Run(Options options)
    {
        long start = Stopwatch.GetTimestamp(), stride = options.Quick ? QuickStride : 1;
        using PythonProcess? python = PythonProcess.Start();
        var report = new AccuracyReport();
        string command = $"dotnet run -c Release --project LossGen.Benchmarks -- accuracy{(options.Quick ? " --quick" : "")}";
        report.Line($"{Processor.Name}, {Processor.Vectors}, {Processor.Today}, by `{command}`; {python?.Version ?? PythonProcess.Missing}.");
        var kernels = new EmittedKernels();
        var sweeps = Sweeps(kernels);
        var samples = Samples(kernels);

        report.Heading(options.Quick
            ? $"Every {QuickStride}th float, against double (PyTorch: every {PyTorchStride}th)"
            : $"All floats, against double (PyTorch: every {PyTorchStride}th)");
        foreach ((FloatCase floatCase, Func<Kernel<float, float>> single, Func<Kernel<float, float>> precise) in sweeps)
        {
            (Worst Value, Worst Gradient)[] worst = FloatSweep.Run(floatCase, [single(), precise()], stride);
            report.Row(floatCase.Name, "float", worst[0], floatCase.HasGradient);
            report.Row(floatCase.Name, "float, precise", worst[1], floatCase.HasGradient);
            if (python is not null)
            {
                Kernel<float, float> theirs = PyTorchKernel.Of(python, floatCase.PyTorch.Formula, floatCase.PyTorch.Gamma);
                report.Row(floatCase.Name, "PyTorch float32", FloatSweep.Run(floatCase, [theirs], PyTorchStride)[0], floatCase.HasGradient);
            }
        }

        int items = options.Quick ? QuickItems : Items;
        report.Heading(string.Create(CultureInfo.InvariantCulture, $"{items} random items, against twice double precision"));
        foreach ((WideCase wideCase, Func<int, (Worst Value, Worst Gradient)>[] variants) in samples)
        {
            string[] names = ["float", "float, precise", "double"];
            foreach ((string name, (Worst Value, Worst Gradient) worst) in names.Zip(variants.AsParallel().AsOrdered().Select(variant => variant(items))))
            {
                report.Row(wideCase.Name, name, worst, worst.Gradient.Count > 0);
            }
        }

        (double sum, double returned) = SumOfMany.Error();
        report.Goals(sum, returned);
        report.Save(Path.Combine("artifacts", "benchmarks", "accuracy.md"), options.After("--page"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
    }

    private static List<(FloatCase, Func<Kernel<float, float>>, Func<Kernel<float, float>>)> Sweeps(EmittedKernels kernels) =>
    [
        .. FloatCases.Functions.Concat(FloatCases.Losses).Select(of => (
            of.Case,
            kernels.Add<float, float>(of.Definition, "float", "float", isPrecise: false, of.Constants),
            kernels.Add<float, float>(of.Definition, "float", "float", isPrecise: true, of.Constants))),
    ];

    private static List<(WideCase, Func<int, (Worst Value, Worst Gradient)>[])> Samples(EmittedKernels kernels) =>
        [.. WideCases.All.Select(of => (of, of.HasClasses ? Variants<int, int>(kernels, of, "int", "int") : Variants<float, double>(kernels, of, "float", "double")))];

    /// <summary>The case in float, in precise float and in double, each to be run on a number of items.</summary>
    private static Func<int, (Worst Value, Worst Gradient)>[] Variants<TSingle, TDouble>(EmittedKernels kernels, WideCase of, string single, string wide)
        where TSingle : INumber<TSingle>
        where TDouble : INumber<TDouble>
    {
        Func<Kernel<float, TSingle>> standard = kernels.Add<float, TSingle>(of.Definition, "float", single, isPrecise: false, of.Constants);
        Func<Kernel<float, TSingle>> precise = kernels.Add<float, TSingle>(of.Definition, "float", single, isPrecise: true, of.Constants);
        Func<Kernel<double, TDouble>> doubles = kernels.Add<double, TDouble>(of.Definition, "double", wide, isPrecise: false, of.Constants);
        return
        [
            items => of.Run(standard(), Format.Single, items),
            items => of.Run(precise(), Format.Single, items),
            items => of.Run(doubles(), Format.Double, items),
        ];
    }
}
