using Antiphon.Live;
using Microsoft.Extensions.Logging;

namespace Antiphon.People.Links;

/// <summary>Looks at pages that profiles name when a profile has changed, and every few minutes at those that are due again.</summary>
public sealed class ProfileLinkChecker(CheckProfileLinks check, Happenings happenings, TimeProvider clock, ILogger<ProfileLinkChecker> log) : Rounds(happenings, clock, log, Pause)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override bool Wakes(Happening happening) => happening is ProfileLinksDue;

    protected override async Task Round(CancellationToken stopping)
    {
        while (await check.Run(stopping).ConfigureAwait(false) > 0)
        {
        }
    }
}
