using LossGen.Benchmarks;
using LossGen.Benchmarks.Accuracy;

switch (args)
{
    case ["ratios", .. string[] options]:
        RatiosCommand.Run(new Options(options));
        return 0;
    case ["accuracy", .. string[] options]:
        AccuracyCommand.Run(new Options(options));
        return 0;
    default:
        Console.Error.WriteLine(string.Join("\nLossGen.Benchmarks ", "", RatiosCommand.Usage, AccuracyCommand.Usage).TrimStart());
        return 1;
}
