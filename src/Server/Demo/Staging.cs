using Antiphon.Server.Running;
using Antiphon.Server.Verbs;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Server.Demo;

/// <summary>A demo as the server sees it: something to do before the door opens, something to say when it is open, something to do meanwhile.</summary>
/// <param name="thrownAway">Whether the directory goes when the demo ends.</param>
internal sealed class Staging(TimeProvider real, IVerbOutput output, bool thrownAway)
{
    private readonly DemoClock clock = new(real, Performance.Speed);
    private Performance? performance;
    private SixtySeconds? weekend;

    public TimeProvider Clock => clock;

    public async Task Prepare(House house, CancellationToken cancel)
    {
        performance = new Performance(clock, real, house.Get<ILogger<Performance>>());
        await performance.Prepare(house, output, cancel).ConfigureAwait(false);
        weekend = new SixtySeconds(house, real);
        await weekend.Prepare().ConfigureAwait(false);
    }

    public async Task Play(House house, CancellationToken cancel)
    {
        await Welcome(house.Site, house.Directory).ConfigureAwait(false);
        var told = Weekend(cancel);
        await performance!.Play(house, cancel).ConfigureAwait(false);
        await told.ConfigureAwait(false);
        if (!cancel.IsCancellationRequested) await output.Line("The story has been told. The server goes on until you stop it with Ctrl-C.").ConfigureAwait(false);
    }

    private async Task Weekend(CancellationToken cancel)
    {
        try
        {
            await weekend!.Play(cancel).ConfigureAwait(false);
            await output.Line("The weekend has been told: open its page again for the whole of it.").ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The demo is stopped before it is over.
        }
    }

    private async Task Welcome(Site site, DataDirectory directory)
    {
        string[] lines =
        [
            string.Empty,
            "This is a demo. The people are made up, and so is everything they say; nothing here is real, and nothing leaves this machine.",
            string.Empty,
            $"  Open     {site.To($"/calls/{Cast.CallSlug}")}",
            "           One call, and people answering it here and on a second network. Its number moves while you look; an hour passes in five minutes.",
            string.Empty,
            $"  Then     {site.To($"/calls/{SixtySeconds.Slug}")}",
            "           A whole weekend on three networks, hour by hour as in October 2017, in sixty seconds. It begins when you open it, or after three minutes.",
            string.Empty,
            $"  Sign in  {site.To("/sign-in")}",
            $"           as lena ({Cast.Lena.DisplayName}, who has answered), imre (who called) or maren (who runs this server), each with the password: {Cast.Password}",
            string.Empty,
            thrownAway
                ? "It is kept in a directory of its own, which is deleted when you stop it with Ctrl-C."
                : $"It is kept in {directory.Path}; started again with the same --data, the story goes on.",
            string.Empty,
        ];
        foreach (var line in lines) await output.Line(line).ConfigureAwait(false);
    }
}
