using System.ComponentModel.DataAnnotations;
using Antiphon.Live;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake.Own;

/// <summary>How far somebody's own archive is. Stored by number: never renumber.</summary>
public enum OwnArchiveState : byte
{
    /// <summary>It has arrived, and others are read before it.</summary>
    Waiting = 1,

    Reading = 2,

    /// <summary>It was read, and what answers in it is counted; the file is deleted.</summary>
    Counted = 3,

    /// <summary>It could not be read, or is not this person's own; nothing of it is counted, and the file is deleted.</summary>
    Refused = 4,

    /// <summary>Its owner has taken it out again.</summary>
    TakenOut = 5,
}

/// <summary>An archive that a member gave of their own account elsewhere.</summary>
/// <param name="Bytes">Of the file as it came.</param>
/// <param name="Network">Whose archive it is; null until it was read.</param>
/// <param name="Report">What was done, once it was.</param>
/// <param name="Problem">Why not, for its owner to read.</param>
/// <param name="Created">UTC ms.</param>
public sealed record OwnArchive(long Id, long Account, long Call, OwnArchiveState State, long Bytes, Network? Network, ImportReport? Report, string Problem, long Created)
{
    internal const string Columns = "id, account, call, state, bytes, network, report, problem, created";

    internal static OwnArchive Read(Row row) => new(
        row.Long(0),
        row.Long(1),
        row.Long(2),
        (OwnArchiveState)row.Int(3),
        row.Long(4),
        (Network?)row.IntOrNull(5),
        row.TextOrNull(6) is { } report ? System.Text.Json.JsonSerializer.Deserialize<ImportReport>(report) : null,
        row.Text(7),
        row.Long(8));
}

/// <summary>What members may give of their own archives.</summary>
public sealed record OwnArchiveOptions
{
    public const string Section = "Archives";

    /// <summary>Megabytes of a member's own archive at most, as it comes; it lies on the disk until it is read. 0: members give none.</summary>
    [Range(0, 16_000)]
    public int MaxMegabytes { get; init; } = 4_000;
}

/// <summary>An archive has arrived and can be read.</summary>
public sealed record OwnArchiveGiven : Happening;
