using LossGen.Sample.Data;

namespace LossGen.Sample;

/// <summary>Paints scenes: faint noise, and on it a garment at a random place and size, whole or cut into tiles and shuffled.</summary>
internal sealed class ScenePainter(FashionMnist images)
{
    private const float Noise = 0.1f;
    private const int Side = FashionMnist.Side;

    public FashionMnist Images => images;

    /// <summary>All that is random in the scene comes from <paramref name="random"/>, so scenes can be painted in any order, by any thread.</summary>
    public void Paint(Scenes scenes, int index, int image, ref SplitMix random)
    {
        float scale = random.Between(0.8f, 1.3f), room = Scenes.Side - scale * Side;
        float left = random.Between(0, room), top = random.Between(0, room);

        if (scenes.HasGarment[index])
        {
            scenes.Kinds[index] = images.Kind(image);
            Bounds(images.Image(image), scale, left, top, scenes.Box(index));
            Place(images.Image(image), scale, left, top, scenes.Scene(index));
        }
        else
        {
            Span<byte> shreds = stackalloc byte[Side * Side];
            Shred(images.Image(image), shreds, ref random);
            Place(shreds, scale, left, top, scenes.Scene(index));
        }

        foreach (ref float pixel in scenes.Scene(index)) pixel = MathF.Max(pixel, random.Between(0, Noise));
    }

    /// <summary>The box around all that stands out from the noise.</summary>
    private static void Bounds(ReadOnlySpan<byte> image, float scale, float left, float top, Span<float> box)
    {
        int x1 = Side, y1 = Side, x2 = 0, y2 = 0;
        for (int y = 0; y < Side; y++)
            for (int x = 0; x < Side; x++)
                if (image[y * Side + x] > Noise * byte.MaxValue)
                {
                    (x1, x2) = (Math.Min(x1, x), Math.Max(x2, x + 1));
                    (y1, y2) = (Math.Min(y1, y), Math.Max(y2, y + 1));
                }
        (box[0], box[1], box[2], box[3]) = (left + scale * x1, top + scale * y1, left + scale * x2, top + scale * y2);
    }

    /// <summary>Cuts the image into 4 × 4 tiles and lays them out in random order.</summary>
    private static void Shred(ReadOnlySpan<byte> image, Span<byte> shreds, ref SplitMix random)
    {
        const int Tiles = 4, Tile = Side / Tiles;
        Span<int> order = stackalloc int[Tiles * Tiles];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        random.Shuffle(order);

        for (int i = 0; i < order.Length; i++)
            for (int row = 0; row < Tile; row++)
                image.Slice(Corner(order[i]) + row * Side, Tile).CopyTo(shreds[(Corner(i) + row * Side)..]);

        static int Corner(int tile) => tile / Tiles * Tile * Side + tile % Tiles * Tile;
    }

    /// <summary>Draws the image, scaled, with its corner at (<paramref name="left"/>, <paramref name="top"/>); bilinear, black all around.</summary>
    private static void Place(ReadOnlySpan<byte> image, float scale, float left, float top, Span<float> scene)
    {
        const int Padded = Side + 3;                // one black pixel before, two after: every place has four neighbours
        Span<float> source = stackalloc float[Padded * Padded];
        source.Clear();
        for (int i = 0; i < image.Length; i++) source[(i / Side + 1) * Padded + i % Side + 1] = image[i] / (float)byte.MaxValue;

        for (int y = 0; y < Scenes.Side; y++)
        {
            (int row, float below) = Locate(y, top, scale);
            Span<float> upper = source.Slice(row * Padded, Padded), lower = source.Slice((row + 1) * Padded, Padded);
            for (int x = 0; x < Scenes.Side; x++)
            {
                (int column, float right) = Locate(x, left, scale);
                float above = float.Lerp(upper[column], upper[column + 1], right);
                scene[y * Scenes.Side + x] = float.Lerp(above, float.Lerp(lower[column], lower[column + 1], right), below);
            }
        }

        // The middle of a scene's pixel, among the middles of the padded image's pixels: the one before it, and how far behind that it lies.
        static (int Index, float Fraction) Locate(int pixel, float start, float scale)
        {
            float place = Math.Clamp((pixel + 0.5f - start) / scale + 0.5f, 0, Side + 1);
            return ((int)place, place - (int)place);
        }
    }
}
