namespace Antiphon.Tally;

/// <summary>One call's live count. Owned by one thread.</summary>
public sealed class Board
{
    /// <summary>The ledger's line up to which this board counts.</summary>
    public long Sequence { get; set; }

    /// <summary>Evidence enters. In any order the outcome is the same.</summary>
    public void Enter(in Evidence e) => throw new NotSupportedException();

    /// <summary>Evidence no longer stands.</summary>
    /// <param name="gone">The evidence, exactly as it entered.</param>
    /// <param name="why">Why it went.</param>
    /// <param name="remaining">All other evidence of the same person that still stands, in any order.</param>
    public void Leave(in Evidence gone, LeaveReason why, ReadOnlySpan<Evidence> remaining) => throw new NotSupportedException();

    /// <summary>The count as it stands now.</summary>
    public Count Publish() => throw new NotSupportedException();
}
