using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>What a member is told about the safety of their account. Stored by number: never renumber.</summary>
public enum SecurityEvent : byte
{
    PasswordChanged = 1,
    PasswordSetByLink = 2,
    SecondFactorOn = 3,
    SecondFactorOff = 4,
    RecoveryCodeUsed = 5,
    RecoveryCodesRenewed = 6,
    PasskeyAdded = 7,
    PasskeyRemoved = 8,
    EmailChanged = 9,

    /// <summary>An administrator took the second factor away, on request.</summary>
    SecondFactorReset = 10,
    Locked = 11,

    /// <summary>An administrator made a link that sets a new password.</summary>
    LinkMade = 12,
}

/// <summary>One line of it.</summary>
/// <param name="At">UTC ms.</param>
public sealed record SecurityLine(long Id, SecurityEvent Event, long At);

/// <summary>What happened to the safety of a member's account, for that member's eyes. The newest hundred are kept.</summary>
public sealed class SecurityLog
{
    public IReadOnlyList<SecurityLine> Of(long account, int limit = 20) => throw new NotImplementedException();
}
