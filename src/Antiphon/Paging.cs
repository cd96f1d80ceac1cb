namespace Antiphon;

/// <summary>Which part of a list, by id, as Mastodon's <c>max_id</c>, <c>since_id</c> and <c>min_id</c> say it.</summary>
/// <param name="Below">Only ids smaller than this.</param>
/// <param name="Above">Only ids larger than this.</param>
/// <param name="Ascending">The entries nearest above <paramref name="Above"/> (<c>min_id</c>) instead of the newest; answers are newest first all the same.</param>
/// <param name="Limit">Entries at most.</param>
public readonly record struct Paging(long Below, long Above, bool Ascending, int Limit)
{
    public static Paging Newest(int limit) => new(long.MaxValue, 0, false, limit);

    public static Paging Before(long id, int limit) => new(id, 0, false, limit);

    public static Paging After(long id, int limit) => new(long.MaxValue, id, true, limit);
}
