using System.Text;
using Antiphon.Networks.Archives.Reading;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Networks.Reading;

/// <summary>Lines, rows and elements are found in the same places however the bytes arrive.</summary>
public sealed class ReadingTests
{
    [Fact]
    public void Lines_are_those_of_the_framework_s_own_reader_however_the_bytes_arrive() => Gen.Select(Text("ab\n\r"), Gen.Int[1, 7]).Sample((text, piece) =>
    {
        // A carriage return alone ends no line here.
        var expected = text.Split('\n').Select(static line => line.EndsWith('\r') ? line[..^1] : line).ToList();
        if (expected[^1].Length == 0 && !text.EndsWith('\r')) expected.RemoveAt(expected.Count - 1);
        Assert.Equal(expected, Lines(text, piece).Select(static line => line.Text));
    });

    [Fact]
    public void A_line_that_is_too_long_is_passed_over_and_the_next_one_is_read()
    {
        var lines = Lines("one\n" + new string('x', 5_000_000) + "\nthree", 100_000, longest: 1 << 20);
        Assert.Equal([(1, "one", false), (2, "", true), (3, "three", false)], lines);
        Assert.Equal([(1, "", true)], Lines(new string('x', 5_000_000), 100_000, longest: 1 << 20));
    }

    [Fact]
    public void Rows_are_what_was_written_however_the_bytes_arrive() =>
        Gen.Select(Text("a,;\"\n\r \t").Array[1, 4].Array[1, 6], Gen.Int[1, 9], Gen.Char[",;\t"], Gen.Bool).Sample((rows, piece, separator, windows) =>
        {
            // The head says which separator it is.
            string[][] all = [["id", "time", "text", "author"], .. rows];
            var end = windows ? "\r\n" : "\n";
            var text = string.Concat(all.Select(row => string.Join(separator, row.Select(static field => "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + end));
            var (read, lines) = Rows(text, piece);
            Assert.Equal(all, read);
            var line = 1;
            foreach (var (row, at) in all.Zip(lines))
            {
                Assert.Equal(line, at);
                line += 1 + row.Sum(static field => field.Count(static c => c == '\n'));
            }
        });

    [Fact]
    public void Fields_without_quotes_are_taken_as_they_stand()
    {
        Assert.Equal([["id", "text"], ["1", "say \"hi\""], ["", ""], ["2", " spaced "]], Rows("id,text\n1,say \"hi\"\n,\n2, spaced ", 3).Rows);
        Assert.Equal(["tweet_id", "in_reply_to_tweet_id"], CsvReader.Columns("\"tweet_id\";in_reply_to_tweet_id\r\n1;2"u8));
    }

    [Theory]
    [InlineData("id,text\n1,\"never closed", "never closed")]
    [InlineData("id,text\n1,\"$LONG", "no end within")]
    public void A_quote_that_is_never_closed_ends_the_reading_with_its_line(string text, string why)
    {
        var broken = Assert.Throws<InvalidDataException>(() => Rows(text.Replace("$LONG", new string('x', 9_000_000), StringComparison.Ordinal), 100_000));
        Assert.Contains(why, broken.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_endless_columns_is_none() => Assert.Throws<InvalidDataException>(() => Rows(new string(',', 5_000), 4_096));

    [Theory]
    [InlineData("window.YTD.tweets.part0 = [ {\"a\":\"]}\\\"[\"} , 7, [1,[2]],\n{\"b\":{\"c\":[]}} ] ;", new[] { "{\"a\":\"]}\\\"[\"}", "[1,[2]]", "{\"b\":{\"c\":[]}}" }, true)]
    [InlineData("{\"co[m\":[{\"x\":1}],\"more\":[{\"y\":1}]}", new[] { "{\"x\":1}" }, true)]
    [InlineData("[{\"x\":1},{\"cut\":", new[] { "{\"x\":1}" }, false)]
    [InlineData("[]", new string[0], true)]
    [InlineData("\"no array", new string[0], false)]
    public void Elements_of_the_first_array_are_found_however_the_bytes_arrive(string text, string[] expected, bool closed)
    {
        for (var piece = 1; piece < 20; piece++)
        {
            using var items = new JsonItems(new Pieces(text, piece));
            var found = new List<string>();
            while (Now(items.Fill(CancellationToken.None)))
            {
                while (items.TryNext(out var item)) found.Add(Encoding.UTF8.GetString(item.Span));
            }

            Assert.Equal(expected, found);
            Assert.Equal(closed, items.Closed);
        }
    }

    private static Gen<string> Text(string characters) => Gen.String[Gen.Char[characters], 0, 12];

    private static List<(int Number, string Text, bool TooLong)> Lines(string text, int piece, int longest = LineReader.Longest)
    {
        using var lines = new LineReader(new Pieces(text, piece), longest);
        var found = new List<(int, string, bool)>();
        while (Now(lines.Fill(CancellationToken.None)))
        {
            while (lines.TryNext(out var line)) found.Add(((int)lines.Number, Encoding.UTF8.GetString(line.Span), lines.TooLong));
        }

        return found;
    }

    private static (List<string[]> Rows, List<int> Lines) Rows(string text, int piece)
    {
        using var rows = new CsvReader(new Pieces(text, piece));
        var (found, lines) = (new List<string[]>(), new List<int>());
        while (Now(rows.Fill(CancellationToken.None)))
        {
            while (rows.TryNext())
            {
                found.Add([.. Enumerable.Range(0, rows.Count).Select(i => Encoding.UTF8.GetString(rows[i]))]);
                lines.Add((int)rows.Line);
            }
        }

        return (found, lines);
    }

    // The bytes are in memory: nothing waits.
    private static bool Now(ValueTask<bool> done) => done.GetAwaiter().GetResult();

    /// <summary>Bytes that come in pieces.</summary>
    private sealed class Pieces(string text, int piece) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
