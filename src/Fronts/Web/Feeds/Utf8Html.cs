using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Feeds;

/// <summary>Writes HTML as UTF-8 straight into a buffer: markup as it is, text encoded. What the posts' fragments are made with.</summary>
internal readonly struct Utf8Html(IBufferWriter<byte> to)
{
    /// <summary>Markup of our own, or the renderer's.</summary>
    public Utf8Html Raw(ReadOnlySpan<byte> markup)
    {
        to.Write(markup);
        return this;
    }

    /// <summary>Markup that comes as a string: what the one renderer of post text made.</summary>
    public Utf8Html Raw(string markup)
    {
        Encoding.UTF8.GetBytes(markup, to);
        return this;
    }

    /// <summary>Text or an attribute's value, encoded.</summary>
    public Utf8Html Text(ReadOnlySpan<char> text)
    {
        // Nothing that needs encoding in most names and labels: then it is one copy.
        if (text.IndexOfAny(Special) < 0) Encoding.UTF8.GetBytes(text, to);
        else Encoding.UTF8.GetBytes(Encode.Html.Encode(text.ToString()), to);
        return this;
    }

    public Utf8Html Number(long n)
    {
        var span = to.GetSpan(20);
        Utf8Formatter.TryFormat(n, span, out var written);
        to.Advance(written);
        return this;
    }

    /// <summary>What Encode.Html would change among ASCII; other scripts pass as they are, which UTF-8 allows.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'+`\0");
}
