namespace Antiphon.People;

/// <summary>What the operator may set about accounts before the start.</summary>
public sealed record PeopleOptions
{
    public const string Section = "People";

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512. OWASP's figure of 2023 (Password Storage Cheat Sheet); some 70 ms of one core.</summary>
    public int HashRounds { get; init; } = 210_000;

    /// <summary>What is wrong with these options, naming the key; null if nothing is.</summary>
    public string? Fault() => HashRounds is < 1_000 or > 10_000_000 ? "People:HashRounds must be between 1,000 and 10,000,000." : null;
}
