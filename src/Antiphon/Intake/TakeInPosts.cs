using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// A unit's worth of posts: noted as facts, and counted. Those that are new and hang on nothing, nearly all, go in by the thousand; what was known already is merged with what is said now,
/// and <see cref="Settling"/> looks after whatever hangs together.
/// </summary>
internal sealed class TakeInPosts(Tx tx, Call call, ArchivedPeople people, long file, Taken sum)
{
    private readonly Settling settling = new(tx, call, people, file, sum);

    /// <param name="posts">Each (network, key) once, in the order of both, with their people.</param>
    public void Run(ReadOnlySpan<PostFact> posts)
    {
        var count = posts.Length;
        if (count == 0) return;
        var columns = new Columns(count);
        var lines = new Line?[count];
        var settle = new bool[count];
        for (var i = 0; i < count; i++)
        {
            var post = posts[i];
            Tell(post);
            settle[i] = !post.StandsAlone || post.Ever != post.Verdicts.Answers || settling.IsOrigin(post.Network, post.Key) || settling.IsGone(post);
            var stands = !settle[i] && call.Counts(post.Created);
            var judgement = settling.Judge(post, thread: false);
            if (stands && post.Collected && judgement.Ring is not null) lines[i] = new Line(post.Key, settling.EvidenceOf(post, judgement), judgement.Why);
            columns.Set(i, post, lines[i], stands && judgement.Ring == Ring.Answered);
        }

        var fresh = columns.Insert(tx, call.Id, file);
        Enter(lines, fresh);
        var (acts, quotes) = (tx.Any("SELECT 1 FROM archived_acts LIMIT 1"), tx.Any("SELECT 1 FROM archived_posts WHERE quoted <> 0 LIMIT 1"));
        for (var i = 0; i < count; i++)
        {
            if (!fresh[i]) Merge(posts[i]);
            else if (settle[i]) settling.Settle(posts[i].Network, posts[i].Key);
            else if (columns.Answers[i] != 0) Answers(posts[i], acts, quotes);
        }
    }

    private void Tell(PostFact post)
    {
        if (!post.Collected) sum.Other++;
        else if (post.Created < call.Opened) sum.Before++;
        else if (!call.Counts(post.Created)) sum.After++;
    }

    private void Enter(Line?[] lines, bool[] fresh)
    {
        var entering = new List<Line>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (fresh[i]) sum.New++;
            else sum.Known++;
            if (fresh[i] && lines[i] is { } line) entering.Add(line);
        }

        LedgerBulk.Enter(tx, call.Id, file, entering, sum.Entered, out var stories);
        sum.Stories += stories;
    }

    /// <summary>A new answer, of which boosts, likes and quotes may be known already. In archives of posts alone there are none at all, and nobody is asked post by post.</summary>
    private void Answers(PostFact post, bool acts, bool quotes)
    {
        if (acts) Amplifiers.Next(tx, call, people, post.Network, post.Key, post.Created, 0, sum);
        if (quotes) settling.Quoting(post.Network, post.Key);
    }

    private void Merge(PostFact said)
    {
        var known = tx.First(
            $"SELECT {PostFact.Columns} FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3", row => PostFact.Read(said.Network, row), (long)said.Network, said.Key, call.Id)!;
        var both = known.With(said) with { AuthorKey = 0 };
        if (both == known) return;
        tx.Run(
            """
            UPDATE archived_posts SET author = $4, created = $5, parent = $6, root = $7, quoted = $8, language = $9, retrieved = $10, verdict = $11, ever = $12, attached = $13,
                collected = $14, recheckable = $15, author_created = $16, reported_boosts = $17, reported_likes = $18
            WHERE network = $1 AND key = $2 AND call = $3
            """,
            (long)both.Network,
            both.Key,
            call.Id,
            both.Author,
            both.Created,
            both.Parent,
            both.Root,
            both.Quoted,
            both.Language,
            both.Retrieved,
            both.Verdicts.Packed,
            both.Ever,
            both.Attached,
            both.Collected,
            (int)both.Checked,
            both.AuthorCreated,
            both.Boosts,
            both.Likes);
        if (!known.Checked.HasFlag(Checked.Known) && both.Checked.HasFlag(Checked.Known))
        {
            // From now on it is that file's: whoever takes their own archive out takes nothing of it along.
            tx.Run("UPDATE archived_posts SET file = $4 WHERE network = $1 AND key = $2 AND call = $3", (long)both.Network, both.Key, call.Id, file);
        }

        settling.Settle(both.Network, both.Key, known.Author);
    }

    private sealed class Columns(int count)
    {
        private readonly long[] network = new long[count], key = new long[count], author = new long[count], created = new long[count], parent = new long[count], root = new long[count],
            quoted = new long[count], retrieved = new long[count], verdict = new long[count], ever = new long[count], attached = new long[count], collected = new long[count],
            recheckable = new long[count], authorCreated = new long[count], boosts = new long[count], likes = new long[count], ring = new long[count];

        private readonly string?[] language = new string?[count];

        public long[] Answers { get; } = new long[count];

        public void Set(int i, PostFact post, Line? line, bool answers)
        {
            network[i] = (long)post.Network;
            key[i] = post.Key;
            author[i] = post.Author;
            created[i] = post.Created;
            parent[i] = post.Parent;
            root[i] = post.Root;
            quoted[i] = post.Quoted;
            language[i] = post.Language;
            retrieved[i] = post.Retrieved;
            verdict[i] = post.Verdicts.Packed;
            ever[i] = post.Ever;
            attached[i] = post.Attached;
            collected[i] = post.Collected ? 1 : 0;
            recheckable[i] = (long)post.Checked;
            authorCreated[i] = post.AuthorCreated;
            boosts[i] = post.Boosts ?? BulkColumn.Null;
            likes[i] = post.Likes ?? BulkColumn.Null;
            ring[i] = line is { } stands ? (long)stands.Evidence.Ring : 0;
            Answers[i] = answers ? 1 : 0;
        }

        public bool[] Insert(Tx tx, long call, long file) => Bulk.InsertNew(
            tx,
            "archived_posts",
            ["network", "key", "call"],
            count,
            BulkColumn.Of("network", network),
            BulkColumn.Of("key", key),
            BulkColumn.Same("call", call),
            BulkColumn.Same("file", file),
            BulkColumn.Of("author", author),
            BulkColumn.Of("created", created),
            BulkColumn.Of("parent", parent),
            BulkColumn.Of("root", root),
            BulkColumn.Of("quoted", quoted),
            BulkColumn.Of("language", language),
            BulkColumn.Of("retrieved", retrieved),
            BulkColumn.Of("verdict", verdict),
            BulkColumn.Of("ever", ever),
            BulkColumn.Of("attached", attached),
            BulkColumn.Of("collected", collected),
            BulkColumn.Of("recheckable", recheckable),
            BulkColumn.Of("author_created", authorCreated),
            BulkColumn.Of("reported_boosts", boosts),
            BulkColumn.Of("reported_likes", likes),
            BulkColumn.Of("ring", ring),
            BulkColumn.Of("answers", Answers));
    }
}
