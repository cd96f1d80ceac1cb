using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Antiphon.Mail;

/// <summary>A letter to one person. Plain text.</summary>
public sealed record Letter(string To, string Subject, string Text);

/// <summary>Sends letters, one at a time and within the request that wants it, so that a letter that could not be sent is told to the person who waits for it.</summary>
public sealed class MailSender(MailOptions options, ILogger<MailSender> log) : IDisposable
{
    /// <summary>Letters on their way at once; a flood of requests waits here instead of opening a connection each.</summary>
    private const int MostAtOnce = 4;

    private static readonly Refusal NotConfigured = Refusal.Forbidden("This server sends no mail.");

    private static readonly Refusal NotSent = new(
        RefusalKind.Busy, "The letter could not be sent just now. Try again later, or ask an administrator for a link.", RetryAfter: TimeSpan.FromMinutes(5));

    private readonly SemaphoreSlim gate = new(MostAtOnce);

    public bool Configured => options.Configured;

    /// <summary>Hands the letter to the mail server. Refuses where that did not take it.</summary>
    public Task<Outcome<Done>> Send(Letter letter, CancellationToken cancel = default) => Connected(
        (smtp, stop) =>
        {
            var message = new MimeMessage { Subject = letter.Subject, Body = new TextPart("plain") { Text = letter.Text } };
            message.From.Add(MailboxAddress.Parse(options.From));
            message.To.Add(MailboxAddress.Parse(letter.To));
            message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834 section 5: no holiday notice comes back.
            return smtp.SendAsync(message, stop);
        },
        cancel);

    /// <summary>Talks to the mail server and sends nothing: what an answer that must not differ between known and unknown costs.</summary>
    public Task<Outcome<Done>> Greet(CancellationToken cancel = default) => Connected(static (smtp, stop) => smtp.NoOpAsync(stop), cancel);

    public void Dispose() => gate.Dispose();

    private async Task<Outcome<Done>> Connected(Func<SmtpClient, CancellationToken, Task> work, CancellationToken cancel)
    {
        if (!Configured) return NotConfigured;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Timeout);
        try
        {
            await gate.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return NotSent;
        }

        try
        {
            using var smtp = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
            await smtp.ConnectAsync(options.Host, options.Port, Socket(options.Security), limit.Token).ConfigureAwait(false);
            if (options.User.Length > 0) await smtp.AuthenticateAsync(options.User, options.Password, limit.Token).ConfigureAwait(false);
            await work(smtp, limit.Token).ConfigureAwait(false);
            await smtp.DisconnectAsync(quit: true, limit.Token).ConfigureAwait(false);
            return Done.Instance;
        }
        catch (Exception exception) when (Expected(exception) && !cancel.IsCancellationRequested)
        {
            // The exception's text may hold the address, its type does not.
            log.LogError("A letter was not taken by the mail server {Host}:{Port}: {Fault}", options.Host, options.Port, exception.GetType().Name);
            return NotSent;
        }
        finally
        {
            gate.Release();
        }
    }

    private static bool Expected(Exception exception) => exception is CommandException or ProtocolException or ServiceNotConnectedException
        or AuthenticationException or SslHandshakeException or SocketException or IOException or TimeoutException or OperationCanceledException or NotSupportedException;

    private static SecureSocketOptions Socket(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
