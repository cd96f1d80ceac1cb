namespace Antiphon.People.Profiles;

/// <summary>What is to change of a profile; null leaves it as it is.</summary>
/// <param name="DisplayName">30 characters at most.</param>
/// <param name="Bio">Plain text, 500 characters at most.</param>
/// <param name="Fields">All of them, four at most; name and value 255 characters at most. Empty ones are dropped.</param>
/// <param name="Avatar">A key in the media store; empty takes the picture away.</param>
/// <param name="Header">A key in the media store; empty takes the picture away.</param>
public sealed record ProfileChange(
    string? DisplayName = null,
    string? Bio = null,
    IReadOnlyList<ProfileField>? Fields = null,
    string? Avatar = null,
    string? Header = null,
    bool? Locked = null,
    bool? Bot = null,
    bool? Discoverable = null,
    bool? HideNetwork = null);

/// <summary>A member changes their own profile.</summary>
public sealed class ChangeProfile
{
    public const int MaxDisplayName = 30;
    public const int MaxBio = 500;
    public const int MaxFields = 4;
    public const int MaxField = 255;

    public Task<Outcome<Account>> Run(long account, ProfileChange change) => throw new NotImplementedException();
}
