using Antiphon.Calls;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Calls;

/// <summary>A published figure's time in words. Pure.</summary>
public static class ClaimWords
{
    public static string Time(Claim claim, Words words) => (claim.Since, claim.Until) switch
    {
        ({ } since, { } until) => words["claims.between", Moment(since, words), Moment(until, words)],
        ({ } since, null) => words["claims.since", Moment(since, words)],
        (null, { } until) => words["claims.until", Moment(until, words)],
        _ => words["claims.no-time"],
    };

    /// <summary>Midnight is how a form says a day.</summary>
    private static string Moment(long at, Words words) => at % Hours.Day == 0 ? words.Day(at) : words["claims.moment", words.Day(at), Words.Clock(at)];
}
