namespace Antiphon.Mail;

/// <summary>A letter to one person. Plain text.</summary>
public sealed record Letter(string To, string Subject, string Text);

/// <summary>Sends letters, one at a time and within the request that wants it, so that a letter that could not be sent is told to the person who waits for it.</summary>
public sealed class MailSender
{
    public bool Configured => throw new NotImplementedException();

    public Task<Outcome<Done>> Send(Letter letter, CancellationToken cancel = default) => throw new NotImplementedException();
}
