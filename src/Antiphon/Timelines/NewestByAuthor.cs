using System.Collections.Concurrent;
using Antiphon.Live;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>The newest posts of one author.</summary>
/// <param name="Complete">Whether the author has written no others.</param>
internal sealed record Newest(Placed[] NewestFirst, bool Complete);

/// <summary>
/// The newest posts of each author whom somebody follows, read once for all their followers and kept up by what happens: a timeline that is opened for the first time is merged out of memory,
/// instead of seeking two hundred times in the store what the neighbour's timeline sought a moment ago.
/// </summary>
public sealed class NewestByAuthor(DataStore store)
{
    /// <summary>Posts kept of each; whoever wants older ones of that author asks the store.</summary>
    private const int Length = 32;

    /// <summary>Authors kept; at most 2 KB each.</summary>
    private const int MostKept = 16_384;

    private readonly ConcurrentDictionary<long, Newest> kept = new();

    // Moved on by what an author writes: what was read before and arrives after it is not kept. Many authors share one, so that a busy server's readers do not undo each other's work.
    private readonly long[] versions = new long[1_024];

    /// <summary>In the order of the authors. What is missing is read in one statement.</summary>
    internal Newest[] Of(IReadOnlyList<long> authors)
    {
        var found = new Newest[authors.Count];
        List<int>? missing = null;
        for (var i = 0; i < found.Length; i++)
        {
            if (kept.TryGetValue(authors[i], out var known)) found[i] = known;
            else (missing ??= []).Add(i);
        }

        if (missing is null) return found;
        if (kept.Count + missing.Count > MostKept) kept.Clear();
        var before = missing.ConvertAll(i => Volatile.Read(ref VersionOf(authors[i])));
        long[] ids = [.. missing.Select(i => authors[i])];
        var read = store.Read(sql => ByAuthors.NewestOfEach(sql, ids, Paging.Newest(Length))).ToLookup(static post => post.Author);
        for (var m = 0; m < ids.Length; m++)
        {
            Placed[] posts = [.. read[ids[m]].OrderByDescending(static post => post.Id)];
            Keep(ids[m], found[missing[m]] = new Newest(posts, posts.Length < Length), before[m]);
        }

        return found;
    }

    private void Keep(long author, Newest newest, long before)
    {
        kept[author] = newest;
        if (Volatile.Read(ref VersionOf(author)) != before) kept.TryRemove(author, out _);
    }

    private ref long VersionOf(long author) => ref versions[(author.GetHashCode() & int.MaxValue) % versions.Length];

    /// <summary>Told by <see cref="RecentPosts"/> before it logs a post: whoever begins after that entry of the log has met the post here.</summary>
    internal void Hear(Happening happening)
    {
        switch (happening)
        {
            case PostWritten { Card.Post: var post }:
                Add(post);
                break;
            case PostEdited { Card.Post: var post }:
                // Its language may be another.
                Interlocked.Increment(ref VersionOf(post.Author));
                kept.TryRemove(post.Author, out _);
                break;
        }
    }

    private void Add(Post post)
    {
        Interlocked.Increment(ref VersionOf(post.Author));
        if (!kept.TryGetValue(post.Author, out var known)) return;
        var at = 0;
        while (at < known.NewestFirst.Length && known.NewestFirst[at].Id > post.Id) at++;
        if (at < known.NewestFirst.Length && known.NewestFirst[at].Id == post.Id) return;
        Placed[] posts = [.. known.NewestFirst.AsSpan(0, at), Placed.Of(post) with { Tags = null }, .. known.NewestFirst.AsSpan(at)];
        var complete = known.Complete && posts.Length <= Length;
        if (posts.Length > Length) posts = posts[..Length];
        kept.TryUpdate(post.Author, new Newest(posts, complete), known);
    }
}
