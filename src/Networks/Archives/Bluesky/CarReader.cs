using System.Buffers;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// The blocks of a CAR file, version 1, one after the other. Each is compared with its name: a file in which a single byte was changed goes no further than that byte's block.
/// <code>var root = await car.Root(cancel); while (await car.Next(cancel)) … car.Name … car.Block</code>
/// </summary>
public sealed class CarReader(Stream stream) : IDisposable
{
    /// <summary>Of one block with its name.</summary>
    public const int LongestBlock = DagCbor.LongestValue + Cid.Length;

    private const int LongestHeader = 1 << 12;
    private const int FirstBuffer = 1 << 17;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int start;
    private int end;
    private bool over;

    /// <summary>The block's number in the file, from 1.</summary>
    public long Number { get; private set; }

    public Cid Name { get; private set; }

    /// <summary>Good until the next one.</summary>
    public ReadOnlyMemory<byte> Block { get; private set; }

    /// <summary>Whether a file's beginning is that of a CAR file.</summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        if (!Varint.TryRead(head, out var length, out var used) || length is 0 or > LongestHeader || head.Length < used + (int)length) return false;
        return RootOf(head.Slice(used, (int)length)) is not null;
    }

    /// <summary>The block that everything hangs on, which the file's head names.</summary>
    /// <exception cref="InvalidDataException">It is no CAR file of one root.</exception>
    public async ValueTask<Cid> Root(CancellationToken cancel)
    {
        var head = await Piece(LongestHeader, cancel).ConfigureAwait(false) ?? throw new InvalidDataException("This file is empty.");
        return RootOf(head.Span) ?? throw new InvalidDataException("This is no CAR file of version 1 with one root, which is what a repository is exported as.");
    }

    /// <summary>Goes to the next block. False behind the last.</summary>
    /// <exception cref="InvalidDataException">The file is cut off or damaged, or a block is not what its name says.</exception>
    public async ValueTask<bool> Next(CancellationToken cancel)
    {
        Number++;
        if (await Piece(LongestBlock, cancel).ConfigureAwait(false) is not { } piece) return false;
        if (!Cid.TryRead(piece.Span, out var name)) throw new InvalidDataException($"Block {Number} has no name by SHA-256: this file is damaged, or of another kind of repository.");
        Block = piece[Cid.Length..];
        if (Cid.Of(name.Codec, Block.Span) != name) throw new InvalidDataException($"Block {Number} is not what its name says: this file is damaged or was changed.");
        Name = name;
        return true;
    }

    public void Dispose()
    {
        stream.Dispose();
        var returned = buffer;
        buffer = [];
        if (returned.Length > 0) ArrayPool<byte>.Shared.Return(returned);
    }

    private static Cid? RootOf(ReadOnlySpan<byte> header)
    {
        if (DagCbor.Check(header) is not null) return null;
        var cursor = new CborCursor(header);
        Cid? root = null;
        long? version = null;
        for (var pairs = cursor.Map(); pairs > 0; pairs--)
        {
            var name = cursor.Text();
            if (name.SequenceEqual("version"u8)) version = cursor.Number();
            else if (!name.SequenceEqual("roots"u8)) cursor.Skip();
            else if (cursor.List() == 1) root = cursor.Link();
            else return null;
        }

        return version == 1 ? root : null;
    }

    /// <summary>What the next number of bytes is said to be; null at the end.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> Piece(int longest, CancellationToken cancel)
    {
        ulong length;
        int used;
        while (!Varint.TryRead(buffer.AsSpan(start, end - start), out length, out used))
        {
            if (end - start >= 10) throw new InvalidDataException($"Behind block {Number - 1} stands no length: this file is damaged.");
            if (await Fill(cancel).ConfigureAwait(false)) continue;
            return end == start ? null : throw CutOff;
        }

        if (length is 0 || length > (ulong)longest) throw new InvalidDataException($"Block {Number} is said to have {length:N0} bytes; {longest:N0} is the most: this file is damaged.");
        while (end - start - used < (int)length)
            if (!await Fill(cancel).ConfigureAwait(false)) throw CutOff;
        var piece = buffer.AsMemory(start + used, (int)length);
        start += used + (int)length;
        return piece;
    }

    private static InvalidDataException CutOff => new("This file is cut off in the middle of a block.");

    private async ValueTask<bool> Fill(CancellationToken cancel)
    {
        if (over) return false;
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (end, start) = (end - start, 0);
        if (end == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel).ConfigureAwait(false);
        end += read;
        over = read == 0;
        return !over;
    }
}
