using Antiphon.Posts.Text;

namespace Antiphon.Posts.Polls;

/// <summary>A poll as a front has read it, before anything is checked.</summary>
/// <param name="ExpiresIn">Seconds that it is open from when it is published.</param>
public sealed record PollDraft(IReadOnlyList<string> Options, long ExpiresIn, bool Multiple = false, bool HideTotals = false)
{
    /// <summary>The limits are Mastodon's.</summary>
    public const int MostOptions = 4;
    public const int LongestOption = 50;
    public const int ShortestTime = 5 * 60;

    /// <summary>Seconds: a month of 30.4 days.</summary>
    public const int LongestTime = 2_629_746;

    private const int FewestOptions = 2;
    private const int MostUnitsPerCharacter = 16;

    /// <summary>The draft with clean texts, or what is wrong with it.</summary>
    public Outcome<PollDraft> Checked()
    {
        if (Options.Count > MostOptions) return Fault("poll", $"A poll has {MostOptions} options at most.");
        if (Options.Any(static option => option.Length > LongestOption * MostUnitsPerCharacter)) return TooLong;
        var clean = Options.Select(CleanText.Of).ToArray();
        if (clean.Count(static option => option.Length > 0) < FewestOptions) return Fault("poll", $"A poll has {FewestOptions} options at least.");
        if (clean.Any(static option => option.Length == 0)) return Fault("poll", "An option of a poll needs some words.");
        if (clean.Any(static option => new System.Globalization.StringInfo(option).LengthInTextElements > LongestOption)) return TooLong;
        if (clean.Distinct(StringComparer.Ordinal).Count() < clean.Length) return Fault("poll", "Two options of the poll are the same.");
        if (ExpiresIn < ShortestTime) return Fault("expires_in", "A poll is open for five minutes at least.");
        if (ExpiresIn > LongestTime) return Fault("expires_in", "A poll is open for a month at most.");
        return this with { Options = clean };
    }

    private static Refusal TooLong => Refusal.Invalid("poll", $"An option of a poll has {LongestOption} characters at most.");

    private static Refusal Fault(string field, string message) => Refusal.Invalid(field, message);
}
