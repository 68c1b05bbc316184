using LossGen.Benchmarks;
using LossGen.Benchmarks.Accuracy;
using LossGen.Benchmarks.Generation;
using LossGen.Benchmarks.Suite;

switch (args)
{
    case ["ratios", .. string[] options]:
        RatiosCommand.Run(new Options(options));
        return 0;
    case ["accuracy", .. string[] options]:
        AccuracyCommand.Run(new Options(options));
        return 0;
    case ["generator", .. string[] options]:
        GeneratorCommand.Run(new Options(options));
        return 0;
    case ["suite", .. string[] options]:
        SuiteCommand.Run(options);
        return 0;
    default:
        Console.Error.WriteLine(string.Join("\nLossGen.Benchmarks ", "", RatiosCommand.Usage, AccuracyCommand.Usage, GeneratorCommand.Usage, SuiteCommand.Usage).TrimStart());
        return 1;
}
