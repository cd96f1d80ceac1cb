using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>A boost or a like out of an archive, in 40 bytes: a million of them are sorted and written at once.</summary>
internal readonly record struct Act(Network Network, EvidenceKind Kind, Tier Tier, long Author, long Target, long At);
