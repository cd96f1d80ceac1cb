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

    /// <summary>The session of Lena, a member.</summary>
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
        Owner = await Server.Session("imre");
        Member = await Server.Session("lena");
    }

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task Call(string slug, string text, string hashtag, params string[] more) =>
        Server.Done(["call", "open", "--slug", slug, "--by", "imre", "--text", text, "--phrase", "me too", "--hashtag", hashtag, .. more]);

    /// <summary>A thousand people in two days, so that there is something to draw.</summary>
    private async Task Import()
    {
        var file = Path.Combine(Server.Directory, "waited.csv");
        var start = DateTimeOffset.Parse("2017-10-15T20:30:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        var rows = Enumerable.Range(0, 1_000).Select(i => System.FormattableString.Invariant($"{start + (i * i * 172_800L / 1_000_000)},w{i},p{i},w{i},1,0,0,0,0,,{i % 7},{i % 11},{(i % 3 == 0 ? "26+" : "0-3")},{i % 2},{(i % 10 == 0 ? 1 : 0)}"));
        await File.WriteAllLinesAsync(file, [Networks.Archives.ReplayReader.Header, .. rows]);
        await Server.Done("import", file, "--call", "metoo");
    }
}
