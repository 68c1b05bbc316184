using LossGen.Benchmarks;

switch (args)
{
    case ["ratios", .. string[] options]:
        RatiosCommand.Run(new Options(options));
        return 0;
    default:
        Console.Error.WriteLine($"LossGen.Benchmarks {RatiosCommand.Usage}");
        return 1;
}
