using System.Diagnostics;
using LossGen.Sample;
using LossGen.Sample.Data;
using LossGen.Sample.Reporting;

const int Units = 256, Epochs = 40, QuickEpochs = 4;
const ulong Seed = 1;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

if (options.Frame)
{
    FrameShow.Run(options.Quick);
    return 0;
}

try
{
    var (trainingImages, testImages) = options.Data is { } directory ? FashionMnist.FromDirectory(directory) : FashionMnist.Embedded();

    var workers = new Workers();
    List<Outcome> outcomes = [];
    foreach (Recipe recipe in Recipe.All.Where(recipe => options.Recipe is null || options.Recipe == recipe.Name))
    {
        // Each recipe begins with the same network and sees the same scenes.
        long start = Stopwatch.GetTimestamp();
        var network = new Perceptron(Units, Training.Whole + Training.Shredded, workers, Seed);
        var training = new Training(recipe, network, new ScenePainter(trainingImages), workers, options.Quick ? QuickEpochs : Epochs, Seed << 32);
        List<PerLoss> losses = Display.Train(training);
        outcomes.Add(new Outcome(recipe, losses, training, new Evaluation(network, new ScenePainter(testImages)), Stopwatch.GetElapsedTime(start)));
        Display.Results(outcomes[^1]);
    }
    File.WriteAllText(options.Report, Report.Html(outcomes));
    Console.WriteLine($"Report: {Path.GetFullPath(options.Report)}");
    return 0;
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
