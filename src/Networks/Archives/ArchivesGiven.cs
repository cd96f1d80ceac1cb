namespace Antiphon.Networks.Archives;

/// <summary>Files that are to be imported into a call.</summary>
/// <param name="Paths">In any order: the figures are the same.</param>
/// <param name="Call">The call's name, as in its address.</param>
/// <param name="Format">Overrules the content of all of them; null to recognise each.</param>
/// <param name="CallPosts">The call's own post on other networks, by address or id; see <see cref="PostAddress"/>.</param>
/// <param name="Owner">The account whose own archives these are; null for what the operator brings.</param>
/// <param name="SigningKey">The key that a Bluesky repository should be signed with (did:key:…); null to take it from a DID document beside it, or not to check the signature.</param>
public sealed record ArchivesGiven(
    IReadOnlyList<string> Paths, string Call, string? Format = null, IReadOnlyList<string>? CallPosts = null, long? Owner = null, string? SigningKey = null);

/// <summary>What is being done with the files.</summary>
public enum ArchiveStage
{
    /// <summary>Reading them through, to know that they are whole.</summary>
    Checking,

    /// <summary>Taking in what they say.</summary>
    Importing,
}

/// <summary>How far it is, over all files.</summary>
/// <param name="Done">Packed bytes that are behind us: when importing, those whose rows are durable and counted.</param>
/// <param name="Total">Packed bytes that must be read.</param>
public readonly record struct ArchiveProgress(ArchiveStage Stage, long Done, long Total);
