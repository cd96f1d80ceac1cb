using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>Gathers text from HTML: line breaks in the source are spaces, white space at the edges of a line or block is not text.</summary>
internal sealed class TextCollector(int capacity)
{
    private readonly StringBuilder text = new(capacity);
    private readonly StringBuilder white = new();
    private int breaks;

    /// <summary>Decoded text of the document.</summary>
    public void Add(string decoded)
    {
        foreach (var c in decoded)
        {
            if (c is ' ' or '\t' or '\n' or '\r' or '\f') white.Append(c);
            else Put(c);
        }
    }

    /// <summary>A line break (1) or the edge of a block (2).</summary>
    public void Break(int lines)
    {
        breaks = lines == 1 ? Math.Min(breaks + 1, 2) : 2;
        white.Clear();
    }

    public string Finish() => text.ToString();

    private void Put(char c)
    {
        if (text.Length > 0)
        {
            text.Append('\n', breaks);
            if (breaks < 2) AppendWhite();
        }

        breaks = 0;
        white.Clear();
        text.Append(c);
    }

    private void AppendWhite()
    {
        if (white.Length == 0) return;
        var run = white.ToString();
        if (run.AsSpan().IndexOfAny('\n', '\r', '\f') < 0) text.Append(run);
        else if (breaks == 0) text.Append(' ');
    }
}
