using System.Text.Json;
using Antiphon.Access;
using Antiphon.Calls;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Server.Tests.Harness;
using Antiphon.Settings;
using Antiphon.Store;
using Antiphon.Tests;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>
/// A server whose every text is an attack: all that people, callers, administrators, apps and other servers can write anywhere. What the rules would refuse is put into the
/// tables directly, as if a rule had failed or another server had sent it.
/// </summary>
public sealed class HostileHouse : IAsyncLifetime
{
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>Where the corpus does not lie beside the checkout, these.</summary>
    private static readonly string[] Few =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">", "\"><script>alert(1)</script>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<a href=\"javascript:alert(1)\">x</a>", "</textarea><script>alert(1)</script>", "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    ];

    /// <summary>Addresses that a browser would run, or that lead elsewhere than they say.</summary>
    public static readonly string[] Schemes =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\u0001javascript:alert(1)", "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "jav&#x0A;ascript:alert(1)", "javascript://example.com/%0Aalert(1)", "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "vbscript:msgbox(1)", "view-source:http://example.com", "blob:https://example.com/x", "file:///etc/passwd", "//evil.example/",
        "http://bank.example@evil.example/", "http://example.com/\" onclick=\"alert(1)", "https://example.com/'onmouseover='alert(1)", "feed:javascript:alert(1)", "http:\\\\evil.example",
    ];

    public OpenHouse House { get; private set; } = null!;

    public Account Owner { get; private set; } = null!;

    public Account Mallory { get; private set; } = null!;

    public Account Ines { get; private set; } = null!;

    public Call Call { get; private set; } = null!;

    public IReadOnlyList<string> Payloads { get; } = Read();

    /// <summary>An attack with a name by which it is found again: which text of which thing it is.</summary>
    public string Attack(string field, int number = 0) => $"({field}) {Payloads[number % Payloads.Count]} {Schemes[number % Schemes.Length]} {Inert.Sentinel}";

    public async ValueTask InitializeAsync()
    {
        House = await OpenHouse.Start(("--limits-secrets", "100000"));
        _ = House.Get<CurrentSettings>(); // Listens from here on.
        Owner = await House.Member("owner", Role.Owner);
        Mallory = await House.Member("mallory");
        Ines = await House.Member("ines");
        var key = (await House.Get<DrawProfilePicture>().Run(Pixel, ProfilePicture.Avatar)).Value;
        Assert.True((await House.Get<ChangeProfile>().Run(Mallory.Id, new ProfileChange(Avatar: key, Discoverable: true))).Ok);
        var app = await House.Get<RegisterApp>().Run(Attack("app"), ["urn:ietf:wg:oauth:2.0:oob"], "read write", null);
        Assert.True(app.Ok);
        await House.Get<IssueToken>().ForMember(app.Value.App, Mallory.Id, ScopeSet.Parse("read write").Value);
        var opened = await House.Get<OpenCall>().Open(Mallory, new CallDraft(Attack("wording"), ["me too"], ["WorkedIll"], "worked-ill", "x", [new ContextLink("x", "https://example.org/")]));
        Assert.Null(opened.Refusal);
        Call = opened.Value;
        await Posts(app.Value.App.Id);
        await BesideTheRules();
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    private async Task Posts(long app)
    {
        for (var i = 0; i < Payloads.Count; i++)
        {
            var answers = i % 5 == 0 ? Call.Post : (long?)null;
            await House.Post(Mallory, new Draft($"@ines #WorkedIll {Payloads[i]} {Inert.Sentinel}", ReplyTo: answers, Warning: i % 3 == 0 ? "x" : "", App: app, Story: true, Language: "en"));
        }

        var picture = (await House.Get<UploadPicture>().Run(Mallory.Id, Pixel, Attack("alt"))).Value;
        var post = await House.Post(Mallory, new Draft("me too", ReplyTo: Call.Post, Media: [picture.Id]));
        Assert.True((await House.Get<EditPost>().Write(Mallory, post.Id, new Edit(Attack("edited")))).Ok);
        await House.Post(Ines, new Draft("A quiet answer, and a quote", QuoteOf: post.Id));
        foreach (var scheme in Schemes) await House.Post(Mallory, new Draft($"Look: {scheme} and https://example.org/?x={Uri.EscapeDataString(scheme)}"));
        await House.Get<Boost>().Add(Ines, post.Id);
        await House.Get<React>().Add(Ines, post.Id, ReactionKind.Like);
    }

    /// <summary>Texts that are longer or stranger than the rules allow, everywhere at once.</summary>
    private Task BesideTheRules() => House.Get<DataStore>().Write(tx =>
    {
        var fields = JsonSerializer.Serialize(Enumerable.Range(0, 12).Select(i => new[] { Attack("field name", i), Attack("field", i) }));
        tx.Run(
            "UPDATE accounts SET display_name = $2, bio = $3, fields = $4 WHERE id = $1", Mallory.Id, Attack("name", 3), string.Join("\n", Enumerable.Range(0, 30).Select(i => Attack("bio", i))), fields);
        var links = JsonSerializer.Serialize(Schemes.Append("https://example.org/twin").Select((scheme, i) => new[] { Attack("link", i), scheme }));
        tx.Run("UPDATE calls SET suggested_by = $2, phrases = $3, links = $4 WHERE id = $1", Call.Id, Attack("suggested"), JsonSerializer.Serialize(new[] { Attack("phrase"), "me too" }), links);
        tx.Run("UPDATE calls SET headline = $2, standfirst = $3, leads_to = $4 WHERE id = $1", Call.Id, Attack("headline"), Attack("standfirst"), JsonSerializer.Serialize(new[] { Attack("leads to") }));
        foreach (var scheme in Schemes)
        {
            tx.Run(
                "INSERT INTO voices (id, call, said, who, url, by_account, created) VALUES ($1, $2, $3, $4, $5, $6, $7)", tx.NewId(), Call.Id, Attack("said"), Attack("who", 3), scheme, Owner.Id, tx.Now);
            tx.Run(
                "INSERT INTO claims (id, call, network, what, value, said_by, url, note, created, removed_note) VALUES ($1, $2, 3, $3, 5, $4, $5, $6, $7, '')",
                tx.NewId(), Call.Id, Attack("what"), Attack("said by"), scheme, Attack("remark"), tx.Now);
        }

        tx.Run(
            "INSERT INTO claims (id, call, network, what, value, said_by, created, removed, removed_note) VALUES ($1, $2, 3, 'posts', 5, $3, $4, $4, $5)", tx.NewId(), Call.Id, Attack("said by", 5), tx.Now, Attack("removed"));
        tx.Run("INSERT INTO corrections (id, call, was, right_is, by_account, by_caller, created) VALUES ($1, $2, $3, $4, $5, 1, $6)", tx.NewId(), Call.Id, Attack("was"), Attack("right"), Owner.Id, tx.Now);
        tx.Run("UPDATE apps SET website = $1 WHERE website IS NULL", Schemes[0]);
        tx.Run("UPDATE posts SET warning = $2, language = $3 WHERE author = $1 AND warning <> ''", Mallory.Id, Attack("warning", 7), "\"><zzmark>");
        tx.Run("UPDATE sessions SET label = $1", Attack("session"));
        tx.Run("UPDATE users SET reason = $1", Attack("reason"));
        tx.Run(
            "INSERT INTO moderation (id, by_account, action, target_account, target_post, target_call, note, created) VALUES ($1, $2, $3, $4, NULL, $5, $6, $7)",
            tx.NewId(), Owner.Id, Attack("action"), Mallory.Id, Call.Id, Attack("note"), tx.Now);
        var waiting = tx.NewAccountId();
        tx.Run("INSERT INTO accounts (id, network, username, username_key, display_name, state, created, changed) VALUES ($1, 1, 'waiting', 'waiting', $2, 1, $3, $3)", waiting, Attack("waiting"), tx.Now);
        tx.Run("INSERT INTO users (account, email, stamp, reason, created) VALUES ($1, $2, 'x', $3, $4)", waiting, Attack("email"), Attack("reason", 5), tx.Now);
        var remote = tx.NewAccountId();
        tx.Run(
            "INSERT INTO accounts (id, network, domain, username, username_key, uri, display_name, bio, fields, created, changed) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
            remote, "evil.example", "eve", "eve", Schemes[1], Attack("remote name", 9), Attack("remote bio", 11), fields, tx.Now);
        var post = tx.NewId();
        tx.Run(
            "INSERT INTO posts (id, author, uri, created, visibility, reply_to, reply_to_author, root, text, warning) VALUES ($1, $2, $3, $4, 0, $5, $6, $5, $7, '')",
            post, remote, Schemes[11], tx.Now, Call.Post, Mallory.Id, Attack("remote post", 13));
        var settings = new ServerSettings { Title = Attack("title"), ShortDescription = Attack("short"), Description = Attack("description"), Rules = [Attack("rule")], ContactEmail = Attack("contact"), SignUp = SignUpMode.Open };
        foreach (var account in new[] { Mallory.Id, Ines.Id, Owner.Id, remote, waiting }) tx.Happened(new AccountChanged(account));
        tx.Happened(new CallChanged(Call.Id));
        tx.Happened(new SettingsChanged(settings));
        return 0;
    });

    private static string[] Read()
    {
        if (Shared.Find() is not { } root || !File.Exists(Path.Combine(root, "data/corpora/dompurify/expect.json"))) return Few;
        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "data/corpora/dompurify/expect.json")));
        return [.. Few, .. rows.RootElement.EnumerateArray().Select(static row => row.GetProperty("payload").GetString()!)];
    }
}
