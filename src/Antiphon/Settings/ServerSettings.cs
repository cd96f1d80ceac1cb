namespace Antiphon.Settings;

/// <summary>How one becomes a member. Stored by name: never rename.</summary>
public enum SignUpMode : byte
{
    /// <summary>Anybody, at once.</summary>
    Open = 1,

    /// <summary>Anybody asks; an administrator or moderator says yes or no.</summary>
    Approval,

    /// <summary>Whoever holds an invitation.</summary>
    Invitation,

    /// <summary>Nobody; accounts are made on the command line.</summary>
    Closed,
}

/// <summary>From which role on something is allowed. Stored by name: never rename.</summary>
public enum Who : byte
{
    Members = 1,
    Moderators,
    Administrators,
}

/// <summary>What administrators decide while the server runs. Everything has a default, so that a new server needs no setting at all.</summary>
public sealed record ServerSettings
{
    public const int MaxTitle = 80;
    public const int MaxShortDescription = 200;
    public const int MaxDescription = 10_000;
    public const int MaxRules = 50;
    public const int MaxRule = 300;

    public string Title { get; init; } = "Antiphon";

    /// <summary>A sentence about the server, for lists of servers and the sign-in page.</summary>
    public string ShortDescription { get; init; } = "Ask everyone it happened to.";

    /// <summary>What the server is and for whom. Plain text; paragraphs are separated by an empty line.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>What members agree to, one sentence each.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>An address that anybody may write to; null where there is none.</summary>
    public string? ContactEmail { get; init; }

    /// <summary>The account that stands for the server; null for the first owner.</summary>
    public long? ContactAccount { get; init; }

    public SignUpMode SignUp { get; init; } = SignUpMode.Approval;

    /// <summary>Who may make invitations.</summary>
    public Who Invites { get; init; } = Who.Moderators;

    /// <summary>Who may open a call.</summary>
    public Who OpensCalls { get; init; } = Who.Members;

    /// <summary>Whether only servers that are named as allowed are talked with, instead of all that are not blocked.</summary>
    public bool OnlyAllowedHosts { get; init; }

    /// <summary>The languages that the server's people speak, as ISO 639 codes.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];
}
