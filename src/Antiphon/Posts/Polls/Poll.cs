using System.Text.Json;
using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Posts.Polls;

/// <summary>A post's poll as its author asked it. Its number is the post's. Immutable.</summary>
/// <param name="HideTotals">The numbers of each option are shown only when it has ended.</param>
/// <param name="Expires">UTC ms.</param>
public sealed record Poll(long Post, long Author, IReadOnlyList<string> Options, bool Multiple, bool HideTotals, long Expires)
{
    internal const string Columns = "post, author, options, multiple, hide_totals, expires";

    public bool Ended(long now) => now >= Expires;

    internal static Poll Read(Row row) => new(row.Long(0), row.Long(1), JsonSerializer.Deserialize<string[]>(row.Text(2))!, row.Bool(3), row.Bool(4), row.Long(5));

    internal static string Texts(IReadOnlyList<string> options) => JsonSerializer.Serialize(options);
}

/// <summary>How a poll stands: votes by option, and the people who gave them.</summary>
public sealed record PollCount(IReadOnlyList<int> Votes, int Voters)
{
    public int Total => Votes.Sum();
}

/// <summary>Somebody voted.</summary>
public sealed record Voted(long Post, long Account, IReadOnlyList<int> Choices) : Happening;

/// <summary>Its options were changed, so that no vote stands any more.</summary>
public sealed record VotesReset(long Post) : Happening;
