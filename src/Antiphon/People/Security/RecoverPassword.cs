namespace Antiphon.People.Security;

/// <summary>A way back in for who has lost the password: a letter with a link that works once, where the server sends mail.</summary>
public sealed class RecoverPassword
{
    /// <summary>A link in a letter is good for so long.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The same answer whether or not there is such a member. Refuses where no mail can be sent, and says what to do instead.</summary>
    /// <param name="linkOf">The address of the page that sets the new password, from the link's secret.</param>
    public Task<Outcome<Done>> Run(string nameOrEmail, Func<string, Uri> linkOf, CancellationToken cancel = default) => throw new NotImplementedException();
}
