using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Antiphon.Answers.Recognition;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives;

/// <summary>
/// Posts without text: a CSV of a network's posts under one hashtag, de-identified, where each row's own evidence stands for the words. Columns
/// <c>t_unix,post,author,thread,is_root,in_call_thread,has_quote,quotes_call,n_mentions,mention_authors,retweets,likes,words,first_person,story_hint</c>.
/// </summary>
public sealed class ReplayReader : IArchiveFormat
{
    private const int Fields = 15;

    private const int LongestLine = 1 << 16;

    /// <summary>The first line of such a file.</summary>
    public static readonly string Header =
        "t_unix,post,author,thread,is_root,in_call_thread,has_quote,quotes_call,n_mentions,mention_authors,retweets,likes,words,first_person,story_hint";

    public string Name => "replay";

    public string Description => "Posts without text, de-identified, a row each, whose own evidence stands for the words (CSV)";

    /// <summary>Its ids are pseudonyms: nobody can look them up.</summary>
    public bool Recheckable => false;

    /// <summary>Many people's, made unrecognisable.</summary>
    public bool IsOwn => false;

    public bool Recognises(Archive archive) => !archive.IsContainer && archive.Head(archive.Entries[0]).StartsWith(Encoding.UTF8.GetBytes(Header));

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!Recognises(archive)) throw new InvalidDataException($"This is not a \"{Name}\" file: its first line should be \"{Header}\".");
        using var lines = new LineReader(archive.Open(archive.Entries[0]), LongestLine);
        var rows = new Gathered();
        while (await lines.Fill(cancel).ConfigureAwait(false))
        {
            while (lines.TryNext(out var line))
            {
                // The first line is the header.
                if (lines.Number == 1) continue;
                Take(lines.TooLong ? default : line.Span, lines.Number, rows);
                if (rows.Full) yield return rows.Done();
            }
        }

        if (!rows.IsEmpty) yield return rows.Done();
    }

    private static void Take(ReadOnlySpan<byte> text, long line, Gathered rows)
    {
        rows.Begin();
        rows.Row();
        if (Parse(text, out var post) is { } why) rows.Undo(line, why);
        else rows.Add(post);
    }

    /// <summary>Null, or what is wrong with the row.</summary>
    private static string? Parse(ReadOnlySpan<byte> text, out ArchivedItem post)
    {
        post = default;
        Span<Range> fields = stackalloc Range[Fields + 1];
        var count = Split(text, fields);
        if (count != Fields) return string.Create(CultureInfo.InvariantCulture, $"has {count} columns instead of {Fields}");
        if (!Number(text[fields[0]], out var seconds) || seconds is <= 0 or > 253_402_300_799) return "t_unix is no time";
        if (!Hexadecimal(text[fields[1]], out var key) || key == 0) return "post is no hexadecimal id";
        if (!Hexadecimal(text[fields[2]], out var author)) return "author is no hexadecimal id";
        if (!Flag(text[fields[5]], out var inThread)) return "in_call_thread is neither 0 nor 1";
        if (!Flag(text[fields[7]], out var quotesCall)) return "quotes_call is neither 0 nor 1";
        if (!Count(text[fields[10]], out var boosts)) return "retweets is no count";
        if (!Count(text[fields[11]], out var likes)) return "likes is no count";
        if (!Words(text[fields[12]], out var words)) return "words is none of 0-3, 4-10, 11-25, 26+";
        if (!Flag(text[fields[13]], out var firstPerson)) return "first_person is neither 0 nor 1";
        if (!Flag(text[fields[14]], out var storyHint)) return "story_hint is neither 0 nor 1";
        var attachment = inThread ? Attachment.ReplyInThread : quotesCall ? Attachment.QuotesCall : Attachment.FreeStanding;
        post = new ArchivedItem
        {
            Kind = ArchivedKind.Post,
            Network = Network.Twitter,
            Author = author,
            Key = key,
            At = seconds * 1000,
            Words = new RowWords(words, firstPerson, storyHint, attachment),
            ReportedBoosts = boosts,
            ReportedLikes = likes,
        };
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
