using Antiphon.Calls;
using Antiphon.Tally;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Calls;

/// <summary>How a call's page is headed: in the caller's words, or else from the figures. Pure.</summary>
/// <param name="Headline">Never empty.</param>
/// <param name="Standfirst">Never empty.</param>
/// <param name="QuotesCall">Whether the call is quoted in full beneath; not where it is the headline itself.</param>
public sealed record CallHead(string Headline, string Standfirst, bool QuotesCall)
{
    /// <summary>With fewer answers the question is the news.</summary>
    private const long Newsworthy = 100;

    public static CallHead Of(Call call, Count count, bool open, long now, Words words)
    {
        var people = count.Answered.AtLeast;
        var standfirst = call.Standfirst.Length > 0 ? call.Standfirst : Made(call, count, open, now, words);
        if (call.Headline.Length > 0) return new CallHead(call.Headline, standfirst, true);
        if (people < Newsworthy) return new CallHead(Calls.Headline.Of(call.Wording), standfirst, !Calls.Headline.IsWhole(call.Wording));
        var round = Round(people);
        return new CallHead(words.Count(round < people ? "head.more-than" : count.Answered.IsExact ? "head.people" : "head.at-least", round, call.Phrases[0]), standfirst, true);
    }

    /// <summary>Down to two digits: a headline does not count along with the number beneath it, and is not wrong a minute later.</summary>
    internal static long Round(long people)
    {
        long unit = 1;
        while (people / unit >= 100) unit *= 10;
        return people / unit * unit;
    }

    private static string Made(Call call, Count count, bool open, long now, Words words)
    {
        var said = new List<string>(2);
        var last = count.Series.LastOrDefault(static hour => hour.Answered > 0);
        if (last is not null) said.Add(words["stand.answered", Story.Where(Story.Networks(count), words), words.Day(last.T)]);
        else if (open) said.Add(words["stand.none"]);
        if (call.Closes is { } end) said.Add(words[now > end ? "call.closed" : "call.closes", words.Full(end)]);
        else if (now < call.Opened) said.Add(words["call.not-yet"]);
        return string.Join(' ', said);
    }
}
