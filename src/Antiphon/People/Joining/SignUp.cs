using Antiphon.People.Security;

namespace Antiphon.People.Joining;

/// <summary>What somebody typed who wants to become a member.</summary>
/// <param name="Email">Needed here; accounts made on the command line can do without.</param>
/// <param name="Reason">Why, where sign-up is by approval.</param>
/// <param name="Invite">The invitation's code, where sign-up is by invitation; good in the modes open and approval too, and then needs no approval.</param>
/// <param name="Language">The language of their posts, an ISO 639 code.</param>
/// <param name="AgreesToRules">Needed where the server has rules.</param>
public sealed record SignUpForm(
    string Username, string Password, string? Email, string? Reason = null, string? Invite = null, string? Language = null, bool AgreesToRules = false);

/// <summary>A member just made.</summary>
/// <param name="Waits">An administrator must approve first.</param>
/// <param name="SignedIn">Starts the first session; null while waiting.</param>
public sealed record NewMember(long Account, bool Waits, SignedIn? SignedIn);

/// <summary>Becoming a member, in the way that the settings allow.</summary>
public sealed class SignUp
{
    /// <param name="confirmLinkOf">The page that confirms the e-mail address, from the link's secret; the letter is sent where mail is configured.</param>
    public Task<Outcome<NewMember>> Run(SignUpForm form, Func<string, Uri> confirmLinkOf, CancellationToken cancel = default) => throw new NotImplementedException();
}
