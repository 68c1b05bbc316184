using System.Buffers.Binary;
using System.IO.Compression;

namespace LossGen.Sample.Data;

/// <summary>Grey images of 28 × 28 pixels, each a garment of one of ten kinds (Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747).</summary>
internal sealed class FashionMnist(ReadOnlyMemory<byte> pixels, ReadOnlyMemory<byte> labels)
{
    public const int Side = 28;
    private const int Area = Side * Side;

    public static readonly string[] Kinds = ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    public int Count => labels.Length;

    public ReadOnlySpan<byte> Image(int index) => pixels.Span.Slice(index * Area, Area);

    public int Kind(int index) => labels.Span[index];

    public FashionMnist Slice(int start, int count) => new(pixels.Slice(start * Area, count * Area), labels.Slice(start, count));

    /// <summary>The 2,400 images inside this program: 2,000 to train on, 400 to test on.</summary>
    public static (FashionMnist Training, FashionMnist Test) Embedded()
    {
        var all = Read(name => typeof(FashionMnist).Assembly.GetManifestResourceStream($"{name}.gz"), "fashion-mnist-2400");
        return (all.Slice(0, 2000), all.Slice(2000, 400));
    }

    /// <summary>The four files of the full set, as published: compressed or not.</summary>
    public static (FashionMnist Training, FashionMnist Test) FromDirectory(string directory)
    {
        return (Read(Open, "train"), Read(Open, "t10k"));

        Stream? Open(string name) =>
            new[] { name, name + ".gz" }.Select(file => Path.Combine(directory, file)).FirstOrDefault(File.Exists) is { } path ? File.OpenRead(path) : null;
    }

    private static FashionMnist Read(Func<string, Stream?> open, string set)
    {
        byte[] images = ReadIdx(open, $"{set}-images-idx3-ubyte", [Side, Side]);
        byte[] labels = ReadIdx(open, $"{set}-labels-idx1-ubyte", []);
        if (images.Length != labels.Length * Area || labels.Any(label => label >= Kinds.Length))
            throw new InvalidDataException($"The images and labels of '{set}' do not belong together.");
        return new FashionMnist(images, labels);
    }

    /// <summary>IDX: 0, 0, 8 (unsigned bytes), the rank; each length as a big-endian int; then the bytes. <paramref name="lengths"/> are those after the first.</summary>
    private static byte[] ReadIdx(Func<string, Stream?> open, string name, ReadOnlySpan<int> lengths)
    {
        using Stream file = open(name) ?? throw new FileNotFoundException($"There is no {name} and no {name}.gz.");
        using var content = new MemoryStream();
        file.CopyTo(content);
        ReadOnlySpan<byte> bytes = Decompress(content);

        int header = 8 + 4 * lengths.Length;
        bool fits = bytes.Length >= header && bytes[..4].SequenceEqual<byte>([0, 0, 8, (byte)(1 + lengths.Length)]);
        for (int i = 0; fits && i < lengths.Length; i++)
            fits = BinaryPrimitives.ReadInt32BigEndian(bytes[(8 + 4 * i)..]) == lengths[i];

        long expected = fits ? BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) : -1;
        foreach (int length in lengths) expected *= length;
        return bytes.Length - header == expected ? bytes[header..].ToArray() : throw new InvalidDataException($"{name} is not the IDX file it should be.");
    }

    private static ReadOnlySpan<byte> Decompress(MemoryStream content)
    {
        content.Position = 0;
        if (content.ReadByte() != 0x1F || content.ReadByte() != 0x8B) return content.ToArray();

        content.Position = 0;
        using var gzip = new GZipStream(content, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
