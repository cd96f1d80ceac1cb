using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Filters;

/// <summary>Where a filter holds. Stored by number: never renumber.</summary>
[Flags]
public enum FilterContexts : byte
{
    None = 0,
    Home = 1,
    Notifications = 2,
    Public = 4,
    Thread = 8,
    Profile = 16,
}

/// <summary>What becomes of a post that a filter catches. Stored by number: never renumber.</summary>
public enum FilterAction : byte
{
    /// <summary>It is folded under the filter's title.</summary>
    Warn = 0,

    /// <summary>It is not shown. Where a list is the server's choice (home, notifications) the server leaves it out; elsewhere the app does.</summary>
    Hide = 1,

    /// <summary>Its pictures are blurred.</summary>
    Blur = 2,
}

/// <summary>A word or phrase to look for.</summary>
public sealed record FilterKeyword(long Id, long Filter, string Keyword, bool WholeWord)
{
    public const string Columns = "id, filter, keyword, whole_word";

    public static FilterKeyword Read(Row row) => new(row.Long(0), row.Long(1), row.Text(2), row.Bool(3));
}

/// <summary>One post that a filter catches whatever it says.</summary>
public sealed record FilterPost(long Id, long Filter, long Post)
{
    public const string Columns = "id, filter, post";

    public static FilterPost Read(Row row) => new(row.Long(0), row.Long(1), row.Long(2));
}

/// <summary>A member's filter with what it looks for. Immutable.</summary>
/// <param name="Expires">UTC ms; null for good. An expired filter stays in its owner's list and catches nothing.</param>
public sealed record Filter(
    long Id, long Account, string Title, FilterContexts Contexts, FilterAction Action, long? Expires, IReadOnlyList<FilterKeyword> Keywords, IReadOnlyList<FilterPost> Posts)
{
    public const string Columns = "id, account, title, contexts, action, expires";

    /// <summary>Without what it looks for.</summary>
    public static Filter Read(Row row) =>
        new(row.Long(0), row.Long(1), row.Text(2), (FilterContexts)row.Int(3), (FilterAction)row.Int(4), row.LongOrNull(5), [], []);

    public bool Holds(long now) => Expires is not { } until || until > now;
}

/// <summary>A filter that has caught a post, and by what.</summary>
/// <param name="Words">As they stand in the post.</param>
/// <param name="Posts">The posts that were chosen themselves.</param>
public sealed record Caught(Filter Filter, IReadOnlyList<string> Words, IReadOnlyList<long> Posts);

/// <summary>A member's filters are others now, told after the commit.</summary>
public sealed record FiltersChanged(long Account) : Happening;
