using System.Diagnostics;

namespace LossGen.Sample;

/// <summary>Times whole frames of a <see cref="Detector"/> over what a network might say of a picture with some objects.</summary>
internal static class FrameShow
{
    private const int Objects = 12;

    public static void Run(bool quick)
    {
        float[][] network = Network(), output = Array.ConvertAll(network, scale => new float[scale.Length]);
        var detector = new Detector();
        int frames = quick ? 50 : 1000, kept = 0;
        double[] microseconds = new double[frames];
        long allocated = 0;
        for (int frame = -10; frame < frames; frame++)                  // the first ones are for the JIT
        {
            for (int scale = 0; scale < output.Length; scale++) network[scale].CopyTo(output[scale], 0);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            kept = detector.Read(output[0], output[1], output[2]);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (frame >= 0)
            {
                microseconds[frame] = elapsed.TotalMicroseconds;
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        Array.Sort(microseconds);
        int cells = 0;
        foreach (int side in Detector.Sides) cells += Detector.Anchors * side * side;
        Console.WriteLine($"A frame of {Detector.Pixels} × {Detector.Pixels} pixels: {cells} cells decoded, {detector.Candidates} boxes over the threshold, {kept} kept.");
        for (int place = 0; place < Math.Min(3, kept); place++)
        {
            var (kind, score, box) = detector[place];
            Console.WriteLine($"  class {kind,2}, score {score:F3}, {box[2]:F0} × {box[3]:F0} pixels around ({box[0]:F0}, {box[1]:F0})");
        }

        Console.WriteLine($"{microseconds[0]:F0} µs a frame at best, {microseconds[frames / 2]:F0} µs in the middle of {frames} frames; {allocated} bytes allocated.");
    }

    /// <summary>Raw scores: nothing in most cells, and around each object's cell some that see it.</summary>
    private static float[][] Network()
    {
        var random = new SplitMix(1);
        float[][] scales = new float[Detector.Sides.Length][];
        for (int scale = 0; scale < scales.Length; scale++)
        {
            int side = Detector.Sides[scale];
            scales[scale] = new float[side * side * Detector.Anchors * Detector.Numbers];
            for (int i = 0; i < scales[scale].Length; i++)
            {
                scales[scale][i] = i % Detector.Numbers < 4 ? random.Between(-1, 1) : random.Between(-9, -4);
            }
        }

        for (int i = 0; i < Objects; i++)
        {
            float[] scale = scales[i % scales.Length];
            int side = Detector.Sides[i % scales.Length], row = 1 + random.Below(side - 2), column = 1 + random.Below(side - 2), kind = random.Below(Detector.Classes);
            for (int near = 0; near < 9; near++)
            {
                int cell = (((row + near / 3 - 1) * side + column + near % 3 - 1) * Detector.Anchors + i % Detector.Anchors) * Detector.Numbers;
                scale[cell + 4] = near == 4 ? 4 : 1;
                scale[cell + 5 + kind] = 3;
            }
        }

        return scales;
    }
}
