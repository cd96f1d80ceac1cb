using System.Globalization;
using Antiphon.Networks.Archives;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Browser;

/// <summary>One server with a call for each size that a page has to look right at: nobody, one, nine, ten, a thousand and a million people.</summary>
public sealed class CallSizes : IAsyncLifetime
{
    public static readonly int[] All = [0, 1, 9, 10, 1_000, 1_000_000];

    /// <summary>Each call is answered in words of its own, so that none is in another's numbers.</summary>
    private static readonly string[] Phrases = ["me too", "same here", "so did I", "I have too", "that was me", "yes, I did"];

    private static readonly DateTimeOffset Opened = DateTimeOffset.Parse("2025-10-15T20:21:00Z", CultureInfo.InvariantCulture);

    public RunningServer Server { get; private set; } = null!;

    public static string Slug(int people) => string.Create(CultureInfo.InvariantCulture, $"size-{people}");

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.Start();
        await Server.Account("imre", owner: true);
        foreach (var (people, phrase) in All.Zip(Phrases))
        {
            var wording = "If you have ever gone to work ill because you could not afford to stay home, answer " + phrase;
            await Server.Done("call", "open", "--slug", Slug(people), "--by", "imre", "--text", wording, "--phrase", phrase, "--hashtag", "WorkedIll" + Phrases.IndexOf(phrase), "--at", "2025-10-15T20:21:00Z");
            if (people > 0) await Import(people);
        }
    }

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Each person once, most of them early: the k-th after the square of its share of five days. All on one network, so that the number is exact.</summary>
    private async Task Import(int people)
    {
        var file = Path.Combine(Server.Directory, Slug(people) + ".csv");
        await using (var to = new StreamWriter(file))
        {
            await to.WriteLineAsync(ReplayReader.Header);
            for (var i = 0; i < people; i++)
            {
                var share = (i + 1.0) / people;
                var at = Opened.ToUnixTimeSeconds() + 60 + (long)(share * share * 432_000);
                await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{at},a{i:x8},b{i:x8},a{i:x8},1,0,0,0,0,,0,0,0-3,1,0"));
            }
        }

        await Server.Done("import", file, "--call", Slug(people));
        File.Delete(file);
    }
}
