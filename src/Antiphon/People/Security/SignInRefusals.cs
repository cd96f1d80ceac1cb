namespace Antiphon.People.Security;

/// <summary>The ways in which a sign-in does not lead in. Fronts may compare by reference to say more, such as where to ask for a new password.</summary>
public static class SignInRefusals
{
    /// <summary>For an unknown name and a wrong password alike.</summary>
    public static readonly Refusal Wrong = new(RefusalKind.Unauthenticated, "The name or the password is not right. Check both and try again.");

    public static readonly Refusal WrongPassword = Refusal.Invalid("password", "This is not your password.");

    public static readonly Refusal WrongCode = new(RefusalKind.Unauthenticated, "The code is not right, or was used before. Wait for the next one and try again.", "code");

    /// <summary>The second step came too late, or something about the account has changed since the first.</summary>
    public static readonly Refusal StartAgain = new(RefusalKind.Gone, "This took too long. Sign in again from the start.");

    /// <summary>Told only to who knew the password.</summary>
    public static readonly Refusal Waiting = Refusal.Forbidden("Your account waits for approval. Sign in again once the administrators have looked at it.");

    /// <summary>Told only to who knew the password.</summary>
    public static readonly Refusal Suspended = Refusal.Forbidden("This account is suspended. Write to the administrators if you think that this is a mistake.");

    public static Refusal Closed(long milliseconds)
    {
        var wait = TimeSpan.FromMilliseconds(milliseconds);
        var minutes = (int)Math.Ceiling(wait.TotalMinutes);
        return Refusal.TooMany($"Too many wrong attempts. Try again in {minutes} {(minutes == 1 ? "minute" : "minutes")}.", wait);
    }
}
