using System.Buffers;
using System.Text.Json;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>
/// The elements of one list in a JSON text, one after the other and without the whole in memory: of the text itself where it is a list, or of the first property with one of the given names
/// where it is an object. Everything on the way there and behind it is checked to be JSON.
/// <code>while (await items.Fill(cancel)) while (items.TryNext(out var item)) …</code>
/// </summary>
internal sealed class JsonArray(Stream stream, params string[] names) : IDisposable
{
    /// <summary>Of one element.</summary>
    public const int Longest = 1 << 24;

    private const int FirstBuffer = 1 << 17;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int start;
    private int end;
    private bool over;
    private JsonReaderState state;

    // Where the element begins that was not read to its end; −1 between elements.
    private int element = -1;
    private bool inside;
    private bool named;

    // Whether the value that comes now has one of the names.
    private bool next;
    private bool done;
    private long lines = 1;

    // Up to where the ends of lines were counted.
    private int counted;

    /// <summary>The line on which the element begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Whether the list was there.</summary>
    public bool Found { get; private set; }

    /// <summary>Whether the text was JSON as far as it went, and ended too early.</summary>
    public bool CutOff { get; private set; }

    /// <summary>Reads on. False when there is nothing more.</summary>
    /// <exception cref="InvalidDataException">An element has no end.</exception>
    public async ValueTask<bool> Fill(CancellationToken cancel)
    {
        if (over) return false;
        var keep = element >= 0 ? element : start;
        if (keep > 0)
        {
            Count(keep);
            buffer.AsSpan(keep, end - keep).CopyTo(buffer);
            (start, end, element, counted) = (start - keep, end - keep, element < 0 ? -1 : 0, 0);
        }

        if (end == buffer.Length)
        {
            if (end > Longest) throw new InvalidDataException($"What begins on line {lines} has no end within {Longest:N0} bytes.");
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), cancel).ConfigureAwait(false);
        end += read;
        over = read == 0;
        return true;
    }

    /// <summary>The next whole element. Good until the next <see cref="Fill"/>.</summary>
    /// <exception cref="InvalidDataException">What stands there is no JSON, or ends too early.</exception>
    public bool TryNext(out ReadOnlyMemory<byte> item)
    {
        item = default;
        if (start == end && !over) return false;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), over, state);
        try
        {
            while (reader.Read())
            {
                if (Upto(ref reader) is not { } upto) continue;
                item = buffer.AsMemory(element, upto - element);
                Count(element);
                Line = lines;
                element = -1;
                Keep(ref reader);
                return true;
            }
        }
        catch (JsonException broken)
        {
            Count(start);
            CutOff = over && Ends(broken);
            throw new InvalidDataException(
                CutOff ? "This file is cut off: its JSON has no end." : $"This file is damaged: near line {lines + (broken.LineNumber ?? 0)} it is no JSON.", broken);
        }

        Keep(ref reader);
        return false;
    }

    public void Dispose()
    {
        stream.Dispose();
        var returned = buffer;
        buffer = [];
        if (returned.Length > 0) ArrayPool<byte>.Shared.Return(returned);
    }

    /// <summary>Where an element ends, if it does with this token.</summary>
    private int? Upto(ref Utf8JsonReader reader)
    {
        if (done) return null;
        if (!inside)
        {
            Enter(ref reader);
            return null;
        }

        // The list is at depth 0 or 1, its elements one deeper.
        var depth = reader.CurrentDepth - (named ? 1 : 0);
        if (reader.TokenType == JsonTokenType.EndArray && depth == 0)
        {
            done = true;
            return null;
        }

        if (depth != 1) return null;
        var upto = start + (int)reader.BytesConsumed;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            element = start + (int)reader.TokenStartIndex;
            return null;
        }

        if (element < 0) element = start + (int)reader.TokenStartIndex;
        return upto;
    }

    // What .NET says where a text or the whole ends too early; there is no other mark of it.
    private static bool Ends(JsonException broken) =>
        broken.Message.Contains("end of data", StringComparison.Ordinal) || broken.Message.Contains("end of the JSON payload", StringComparison.Ordinal);

    private void Enter(ref Utf8JsonReader reader)
    {
        var (token, depth) = (reader.TokenType, reader.CurrentDepth);
        if (token == JsonTokenType.StartArray && (depth == 0 || (depth == 1 && next)))
        {
            (inside, named, Found) = (true, depth == 1, true);
            return;
        }

        if (depth != 1) return;
        next = false;
        if (token != JsonTokenType.PropertyName) return;
        foreach (var name in names)
            if (!reader.ValueIsEscaped && reader.ValueTextEquals(name)) next = true;
    }

    private void Keep(ref Utf8JsonReader reader)
    {
        state = reader.CurrentState;
        start += (int)reader.BytesConsumed;
    }

    private void Count(int upto)
    {
        if (upto <= counted) return;
        lines += buffer.AsSpan(counted, upto - counted).Count((byte)'\n');
        counted = upto;
    }
}
