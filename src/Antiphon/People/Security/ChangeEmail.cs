namespace Antiphon.People.Security;

/// <summary>A member's e-mail address. It counts (for sign-in and recovery) once it is confirmed by a link sent to it; until then nothing says whether somebody else has it.</summary>
public sealed class ChangeEmail
{
    /// <param name="email">Null takes the address away.</param>
    /// <param name="linkOf">The address of the page that confirms it, from the link's secret.</param>
    public Task<Outcome<Done>> Run(long account, string password, string? email, Func<string, Uri> linkOf, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Sends the letter once more.</summary>
    public Task<Outcome<Done>> SendAgain(long account, Func<string, Uri> linkOf, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>The link was opened.</summary>
    public Task<Outcome<Done>> Confirm(string secret) => throw new NotImplementedException();
}
