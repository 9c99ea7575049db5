using System.Buffers.Binary;
using System.IO.Compression;

namespace Shop.Catalog;

/// <summary>Draws a product's picture: a PNG of 64 × 64 pixels, stripes in two colours of the product's own.</summary>
/// <remarks>Source: PNG (third edition) §5 chunk layout, §11.2 critical chunks, annex D CRC.</remarks>
internal static class ProductImage
{
    private const int Side = 64;
    private const int StripePixels = 8;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Draw(Product product)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, Header());
        WriteChunk(png, "IDAT"u8, Pixels(ShopData.NumberOf('p', product.Id)));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // Width, height, 8 bits a sample, colour type 2 (RGB), then compression, filter and interlace methods 0.
    private static byte[] Header()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        header[8] = 8;
        header[9] = 2;
        return header;
    }

    private static byte[] Pixels(int number)
    {
        byte[] light = [(byte)(160 + number % 96), (byte)(160 + number * 7 % 96), (byte)(160 + number * 13 % 96)];
        byte[] dark = [(byte)(number * 3 % 128), (byte)(number * 11 % 128), (byte)(number * 17 % 128)];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            for (int y = 0; y < Side; y++)
            {
                zlib.WriteByte(0); // filter: none
                for (int x = 0; x < Side; x++)
                    zlib.Write((x + y) / StripePixels % 2 == 0 ? light : dark);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }
}
