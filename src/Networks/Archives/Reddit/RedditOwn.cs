using System.Runtime.CompilerServices;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;
using Antiphon.Networks.Archives.Tables;
using Antiphon.Tally;

namespace Antiphon.Networks.Archives.Reddit;

/// <summary>
/// What Reddit gives a person of their own on request: posts.csv and comments.csv, and statistics.csv, which has the account's name. Messages, drafts, votes and addresses lie beside them and are
/// never opened; the address from which each was written is a column that is passed over.
/// </summary>
public sealed class RedditOwn : IArchiveFormat
{
    public string Name => "reddit-own";

    public string Description => "Reddit, a person's own data as Reddit gives it on request (posts.csv, comments.csv)";

    public bool Recheckable => false;

    public string? OnlyAsOwn => "This export does not say which of its communities are private. It is counted only when the person whose it is gives it, signed in: on the page \"Your archives\".";

    public bool Recognises(Archive archive)
    {
        foreach (var entry in archive.Entries)
            if (IsPosts(entry, archive)) return true;
        return false;
    }

    public bool Needs(ArchiveEntry entry) => FileName(entry) is "posts.csv" or "comments.csv" or "statistics.csv";

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        var author = await Account(archive, cancel).ConfigureAwait(false);
        var rows = new Gathered();
        foreach (var entry in archive.Entries)
        {
            if (!IsPosts(entry, archive)) continue;
            using var csv = new CsvReader(archive.Open(entry));
            Table? table = null;
            while (await csv.Fill(cancel).ConfigureAwait(false))
            {
                while (csv.TryNext())
                {
                    if (table is null)
                    {
                        table = new Table(csv, author);
                        continue;
                    }

                    if (csv.IsEmpty) continue;
                    rows.Begin();
                    if (table.Take(csv, rows) is { } why) rows.Undo(csv.Line, archive.IsContainer ? $"({FileName(entry)}) {why}" : why);
                    if (rows.Full) yield return rows.Done();
                }
            }
        }

        if (!rows.IsEmpty) yield return rows.Done();
    }

    private bool IsPosts(ArchiveEntry entry, Archive archive)
    {
        if (archive.IsContainer && (!Needs(entry) || FileName(entry) == "statistics.csv")) return false;
        var columns = Columns.Of(CsvReader.Columns(archive.Head(entry)));
        return columns.HasAll("id", "permalink", "date", "subreddit", "body") && columns.First("title", "parent") >= 0;
    }

    private static string FileName(ArchiveEntry entry) => entry.Path[(entry.Path.LastIndexOf('/') + 1)..];

    /// <summary>The account's name: a row "account name" of statistics.csv; 0 where that is not there.</summary>
    private static async Task<long> Account(Archive archive, CancellationToken cancel)
    {
        foreach (var entry in archive.Entries)
        {
            if (FileName(entry) != "statistics.csv") continue;
            using var csv = new CsvReader(archive.Open(entry));
            while (await csv.Fill(cancel).ConfigureAwait(false))
                while (csv.TryNext())
                    if (csv[0].SequenceEqual("account name"u8)) return RedditKeys.Account(csv[1]);
        }

        return 0;
    }

    private sealed class Table
    {
        private readonly long author;
        private readonly int width, id, date, permalink, title, parent, body;

        public Table(CsvReader head, long author)
        {
            var names = new string[head.Count];
            for (var i = 0; i < names.Length; i++) names[i] = head.Text(i)?.Trim() ?? string.Empty;
            var columns = Columns.Of(names);
            (this.author, width) = (author, names.Length);
            (id, date, permalink, title, parent, body) = (columns.Needed("id"), columns.Needed("date"), columns.Needed("permalink"), columns["title"], columns["parent"], columns.Needed("body"));
        }

        public string? Take(CsvReader row, Gathered rows)
        {
            if (row.Count != width) return $"has {row.Count} columns instead of {width}";
            var isPost = title >= 0;
            var key = RedditKeys.Of(isPost ? "t3_"u8 : "t1_"u8, row[id]);
            if (key == 0) return "has no id";
            var at = TableValues.Time(row[date]);
            if (at == 0) return "has no time";
            rows.Row();
            var text = row.Text(body) ?? string.Empty;
            if (RedditText.IsTakenBack(text))
            {
                rows.Other();
                return null;
            }

            var (own, repeated) = RedditText.Of(isPost ? $"{row.Text(title)}\n\n{text}".Trim() : text);
            var root = isPost ? 0 : Thread(row[permalink]);
            rows.Add(new ArchivedItem
            {
                Kind = ArchivedKind.Post, Network = Network.Reddit, Key = key, Author = author, At = at, Root = root, Text = own, QuotedText = repeated,
                Parent = isPost ? 0 : Above(row[parent]) is not 0 and var above ? above : root,
            });
            return null;
        }

        /// <summary>The comment that is answered, with or without what says that it is one; none where the submission itself is.</summary>
        private static long Above(ReadOnlySpan<byte> parent) => RedditKeys.OfName(parent) is not 0 and var named ? named : RedditKeys.Of("t1_"u8, parent);

        /// <summary>"…/r/NAME/comments/73ieyz/…": the submission below which a comment stands.</summary>
        private static long Thread(ReadOnlySpan<byte> permalink)
        {
            var at = permalink.IndexOf("/comments/"u8);
            if (at < 0) return 0;
            var rest = permalink[(at + "/comments/"u8.Length)..];
            return RedditKeys.Of("t3_"u8, rest.IndexOf((byte)'/') is var slash and >= 0 ? rest[..slash] : rest);
        }
    }
}
