using System.Buffers.Binary;
using System.IO.Compression;

namespace LossGen.Sample.Reporting;

/// <summary>A grey image as a PNG (RFC 2083).</summary>
internal static class Png
{
    /// <param name="pixels">From 0 (black) to 1 (white), row after row.</param>
    public static byte[] Encode(ReadOnlySpan<float> pixels, int width)
    {
        int height = pixels.Length / width;
        Span<byte> header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0];        // width, height; 8 bits, grey, deflate, no interlace
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);

        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);                                          // this row is not filtered
                foreach (float pixel in pixels.Slice(y * width, width)) zlib.WriteByte((byte)MathF.Round(Math.Clamp(pixel, 0, 1) * byte.MaxValue));
            }

        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>Length, type, data, and the checksum of type and data.</summary>
    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc32(chunk.AsSpan(4..^4)));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
