using System.Text;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>Where a file of a tar lies.</summary>
/// <param name="At">Unpacked, from the tar's start.</param>
/// <param name="PackedEnd">Packed bytes read when its end was reached.</param>
internal readonly record struct TarPlace(string Path, long At, long Length, long PackedEnd);

/// <summary>
/// Goes through a tar: ustar and GNU (POSIX.1-1988, "tar" of GNU), with the long names and sizes of pax (POSIX.1-2001). Written by hand because every size that it names is held against a
/// limit before anything is kept.
/// </summary>
internal sealed class TarReading(Stream stream)
{
    private const int Block = 512;

    /// <summary>Names and sizes of one file; nobody's are longer.</summary>
    private const int LongestExtension = 1 << 16;

    private readonly byte[] header = new byte[Block];
    private long left;

    /// <summary>Bytes of the tar behind us.</summary>
    public long Position { get; private set; }

    /// <summary>Whether a tar begins like this: the first block's own check sum holds.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.Length >= Block && head[0] != 0 && SumHolds(head[..Block]);

    /// <returns>The next plain file; null at the end.</returns>
    /// <exception cref="InvalidDataException">This is no tar, or one without its end.</exception>
    public async Task<TarPlace?> Next(CancellationToken cancel)
    {
        string? longName = null;
        long? longSize = null;
        while (true)
        {
            await Skip(cancel).ConfigureAwait(false);
            var read = await stream.ReadAtLeastAsync(header, Block, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
            Position += read;

            // Two blocks of noughts are the end; many programs write one or none.
            if (read == 0 || (read == Block && header.AsSpan().IndexOfAnyExcept((byte)0) < 0)) return null;
            if (read < Block || !SumHolds(header)) throw Damaged.Exception();
            var size = Number(header.AsSpan(124, 12));
            switch (header[156])
            {
                case (byte)'L':
                    longName = Encoding.UTF8.GetString(await Extension(size, cancel).ConfigureAwait(false)).TrimEnd('\0');
                    break;
                case (byte)'x':
                    (longName, longSize) = Pax(await Extension(size, cancel).ConfigureAwait(false));
                    break;
                case (byte)'0' or 0 or (byte)'7':
                    size = longSize ?? size;
                    left = Padded(size);
                    return new TarPlace(Named(longName), Position, size, 0);
                default:
                    left = Padded(longSize ?? size);
                    (longName, longSize) = (null, null);
                    break;
            }
        }
    }

    /// <summary>Passes over the rest of the file that <see cref="Next"/> gave.</summary>
    public async Task Skip(CancellationToken cancel)
    {
        var passed = left > 0 ? new byte[(int)Math.Min(left, 1 << 17)] : [];
        while (left > 0)
        {
            var read = await stream.ReadAsync(passed.AsMemory(0, (int)Math.Min(left, passed.Length)), cancel).ConfigureAwait(false);
            if (read == 0) throw Damaged.Exception();
            left -= read;
            Position += read;
        }
    }

    private static long Padded(long size) => checked((size + Block - 1) / Block * Block);

    private async Task<byte[]> Extension(long size, CancellationToken cancel)
    {
        if (size > LongestExtension) throw Damaged.Exception();
        var bytes = new byte[(int)size];
        if (await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false) < bytes.Length) throw Damaged.Exception();
        Position += size;
        left = Padded(size) - size;
        return bytes;
    }

    private string Named(string? longName)
    {
        if (longName is not null) return Plain(longName);
        var name = Text(header.AsSpan(0, 100));
        var prefix = header.AsSpan(257, 5).SequenceEqual("ustar"u8) && header[263] == '0' ? Text(header.AsSpan(345, 155)) : string.Empty;
        return Plain(prefix.Length == 0 ? name : prefix + "/" + name);
    }

    // "./outbox.json" and "outbox.json" are one name.
    private static string Plain(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>Records of pax: "LENGTH KEY=VALUE\n", of which the name and the size matter.</summary>
    private static (string? Name, long? Size) Pax(ReadOnlySpan<byte> records)
    {
        string? name = null;
        long? size = null;
        while (!records.IsEmpty)
        {
            var space = records.IndexOf((byte)' ');
            if (space < 0 || !int.TryParse(records[..space], out var length) || length <= space + 1 || length > records.Length) throw Damaged.Exception();
            var record = records[(space + 1)..length].TrimEnd((byte)'\n');
            records = records[length..];
            if (record.StartsWith("path="u8)) name = Encoding.UTF8.GetString(record[5..]);
            else if (record.StartsWith("size="u8)) size = long.TryParse(record[5..], out var value) && value >= 0 ? value : throw Damaged.Exception();
        }

        return (name, size);
    }

    /// <summary>Octal, or for what is too large for that GNU's binary.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        long value = 0;
        if ((field[0] & 0x80) != 0)
        {
            value = field[0] & 0x7F;
            foreach (var b in field[1..]) value = value >> 47 == 0 ? (value << 8) | b : throw Damaged.Exception();
            return value;
        }

        foreach (var b in field.Trim(" \0"u8)) value = b is >= (byte)'0' and <= (byte)'7' ? (value * 8) + (b - '0') : throw Damaged.Exception();
        return value;
    }

    private static bool SumHolds(ReadOnlySpan<byte> block)
    {
        long sum = 0, given = 0;
        for (var i = 0; i < block.Length; i++) sum += i is >= 148 and < 156 ? ' ' : block[i];
        var field = block.Slice(148, 8).Trim(" \0"u8);
        if (field.IsEmpty) return false;
        foreach (var b in field)
        {
            if (b is < (byte)'0' or > (byte)'7') return false;
            given = (given * 8) + (b - '0');
        }

        return sum == given;
    }
}
