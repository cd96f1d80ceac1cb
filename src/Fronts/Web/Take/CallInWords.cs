using System.Globalization;
using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.Web.Calls;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Take;

/// <summary>A call at one moment, in the few words that travel with it: on cards, in citations, in feeds. Pure.</summary>
/// <param name="past">Whether it is as it stood at a line that somebody cited, and not as it is now: then everything that it leads to is as it stood, too.</param>
public sealed class CallInWords(Call call, CallFrame frame, string place, Site site, Words words, bool past = false)
{
    public Call Call => call;

    public CallFrame Frame => frame;

    public Words Words => words;

    /// <summary>The server's name.</summary>
    public string Place => place;

    /// <summary>The caller's own, or else the question. Never one made of the figures: what travels says the number itself.</summary>
    public string Headline => call.Headline.Length > 0 ? call.Headline : Calls.Headline.Of(call.Wording);

    /// <summary>"39,412 people answered", or "at least 39,412 people answered" where only a range is known.</summary>
    public string People => frame.Count.Answered.IsExact
        ? words.Count("call.people", frame.Count.Answered.AtLeast)
        : words["take.at-least", words.Count("call.people", frame.Count.Answered.AtLeast)];

    public string When => words.Full(frame.AsOf);

    /// <summary>The page, speaking as its reader's browser wishes.</summary>
    public string Url => site.To("/calls/" + call.Slug);

    /// <summary>The page as it stood when the count had come to this line.</summary>
    public string Permanent => string.Create(CultureInfo.InvariantCulture, $"{Url}?at={frame.Sequence}");

    /// <summary>What is shown here: the page as it is, or as it stood.</summary>
    public string Address => past ? Permanent : Url;

    public bool Past => past;

    /// <summary>What a reader cites: who says it, what was asked, how many, when, and where it can be read again.</summary>
    public string Citation => words["take.citation", place, Headline, People, When, words.Number(frame.Sequence), Permanent];

    /// <summary>The card that other sites show in a frame.</summary>
    public string CardUrl => $"{Url}/card?{Query}";

    /// <summary>The picture for links; its address changes with the number, so that nobody shows an old one for long.</summary>
    public string PictureUrl => past ? $"{Url}/card.png?{Query}" : string.Create(CultureInfo.InvariantCulture, $"{Url}/card.png?{Query}&v={frame.Sequence}");

    /// <summary>What addresses of the card and of the picture end with.</summary>
    public string Query => past ? string.Create(CultureInfo.InvariantCulture, $"{Languages.Query}={words.Language}&at={frame.Sequence}") : $"{Languages.Query}={words.Language}";

    /// <summary>What the picture says, for those who do not see it.</summary>
    public string PictureText => $"{Headline} – {People}. {When}.";

    /// <summary>A BibTeX entry. Braces keep a headline's capitals; what TeX would obey is written as what it is.</summary>
    public string BibTeX
    {
        get
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(frame.AsOf).UtcDateTime;
            return string.Create(CultureInfo.InvariantCulture, $$"""
                @misc{antiphon-{{call.Slug}}-{{frame.Sequence}},
                  author = {{{Tex(place)}}},
                  title = {{{Tex(Headline)}}},
                  year = {{{at.Year}}},
                  month = {{at.ToString("MMM", CultureInfo.InvariantCulture).ToLowerInvariant()}},
                  note = {{{Tex($"{People}, {When}")}}},
                  url = {{{Permanent}}},
                  urldate = {{{at:yyyy-MM-dd}}}
                }
                """).ReplaceLineEndings("\n");
        }
    }

    private static string Tex(string text)
    {
        var safe = new System.Text.StringBuilder(text.Length + 8).Append('{');
        foreach (var c in text)
        {
            safe.Append(c switch
            {
                '\\' => @"\textbackslash{}",
                '~' => @"\textasciitilde{}",
                '^' => @"\textasciicircum{}",
                '{' or '}' or '%' or '&' or '$' or '#' or '_' => "\\" + c,
                _ => char.IsControl(c) ? " " : c.ToString(),
            });
        }

        return safe.Append('}').ToString();
    }
}
