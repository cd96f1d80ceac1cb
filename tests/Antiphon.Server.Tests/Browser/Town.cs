using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Browser;

/// <summary>A server with a few people, calls and answers, for all tests that look at pages.</summary>
public sealed class Town : IAsyncLifetime
{
    public const string Wording = "If you have ever gone to work ill because you could not afford to stay home, answer me too";

    public RunningServer Server { get; private set; } = null!;

    /// <summary>The session of Imre, who owns the server and asks.</summary>
    public string Owner { get; private set; } = null!;

    /// <summary>The session of Otto, a member who has answered nothing.</summary>
    public string Member { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.Start();
        await Server.Account("imre", owner: true);
        await Server.Account("lena");
        await Call("worked-ill", Wording, "WorkedIll");
        await Call("quiet", "If a landlord ever kept your deposit for nothing, answer me too. It is asked because the new tenancy law is being written this winter, and nobody knows how many of us there are.", "KeptMyDeposit");
        await Call("metoo", "Who waited more than a year for a diagnosis? Answer me too.", "WaitedAYear", "--at", "2017-10-15T20:21:11Z");
        await Import();
        await Answers();
        Owner = await Server.Session("imre");
        await BesideTheCount();
        Member = await Server.Session("otto");
    }

    /// <summary>The number of the post in which Imre asks.</summary>
    public string Post { get; private set; } = null!;

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Posts around the call, by an app: a bare answer, two stories of which one carries a warning, an answer that stands by itself, and a reply that is none.</summary>
    private async Task Answers()
    {
        var page = await Server.Http.GetStringAsync("/calls/worked-ill");
        var call = System.Text.RegularExpressions.Regex.Match(page, "/@imre/([0-9]+)").Groups[1].Value;
        Post = call;
        foreach (var name in (string[])["mara", "otto", "jonas"]) await Server.Account(name);
        await Says("lena", "Me too.", ("in_reply_to_id", call));
        await Says("mara", "Me too. I worked a whole winter in a canteen with a fever, because the second week was not paid and my rent was due on the first of the month.", ("in_reply_to_id", call));
        await Says("jonas", "#WorkedIll I taught for three days with pneumonia, because there was nobody to take my class and I had used up all of my days already in spring.", ("spoiler_text", "Illness"));
        await Says("imre", "Me too, twice.");
        await Says("otto", "I am sorry that this still happens. Has anybody asked the union?", ("in_reply_to_id", call));
    }

    /// <summary>What Imre puts on the page: a voice, a figure of somebody else's, a correction.</summary>
    private async Task BesideTheCount()
    {
        await Sends("voices?handler=said", ("Quoted", "Nobody should have to choose between a fever and the rent."), ("Who", "The labour inspectorate"), ("Link", "https://example.org/statement"), ("At", "2026-03-02"));
        await Sends("claims?handler=add", ("Figure", "4,700,000"), ("What", "People"), ("On", "Facebook"), ("SaidBy", "The network itself"), ("Link", "https://example.org/newsroom"));
        await Sends("corrections", ("Was", "The hearing of 11 October."), ("RightIs", "It was on 12 October."));
    }

    private async Task Sends(string form, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/calls/worked-ill/" + form) { Content = new FormUrlEncodedContent(fields.Select(static one => KeyValuePair.Create(one.Name, one.Value))) };
        request.Headers.Add("Cookie", "session=" + Owner);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await Server.Http.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private async Task Says(string name, string text, params (string Name, string Value)[] more)
    {
        using var app = Server.As(await Server.Token(name));
        using var form = new FormUrlEncodedContent([new("status", text), .. more.Select(static one => KeyValuePair.Create(one.Name, one.Value))]);
        using var answer = await app.PostAsync("/api/v1/statuses", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task Call(string slug, string text, string hashtag, params string[] more) =>
        Server.Done(["call", "open", "--slug", slug, "--by", "imre", "--text", text, "--phrase", "me too", "--hashtag", hashtag, .. more]);

    /// <summary>A thousand people in two days, so that there is something to draw.</summary>
    private async Task Import()
    {
        var file = Path.Combine(Server.Directory, "waited.csv");
        var start = DateTimeOffset.Parse("2017-10-15T20:30:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        var rows = Enumerable.Range(0, 1_000).Select(i => System.FormattableString.Invariant($"{start + (i * i * 172_800L / 1_000_000)},a{i:x4},b{i:x4},a{i:x4},1,0,0,0,0,,{i % 7},{i % 11},{(i % 3 == 0 ? "26+" : "0-3")},{i % 2},{(i % 10 == 0 ? 1 : 0)}"));
        await File.WriteAllLinesAsync(file, [Networks.Archives.ReplayReader.Header, .. rows]);
        await Server.Done("import", file, "--call", "metoo");
    }
}
