using Antiphon.Tally;

namespace Antiphon.Http;

/// <summary>
/// How a number of people who answered is said: "39,412 people answered", or "at least …" where only a range is known. The pages' texts say it for every front, so that an app and a page
/// never say it differently.
/// </summary>
/// <param name="Say">For a language (BCP 47) that the pages speak; another, or null, is said in their default.</param>
public sealed record NumberInWords(Func<string?, Interval, string> Say);
