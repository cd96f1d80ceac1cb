using System.ComponentModel.DataAnnotations;

namespace Antiphon.Http;

/// <summary>How much one address or account may ask for. Counted in memory alone, under a key that changes every day.</summary>
public sealed record LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Reads in five minutes, for each account or, not signed in, each address.</summary>
    [Range(1, 1_000_000_000)]
    public int Reads { get; init; } = 3_000;

    /// <summary>Changes in five minutes, for each account or address.</summary>
    [Range(1, 1_000_000_000)]
    public int Writes { get; init; } = 600;

    /// <summary>Attempts at anything that checks a secret, sends mail or makes an account, in five minutes, for each address; and as many for each account named.</summary>
    [Range(1, 1_000_000_000)]
    public int Secrets { get; init; } = 30;

    /// <summary>Uploads in five minutes, for each account.</summary>
    [Range(1, 1_000_000_000)]
    public int Uploads { get; init; } = 60;

    /// <summary>Past counts that must be worked out from a ledger (<c>?at=</c>), in five minutes, for each account or address. What was worked out of late draws on nothing.</summary>
    [Range(1, 1_000_000_000)]
    public int PastCounts { get; init; } = 20;

    /// <summary>Whether requests from this machine itself are spared, save those that check secrets.</summary>
    public bool SpareLoopback { get; init; } = true;

    internal int Of(Rate rate) => rate switch
    {
        Rate.Writes => Writes,
        Rate.Secrets => Secrets,
        Rate.Uploads => Uploads,
        Rate.PastCounts => PastCounts,
        _ => Reads,
    };
}
