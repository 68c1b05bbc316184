using Spectre.Console;

namespace LossGen.Sample;

/// <summary>What the program shows while it runs and when it is done.</summary>
internal static class Display
{
    /// <summary>Trains under a progress bar; where the output goes to a file, without one. Returns the losses of each epoch.</summary>
    public static List<PerLoss> Train(Training training)
    {
        var losses = new List<PerLoss>();
        AnsiConsole.WriteLine($"epoch   presence    garment      frame   (mean loss; recipe {training.Recipe.Name})");
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            while (losses.Count < training.Epochs) Epoch(training, losses);
            return losses;
        }

        AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("Training", maxValue: training.Epochs);
                while (losses.Count < training.Epochs)
                {
                    Epoch(training, losses);
                    task.Increment(1);
                }
            });
        return losses;
    }

    public static void Results(Outcome outcome)
    {
        (Recipe recipe, _, Training training, Evaluation evaluation, TimeSpan elapsed) = outcome;
        PerLoss seconds = training.KernelSeconds;
        int calls = training.KernelCalls;

        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Table()
            .AddColumns("On the test scenes", "", "Kernel", "µs a call", "s in all")
            .AddRow("presence accuracy", $"{evaluation.PresenceAccuracy:F4}", Markup.Escape(recipe.Presence.Name), $"{seconds.Presence / calls * 1e6:F2}", $"{seconds.Presence:F4}")
            .AddRow("class accuracy", $"{evaluation.KindAccuracy:F4}", Markup.Escape(recipe.Garment.Name), $"{seconds.Garment / calls * 1e6:F2}", $"{seconds.Garment:F4}")
            .AddRow("mean IoU", $"{evaluation.MeanOverlap:F4}", Markup.Escape(recipe.Frame.Name), $"{seconds.Frame / calls * 1e6:F2}", $"{seconds.Frame:F4}"));
        AnsiConsole.WriteLine($"{evaluation.SceneCount} test scenes, {evaluation.GarmentCount} with a whole garment.");
        AnsiConsole.WriteLine($"Recipe {recipe.Name}: {elapsed.TotalSeconds:F1} s, {seconds.Total:F3} s of them in the kernels ({calls} calls of each).");
        AnsiConsole.WriteLine();
    }

    private static void Epoch(Training training, List<PerLoss> losses)
    {
        losses.Add(training.Epoch());
        AnsiConsole.WriteLine($"{losses.Count,5} {losses[^1].Presence,10:F4} {losses[^1].Garment,10:F4} {losses[^1].Frame,10:F4}");
    }
}
