using Antiphon.Tally;

namespace Antiphon.Server.Simulation;

/// <summary>What is published.</summary>
internal enum SimulatedKind : byte
{
    /// <summary>A post that stands free.</summary>
    Post,

    /// <summary>A reply under the call.</summary>
    Reply,

    /// <summary>A reply under somebody's post.</summary>
    Comment,

    /// <summary>A quote of the call.</summary>
    Quote,
    Boost,
    Like,
}

/// <summary>So many of all events are of this kind.</summary>
/// <param name="Share">Of all events of all networks in the first day.</param>
internal sealed record KindShare(SimulatedKind Kind, double Share);

/// <summary>One network's part of the weekend.</summary>
/// <param name="Begins">Hours after the call until its first post.</param>
/// <param name="AuthorsPerPost">Different authors of posts, divided by posts.</param>
/// <param name="PeoplePerEvent">Different people, divided by events.</param>
/// <param name="CallBoosts">Of its boosts, so many are of the call itself; the rest is of others' posts.</param>
internal sealed record NetworkShape(Network Network, string Name, int Begins, double AuthorsPerPost, double PeoplePerEvent, double CallBoosts, double CallLikes, IReadOnlyList<KindShare> Kinds);

/// <summary>
/// The shape of 15 to 18 October 2017, out of published figures: the hours from a sample of 75,526 posts (the hourly reconstruction's own column); Facebook's 12 million posts, comments and
/// reactions by 4.7 million people in the first day (AP), beside about half a million posts on Twitter (Twitter, via several) by 256,000 authors for each 600,000 (Mueller et al. 2020); of
/// the first, 78 % without a boost and the top 1 % with 82 % of them; under the call 2.8 replies and 2.1 likes for each boost.
/// </summary>
internal static class WeekendShape
{
    /// <summary>When the call was posted: 15 October 2017, 20:21:11.289 UTC, out of its number.</summary>
    public const long CallAt = 1_508_098_871_289;

    public const long FirstHour = CallAt / 3_600_000 * 3_600_000;

    /// <summary>Hours that the shape knows of: longer simulations repeat the last day, each time at half.</summary>
    public static readonly int[] Hours =
    [
        146, 176, 395, 710, 1_054, 1_512, 1_797, 1_682, 1_311, 1_025, 561, 404, 314, 236, 515, 750, 857, 982, 1_138, 1_196, 1_211, 1_228, 1_194, 1_089, 1_054, 1_113, 1_074, 1_089,
        1_166, 1_054, 927, 887, 570, 428, 323, 210, 195, 159, 219, 336, 464, 480, 578, 511, 552, 519, 504, 463, 448, 448, 407, 361, 407, 357, 310, 240, 190, 197, 131, 92, 88, 78, 116, 166,
        250, 255, 331, 303, 257, 259, 271, 254, 197,
    ];

    /// <summary>So many of the posts may be boosted. Two thirds of them come early enough to be, so that 78 % of all never are.</summary>
    public const double Boosted = 0.32;

    /// <summary>Of these, so many get most of them: the top 1 % of all posts.</summary>
    public const double Hot = 0.01 / Boosted;

    /// <summary>And this is most.</summary>
    public const double HotBoosts = 0.82;

    /// <summary>Posts gone some years later, of the day of the disclosures and of the others.</summary>
    public const double GoneOfPeakDay = 0.25, GoneOfOthers = 0.157;

    public static readonly IReadOnlyList<NetworkShape> Networks =
    [
        new(
            Network.Twitter, "twitter", 0, 0.61, 0.376, 0.0366, 0.2,
            [new(SimulatedKind.Post, 0.008), new(SimulatedKind.Reply, 0.0032), new(SimulatedKind.Quote, 0.0001), new(SimulatedKind.Boost, 0.0312), new(SimulatedKind.Like, 0.012)]),
        new(
            Network.Facebook, "facebook", 2, 0.8, 0.379, 0, 0.0003,
            [new(SimulatedKind.Post, 0.048), new(SimulatedKind.Reply, 0.00004), new(SimulatedKind.Comment, 0.08), new(SimulatedKind.Like, 0.78136)]),
        new(Network.Instagram, "instagram", 5, 0.85, 0.45, 0, 0, [new(SimulatedKind.Post, 0.012), new(SimulatedKind.Like, 0.0241)]),
    ];

    /// <summary>How much of a network's events fall into an hour of the weekend, from 0; not scaled.</summary>
    public static double Weight(NetworkShape network, int hour)
    {
        if (hour < network.Begins) return 0;
        var (at, part) = (hour, 1.0);
        while (at >= Hours.Length) (at, part) = (at - 24, part / 2);
        return Hours[at] * part;
    }
}
