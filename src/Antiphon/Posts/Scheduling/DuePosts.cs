using Antiphon.Live;
using Antiphon.Posts.Polls;
using Microsoft.Extensions.Logging;

namespace Antiphon.Posts.Scheduling;

/// <summary>Publishes posts whose time has come and closes polls whose time is over: at the start, and every few seconds. Where nothing is due it costs two looks into an index.</summary>
public sealed class DuePosts(PublishScheduled publish, ClosePolls close, Happenings happenings, TimeProvider clock, ILogger<DuePosts> log) : Rounds(happenings, clock, log, Pause)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override bool Wakes(Happening happening) => false;

    protected override async Task Round(CancellationToken stopping)
    {
        await publish.Run(stopping).ConfigureAwait(false);
        await close.Run(stopping).ConfigureAwait(false);
    }
}
