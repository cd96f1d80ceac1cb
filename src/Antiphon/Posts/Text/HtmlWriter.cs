using System.Buffers;
using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>
/// Writes escaped text and our own markup, and keeps paragraphs and line breaks. White space around a paragraph and at the end of a line is not
/// written: nobody sees it, and without it the text that a reader copies renders to the same HTML again.
/// </summary>
internal sealed class HtmlWriter(int capacity, bool paragraphs)
{
    // Escaped in text and in attributes alike, so that no place can be the wrong one.
    private static readonly SearchValues<char> Special = SearchValues.Create(SpecialCharacters());

    private readonly StringBuilder html = new(capacity);
    private readonly StringBuilder gap = new(); // White space since a line break, not yet written.
    private bool begun;

    /// <summary>Our own markup inside the running paragraph, as it is.</summary>
    public HtmlWriter Markup(string markup)
    {
        Begin();
        html.Append(markup);
        return this;
    }

    /// <summary>Text inside markup: a value without line breaks.</summary>
    public HtmlWriter Escaped(ReadOnlySpan<char> value)
    {
        while (!value.IsEmpty)
        {
            value = Plain(value);
            if (!value.IsEmpty) value = value[Escape(value)..];
        }

        return this;
    }

    /// <summary>Running text, with its line breaks.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (!begun || gap.Length > 0 || text[0] is '\n' or '\r')
            {
                text = WhiteSpace(text);
                if (text.IsEmpty) return;
                Begin();
            }

            text = Plain(text);
            if (!text.IsEmpty && text[0] is not ('\n' or '\r')) text = text[Escape(text)..];
        }
    }

    public string Finish()
    {
        if (!begun) return "";
        TrimEnd();
        if (paragraphs) html.Append("</p>");
        return html.ToString();
    }

    /// <summary>Opens the first paragraph, or writes what the white space since the last line break means.</summary>
    private void Begin()
    {
        if (!begun)
        {
            begun = true;
            gap.Clear();
            if (paragraphs) html.Append("<p>");
        }
        else if (gap.Length > 0)
        {
            WriteGap(gap.ToString());
            gap.Clear();
        }
    }

    private void WriteGap(string white)
    {
        var lastBreak = white.LastIndexOf('\n');
        if (!paragraphs) html.Append(' ');
        else if (white.IndexOf('\n', StringComparison.Ordinal) < lastBreak) html.Append("</p><p>");
        else html.Append("<br />").Append(white, lastBreak + 1, white.Length - lastBreak - 1);
    }

    /// <summary>Takes the white space at the start of <paramref name="text"/> into the gap; CR LF and CR become LF.</summary>
    private ReadOnlySpan<char> WhiteSpace(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (; at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r'; at++)
        {
            if (gap.Length == 0) TrimEnd();
            if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n') continue;
            gap.Append(text[at] == '\r' ? '\n' : text[at]);
        }

        return text[at..];
    }

    private ReadOnlySpan<char> Plain(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAny(Special);
        if (length < 0) length = text.Length;
        html.Append(text[..length]);
        return text[length..];
    }

    /// <summary>Writes the one special character at the start of <paramref name="text"/>; returns how many code units it took.</summary>
    private int Escape(ReadOnlySpan<char> text)
    {
        switch (text[0])
        {
            case '<': html.Append("&lt;"); return 1;
            case '>': html.Append("&gt;"); return 1;
            case '&': html.Append("&amp;"); return 1;
            case '"': html.Append("&quot;"); return 1;
            case '\'': html.Append("&#39;"); return 1;
        }

        if (text.Length > 1 && char.IsSurrogatePair(text[0], text[1]))
        {
            html.Append(text[..2]);
            return 2;
        }

        html.Append('\uFFFD'); // Control characters and halves of pairs: not allowed in HTML, JSON or XML feeds alike.
        return 1;
    }

    private void TrimEnd()
    {
        var length = html.Length;
        while (length > 0 && html[length - 1] is ' ' or '\t') length--;
        html.Length = length;
    }

    private static string SpecialCharacters()
    {
        var all = new StringBuilder("<>&\"'");
        for (var c = '\0'; c < '\u00A0'; c++)
            if (char.IsControl(c) && c != '\t') all.Append(c);
        for (var c = 0xD800; c < 0xE000; c++) all.Append((char)c);
        return all.ToString();
    }
}
