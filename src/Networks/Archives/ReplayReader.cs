using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Antiphon.Answers.Recognition;
using Antiphon.Intake;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives;

/// <summary>
/// Posts without text: a CSV of a network's posts under one hashtag, de-identified, where each row's own evidence stands for the words. Columns
/// <c>t_unix,post,author,thread,is_root,in_call_thread,has_quote,quotes_call,n_mentions,mention_authors,retweets,likes,words,first_person,story_hint</c>.
/// </summary>
public static class ReplayReader
{
    public const string Format = "replay";

    private const int Fields = 15;

    // Ten thousand rows hold the writer for less than a tenth of a second. The first are fewer, so that it begins while the next are still read.
    private const int FirstBatchRows = 2_000;
    private const int BatchRows = 10_000;
    private const int LongestLine = 1 << 16;

    /// <summary>The first line of such a file.</summary>
    public static readonly string Header =
        "t_unix,post,author,thread,is_root,in_call_thread,has_quote,quotes_call,n_mentions,mention_authors,retweets,likes,words,first_person,story_hint";

    /// <summary>Whether the file is of this format, by its first line.</summary>
    public static async Task<bool> Recognises(string path, CancellationToken cancel)
    {
        try
        {
            await using var stream = ArchiveBytes.Open(path);
            var head = new byte[Encoding.UTF8.GetByteCount(Header) + 3];
            var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
            return Encoding.UTF8.GetString(head, 0, read).TrimStart('\uFEFF').StartsWith(Header, StringComparison.Ordinal);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads the file through: its hash, and how many rows it has.</summary>
    public static async Task<Outcome<ArchiveFile>> Describe(string path, CancellationToken cancel)
    {
        var lines = await ArchiveBytes.CountLines(path, cancel).ConfigureAwait(false);
        if (!lines.Ok) return lines.Refusal;
        if (!await Recognises(path, cancel).ConfigureAwait(false))
        {
            return Refusal.Invalid("file", $"This is not a \"{Format}\" file: its first line should be \"{Header}\". Nothing was imported.");
        }

        var hash = await ArchiveBytes.Hash(path, cancel).ConfigureAwait(false);
        return new ArchiveFile(Path.GetFileName(path), hash, Format, Network.Twitter, lines.Value - 1, null);
    }

    /// <summary>The rows from row <paramref name="skip"/> on, in batches.</summary>
    public static async IAsyncEnumerable<ArchiveBatch> Read(string path, long skip, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var stream = ArchiveBytes.Open(path);
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        var batch = new Batch();
        var rows = FirstBatchRows;
        long line = 0;
        while (true)
        {
            var result = await pipe.ReadAsync(cancel).ConfigureAwait(false);
            var buffer = result.Buffer;
            while (TryLine(ref buffer, result.IsCompleted, out var bytes))
            {
                // The first line is the header; row n stands on line n + 1.
                if (++line == 1 || line - 1 <= skip) continue;
                batch.Take(bytes, line);
                if (batch.Rows < rows) continue;
                yield return batch.Done(line - 1);
                batch = new Batch();
                rows = BatchRows;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) break;
            if (buffer.Length > LongestLine) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Line {line + 1} is longer than {LongestLine} bytes."));
        }

        if (batch.Rows > 0) yield return batch.Done(line - 1);
    }

    private static bool TryLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        var end = buffer.PositionOf((byte)'\n');
        if (end is null)
        {
            line = buffer;
            if (!last || buffer.IsEmpty) return false;
            buffer = buffer.Slice(buffer.End);
            return true;
        }

        line = buffer.Slice(0, end.Value);
        buffer = buffer.Slice(buffer.GetPosition(1, end.Value));
        return true;
    }

    private sealed class Batch
    {
        private readonly List<ArchivedPost> posts = new(BatchRows);
        private readonly List<DamagedRow> damaged = [];

        public int Rows => posts.Count + damaged.Count;

        public ArchiveBatch Done(long upto) => new(posts, damaged, upto);

        public void Take(in ReadOnlySequence<byte> bytes, long line)
        {
            if (bytes.IsSingleSegment)
            {
                Take(bytes.FirstSpan, line);
                return;
            }

            var length = checked((int)bytes.Length);
            var rented = ArrayPool<byte>.Shared.Rent(length);
            bytes.CopyTo(rented);
            Take(rented.AsSpan(0, length), line);
            ArrayPool<byte>.Shared.Return(rented);
        }

        private void Take(ReadOnlySpan<byte> text, long line)
        {
            if (text.EndsWith("\r"u8)) text = text[..^1];
            if (Parse(text, out var post) is { } why) damaged.Add(new DamagedRow(line, why));
            else posts.Add(post);
        }

        /// <summary>Null, or what is wrong with the row.</summary>
        private static string? Parse(ReadOnlySpan<byte> text, out ArchivedPost post)
        {
            post = default;
            Span<Range> fields = stackalloc Range[Fields + 1];
            var count = Split(text, fields);
            if (count != Fields) return string.Create(CultureInfo.InvariantCulture, $"has {count} columns instead of {Fields}");
            if (!Number(text[fields[0]], out var seconds) || seconds is <= 0 or > 253_402_300_799) return "t_unix is no time";
            if (!Hexadecimal(text[fields[1]], out var key)) return "post is no hexadecimal id";
            if (!Hexadecimal(text[fields[2]], out _)) return "author is no hexadecimal id";
            if (!Flag(text[fields[5]], out var inThread)) return "in_call_thread is neither 0 nor 1";
            if (!Flag(text[fields[7]], out var quotesCall)) return "quotes_call is neither 0 nor 1";
            if (!Count(text[fields[10]], out var boosts)) return "retweets is no count";
            if (!Count(text[fields[11]], out var likes)) return "likes is no count";
            if (!Words(text[fields[12]], out var words)) return "words is none of 0-3, 4-10, 11-25, 26+";
            if (!Flag(text[fields[13]], out var firstPerson)) return "first_person is neither 0 nor 1";
            if (!Flag(text[fields[14]], out var storyHint)) return "story_hint is neither 0 nor 1";
            var attachment = inThread ? Attachment.ReplyInThread : quotesCall ? Attachment.QuotesCall : Attachment.FreeStanding;
            post = new ArchivedPost(
                Encoding.ASCII.GetString(text[fields[2]]), key, seconds * 1000, new RowWords(words, firstPerson, storyHint, attachment), boosts, likes);
            return null;
        }

        private static int Split(ReadOnlySpan<byte> text, Span<Range> fields)
        {
            var (count, start) = (0, 0);
            while (true)
            {
                var comma = text[start..].IndexOf((byte)',');
                if (count < fields.Length) fields[count] = comma < 0 ? start..text.Length : start..(start + comma);
                count++;
                if (comma < 0) return count;
                start += comma + 1;
            }
        }

        private static bool Number(ReadOnlySpan<byte> text, out long value) => Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;

        private static bool Count(ReadOnlySpan<byte> text, out int? value)
        {
            value = null;

            // Absent is not nought.
            if (text.IsEmpty) return true;
            if (!Number(text, out var number) || number is < 0 or > int.MaxValue) return false;
            value = (int)number;
            return true;
        }

        private static bool Flag(ReadOnlySpan<byte> text, out bool value)
        {
            value = text is [(byte)'1'];
            return text is [(byte)'0' or (byte)'1'];
        }

        private static bool Hexadecimal(ReadOnlySpan<byte> text, out long value)
        {
            value = 0;
            return text.Length is > 0 and <= 15 && Utf8Parser.TryParse(text, out value, out var used, 'x') && used == text.Length;
        }

        private static bool Words(ReadOnlySpan<byte> text, out int most)
        {
            most = text.SequenceEqual("0-3"u8) ? 3 : text.SequenceEqual("4-10"u8) ? 10 : text.SequenceEqual("11-25"u8) ? 25 : text.SequenceEqual("26+"u8) ? int.MaxValue : 0;
            return most > 0;
        }
    }
}
