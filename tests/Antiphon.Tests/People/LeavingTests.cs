using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Antiphon.Access;
using Antiphon.Answers;
using Antiphon.Live;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.People.Leaving;
using Antiphon.People.Profiles;
using Antiphon.People.Relations;
using Antiphon.People.Security;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.People;

public sealed class LeavingTests(PostgresServer postgres)
{
    private const string Mark = "xylophone";

    /// <summary>Whatever a person has left anywhere holds the mark or the number; after the deletion only the number is left, and only where it counts.</summary>
    [Theory, EachStore]
    public async Task A_deleted_account_leaves_its_number_and_its_name_and_nothing_else(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, call) = await AFullLife(house);
        Assert.Equal(1, (await house.Count(call)).Answered.People);

        Assert.Same(SignInRefusals.WrongPassword, (await house.Get<DeleteAccount>().Run(ines.Id, "a wrong password")).Refusal);
        Assert.Equal(AccountState.Active, house.Get<Accounts>().Find(ines.Id)!.State);
        Assert.True((await house.Get<DeleteAccount>().Run(ines.Id, PeopleHouse.Password)).Ok);

        Assert.Empty(HoldingMark(house));
        string[] empty =
        [
            $"users account = {ines.Id}", $"sessions account = {ines.Id}", $"tokens account = {ines.Id}", $"posts author = {ines.Id}", $"reactions account = {ines.Id}",
            $"follows {ines.Id} IN (follower, followee)", $"blocks {ines.Id} IN (account, target)", $"mutes {ines.Id} IN (account, target)", $"notifications {ines.Id} IN (account, actor)",
            $"evidence person = {ines.Id}", $"invites account = {ines.Id}", $"passkeys account = {ines.Id}", $"security_log account = {ines.Id}", $"once account = {ines.Id}",
            $"mentions account = {ines.Id}", $"markers account = {ines.Id}", $"media account = {ines.Id} AND (created <> 0 OR post IS NOT NULL)", "departures 1 = 1",
            $"account_search rowid = {ines.Id}",
        ];
        foreach (var rows in empty) Assert.True(house.Rows(rows.Split(' ')[0], rows[(rows.IndexOf(' ') + 1)..]) == 0, rows);
        var account = house.Get<Accounts>().Find(ines.Id)!;
        Assert.Equal((AccountState.Deleted, "ines", "", "", null), (account.State, account.Username, account.DisplayName, account.Bio, account.Avatar));
        Assert.Equal(["avatars/ines.png", "headers/ines.png"], house.Get<DoomedFiles>().Next().Order());
        var count = await house.Count(call);
        Assert.Equal((0, 1, 1), (count.Answered.People, count.EverAnswered, count.Withdrawn));
        await house.AssertRecountEqual(call);
        Assert.Equal((0, 0), house.Get<RelationCounts>().Of(piet.Id));
        Assert.Equal(1, house.Rows("posts", $"author = {piet.Id} AND text LIKE 'Good luck%'"));
        Assert.Same(SignInRefusals.Wrong, (await house.Get<SignIn>().WithPassword("ines", PeopleHouse.Password)).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Get<DeleteAccount>().ByAdministrator(0, ines.Id, string.Empty)).Refusal);
    }

    [Theory, EachStore]
    public async Task A_deletion_is_final_from_its_first_commit_on(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, _, _) = await AFullLife(house);
        var session = await house.Session("ines");
        Assert.NotNull(house.Get<Sessions>().Check(session.Secret));
        (bool Shown, bool SignedIn, long Posts, long Departures)? then = null;
        house.Get<Happenings>().Listen(happening =>
        {
            if (happening is not AccountDeleted) return;
            then = (
                house.Get<Accounts>().Find(ines.Id)!.Shown, house.Get<Sessions>().Check(session.Secret) is not null, house.Rows("posts", $"author = {ines.Id}"), house.Rows("departures"));
        });

        Assert.True((await house.Get<DeleteAccount>().Run(ines.Id, PeopleHouse.Password)).Ok);

        Assert.NotNull(then);
        Assert.Equal((false, false, 1), (then.Value.Shown, then.Value.SignedIn, then.Value.Departures));
        Assert.NotEqual(0, then.Value.Posts);
        Assert.Equal((0, 0), (house.Rows("posts", $"author = {ines.Id}"), house.Rows("departures")));
    }

    [Theory, EachStore]
    public async Task A_deletion_that_a_crash_has_interrupted_is_carried_on_with(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, _, call) = await AFullLife(house);
        await house.Store.Write(tx =>
        {
            tx.Run("UPDATE accounts SET state = 4, display_name = '', bio = '', fields = '[]' WHERE id = $1", ines.Id);
            tx.Run("DELETE FROM account_search WHERE rowid = $1", ines.Id);
            return tx.Run("INSERT INTO departures (account, started) VALUES ($1, $2)", ines.Id, tx.Now);
        });

        Assert.NotEmpty(HoldingMark(house));
        Assert.Equal(1, await house.Get<DeleteAccount>().Resume());
        Assert.Empty(HoldingMark(house));
        Assert.Equal(0, house.Rows("posts", $"author = {ines.Id}"));
        Assert.Equal(0, await house.Get<DeleteAccount>().Resume());
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_call_stays_for_those_who_answered_it_without_who_asked(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (caller, ines) = (await house.Joins("caller"), await house.Joins("ines"));
        var call = await house.SickAtWork(caller);
        await house.Get<Press>().Answer(ines, call.Slug);

        Assert.True((await house.Get<DeleteAccount>().Run(caller.Id, PeopleHouse.Password)).Ok);

        Assert.Equal(1, (await house.Count(call)).Answered.People);
        Assert.Equal(call.Wording, house.Get<Calls.AllCalls>().Find(call.Slug)!.Wording);
        Assert.Null(house.Get<PostShelf>().Find(call.Post, Viewer.Nobody));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task The_export_holds_everything_of_the_person_and_of_nobody_else(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres, media: new Dictionary<string, byte[]>
        {
            ["avatars/ines.png"] = [1, 2, 3], ["pictures/77.webp"] = [4, 5, 6],
        });
        var (ines, piet, _) = await AFullLife(house);
        using var into = new AsyncOnlyStream();

        Assert.Equal(Refusal.NotFound, (await house.Get<ExportData>().Run(4711, into, TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(0, into.Length);
        Assert.True((await house.Get<ExportData>().Run(ines.Id, into, TestContext.Current.CancellationToken)).Ok);

        using var zip = new ZipArchive(new MemoryStream(into.ToArray()));
        string Text(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        }

        JsonElement Json(string name) => JsonDocument.Parse(Text(name)).RootElement;
        Assert.Equal(
            "answers.json apps.json archives.json blocked_domains.json blocks.json bookmarks.json calls.json endorsements.json featured_tags.json filters.json followed_tags.json "
                + "followers.json following.json invitations.json likes.json links.json lists.json muted_conversations.json mutes.json on_lists.json passed_suggestions.json "
                + "pictures/77.webp pictures/avatar.png pinned.json posts.json private_notes.json profile.json push.json README.txt reports.json scheduled.json security.json sessions.json votes.json warnings.json",
            string.Join(' ', zip.Entries.Select(static entry => entry.FullName).Order(StringComparer.OrdinalIgnoreCase)));
        Assert.Equal(Mark, Json("profile.json").GetProperty("about").GetString());
        Assert.Equal("ines@example.org", Json("profile.json").GetProperty("email").GetString());
        var posts = Json("posts.json").EnumerateArray().ToList();
        Assert.Equal(house.Rows("posts", $"author = {ines.Id}"), posts.Count);
        Assert.Equal("pictures/77.webp", posts[0].GetProperty("pictures")[0].GetProperty("file").GetString());
        Assert.Equal([4, 5, 6], Bytes(zip, "pictures/77.webp"));
        Assert.Equal("piet", Json("following.json")[0].GetProperty("account").GetString());
        Assert.Equal("piet", Json("followers.json")[0].GetProperty("account").GetString());
        Assert.Equal("third", Json("blocks.json")[0].GetProperty("account").GetString());
        Assert.Equal("third", Json("mutes.json")[0].GetProperty("account").GetString());
        Assert.Equal("piet", Json("likes.json")[0].GetProperty("by").GetString());
        Assert.Single(Json("bookmarks.json").EnumerateArray());
        Assert.Equal("worked-ill", Json("answers.json")[0].GetProperty("call").GetString());
        Assert.Equal("Firefox on Linux", Json("sessions.json")[0].GetProperty("browser").GetString());
        Assert.Equal("Command line", Json("apps.json")[0].GetProperty("app").GetString());
        foreach (var entry in zip.Entries)
        {
            var text = Text(entry.FullName);
            Assert.DoesNotContain("Good luck", text, StringComparison.Ordinal);
            Assert.DoesNotContain("piet@example.org", text, StringComparison.Ordinal);
            Assert.DoesNotContain("password_hash", text, StringComparison.Ordinal);
        }

        _ = piet;
    }

    [Theory, EachStore]
    public async Task An_export_of_many_posts_leaves_none_out(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("ines");
        await house.Store.Write(tx =>
        {
            for (var i = 0; i < 1_203; i++)
            {
                var id = tx.NewId();
                tx.Run("INSERT INTO posts (id, author, created, visibility, root, text) VALUES ($1, $2, $3, 0, $1, $4)", id, ines.Id, tx.Now, $"Number {i}");
            }

            return 0;
        });
        using var into = new AsyncOnlyStream();

        Assert.True((await house.Get<ExportData>().Run(ines.Id, into, TestContext.Current.CancellationToken)).Ok);

        using var zip = new ZipArchive(new MemoryStream(into.ToArray()));
        using var posts = JsonDocument.Parse(zip.GetEntry("posts.json")!.Open());
        Assert.Equal(Enumerable.Range(0, 1_203).Select(static i => $"Number {i}"), posts.RootElement.EnumerateArray().Select(static post => post.GetProperty("text").GetString()!));
    }

    private static async Task<(Account Ines, Account Piet, Calls.Call Call)> AFullLife(TestHouse house)
    {
        var (ines, piet, third) = (await house.Joins("ines", email: "ines@example.org"), await house.Joins("piet", email: "piet@example.org"), await house.Joins("third"));
        var call = await house.SickAtWork(piet);
        await house.Get<DoomedFiles>().Expect("avatars/ines.png", "headers/ines.png");
        await house.Get<ChangeProfile>().Run(ines.Id, new ProfileChange(Mark, Mark, [new(Mark, Mark)], "avatars/ines.png", "headers/ines.png", Discoverable: true));
        await house.Get<Follow>().Run(ines.Id, piet.Id);
        await house.Get<Follow>().Run(piet.Id, ines.Id);
        await house.Get<Block>().Run(ines.Id, third.Id);
        await house.Get<Mute>().Run(ines.Id, third.Id);
        await house.Get<Press>().Answer(ines, call.Slug);
        var first = await house.Post(ines, $"{Mark} with a picture #{Mark}");
        await house.Store.Write(tx => tx.Run(
            "INSERT INTO media (id, account, post, file, preview, mime, width, height, preview_width, preview_height, blurhash, description, created) "
                + "VALUES (77, $1, $2, 'pictures/77.webp', 'pictures/77s.webp', 'image/webp', 1, 1, 1, 1, 'x', $3, $4)",
            ines.Id, first.Id, Mark, tx.Now));
        await house.Post(ines, $"Me too. {Mark}", house.Card(call.Post));
        var reply = await house.Post(piet, "Good luck @ines", first);
        await house.Post(ines, $"Thank you. {Mark}", reply);
        await house.Get<Boost>().Add(ines, reply.Id);
        await house.Get<Boost>().Add(piet, first.Id);
        await house.Get<React>().Add(ines, reply.Id, ReactionKind.Like);
        await house.Get<React>().Add(ines, reply.Id, ReactionKind.Bookmark);
        await house.Get<React>().Add(piet, first.Id, ReactionKind.Like);
        await house.Session("ines");
        Assert.True((await house.Get<IssueToken>().ForOperator("ines", "read")).Ok);
        return (ines, piet, call);
    }

    /// <summary>Tables in which the mark stands, by looking into every text column of every table.</summary>
    private static List<string> HoldingMark(TestHouse house) => house.Store.Read(sql =>
    {
        var columns = sql.Dialect.IsPostgres
            ? sql.Rows(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN ('text', 'tsvector')",
                static row => (row.Text(0), row.Text(1)))
            : sql.Rows(
                "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE '%search%' AND upper(p.type) = 'TEXT'",
                static row => (row.Text(0), row.Text(1)));
        Assert.True(columns.Count > 40);

        // A hashtag's spelling belongs to nobody: it stays as a word that was once used.
        return columns.Where(static c => c.Item1 is not ("tags")).Where(c => sql.Any($"SELECT 1 FROM {c.Item1} WHERE CAST({c.Item2} AS TEXT) LIKE '%{Mark}%'"))
            .Select(static c => $"{c.Item1}.{c.Item2}").ToList();
    });

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    /// <summary>What a web server's response is: it cannot seek, and refuses to be written to synchronously.</summary>
    private sealed class AsyncOnlyStream : MemoryStream
    {
        private bool writing;

        public override bool CanSeek => false;

        public override void Flush()
        {
            if (!writing) throw new InvalidOperationException("Synchronous operations are not allowed.");
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (!writing) throw new InvalidOperationException("Synchronous operations are not allowed.");
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            writing = true;
            base.Write(buffer.ToArray(), 0, buffer.Length);
            writing = false;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
