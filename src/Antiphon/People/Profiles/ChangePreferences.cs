namespace Antiphon.People.Profiles;

/// <summary>A member changes what their apps start from.</summary>
public sealed class ChangePreferences
{
    public Task<Outcome<Preferences>> Run(long account, Preferences wanted) => throw new NotImplementedException();
}
