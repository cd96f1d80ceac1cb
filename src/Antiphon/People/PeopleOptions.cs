using System.ComponentModel.DataAnnotations;

namespace Antiphon.People;

/// <summary>What the operator may set about accounts before the start.</summary>
public sealed record PeopleOptions
{
    public const string Section = "People";

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512. OWASP's figure of 2023 (Password Storage Cheat Sheet); some 70 ms of one core.</summary>
    [Range(1_000, 10_000_000)]
    public int HashRounds { get; init; } = 210_000;
}
