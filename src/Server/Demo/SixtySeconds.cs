using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Antiphon.Calls;
using Antiphon.Intake;
using Antiphon.Live;
using Antiphon.Networks.Archives;
using Antiphon.Networks.Archives.Lines;
using Antiphon.People;
using Antiphon.Server.Running;
using Antiphon.Server.Simulation;
using Antiphon.Tally;

namespace Antiphon.Server.Demo;

/// <summary>
/// A whole weekend on three networks in a minute: the simulated one, by the archives' door. It begins when somebody looks at its page, so that nobody comes too late, or by itself after a
/// while, as a browser without scripts does not say that it looks on; interrupted, it goes on where it was.
/// </summary>
internal sealed class SixtySeconds(House house, TimeProvider real)
{
    public const string Slug = "weekend";

    private const int Hours = 72;

    private const double Speed = Hours * 3_600 / 60.0;

    private const string Wording =
        "If you have ever gone to work ill because you could not afford to stay home, answer \"me too\".\n\n"
        + "(A made-up weekend with the shape of 15 to 18 October 2017: hour by hour as then, on three networks, in sixty seconds.)";

    private static readonly WeekendPlan Plan = new(200_000, Hours, Seed: 2017, WithGone: false);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private Call? Call => house.Get<AllCalls>().Find(Slug);

    /// <summary>Opens the call, in the name of who writes about such things. Its time is long over: what people do in this house now does not count in it.</summary>
    public async Task Prepare()
    {
        if (Call is not null) return;
        var opened = DateTimeOffset.FromUnixTimeMilliseconds(WeekendShape.CallAt);
        var draft = new CallDraft(
            Wording, Cast.CallPhrases, [Cast.CallHashtag], Slug, string.Empty, Language: "en", OpensAt: WeekendShape.CallAt, ClosesAt: opened.AddHours(Hours).ToUnixTimeMilliseconds());
        var caller = house.Get<Accounts>().Local(Cast.Noor.Name)!;
        var outcome = await house.Get<OpenCall>().Open(caller, draft).ConfigureAwait(false);
        if (!outcome.Ok) throw new InvalidOperationException($"The demo's weekend could not be opened: {outcome.Refusal.Message}");
    }

    /// <summary>Waits for a reader, then plays.</summary>
    public async Task Play(CancellationToken cancel)
    {
        var (call, intake) = (Call!, house.Get<TakeInArchive>());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"The demo's weekend: {Plan}")));
        var file = new ArchiveFile("made-up-weekend.jsonl", hash, new AntiphonLines().Name, Plan.Events, null, Recheckable: false);
        if (house.Store.Read(sql => sql.Any("SELECT 1 FROM files WHERE call = $1 AND finished IS NOT NULL", call.Id))) return;
        await Task.WhenAny(house.Get<Boards>().Watched(call.Id, cancel), Task.Delay(Patience, real, cancel)).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        var folder = Directory.CreateTempSubdirectory("antiphon-weekend-");
        try
        {
            var path = Path.Combine(folder.FullName, file.Name);
            var truth = await Task.Run(() => SimulateCommand.Made(path, null, Plan, static (_, _) => { }, cancel), cancel).ConfigureAwait(false);
            foreach (var post in truth.CallPosts)
            {
                var network = Enum.Parse<Network>(post.Split(':')[0], ignoreCase: true);
                await house.Get<CallOrigins>().Add(call, network, ArchivedKey.Of(post.Split(':')[1]), post).ConfigureAwait(false);
            }

            var (id, from) = await intake.Begin(call, file with { Rows = truth.Written }).ConfigureAwait(false);
            await intake.Run(call, file with { Rows = truth.Written }, id, from, Paced(path, from, cancel), null, cancel).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each event when it is its turn.</summary>
    private async IAsyncEnumerable<ArchivedRows> Paced(string path, long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var opened = await OpenArchive.At(path, cancel).ConfigureAwait(false);
        var archive = opened.Value;
        var (due, upto, begun, first) = (new List<ArchivedItem>(), 0L, 0L, 0L);
        await foreach (var rows in new AntiphonLines().Read(archive, cancel).ConfigureAwait(false))
        {
            foreach (var item in rows.Items)
            {
                if (upto++ < from) continue;
                if (begun == 0) (begun, first) = (real.GetTimestamp(), item.At);
                while (item.At > first + (real.GetElapsedTime(begun).TotalMilliseconds * Speed))
                {
                    if (due.Count > 0) yield return new ArchivedRows(due, [], [], due.Count, 0, 0, upto - 1);
                    due = [];
                    await Task.Delay(Beat, real, cancel).ConfigureAwait(false);
                }

                due.Add(item);
            }
        }

        if (due.Count > 0) yield return new ArchivedRows(due, [], [], due.Count, 0, 0, upto);
    }
}
