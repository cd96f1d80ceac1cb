namespace Antiphon.Mail;

/// <summary>Where letters go out. Without a host the server sends none, and says so where it would.</summary>
public sealed record MailOptions
{
    public const string Section = "Mail";

    /// <summary>The SMTP server's name. Empty: no mail is sent.</summary>
    public string Host { get; init; } = string.Empty;

    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    public string User { get; init; } = string.Empty;

    public string Password { get; init; } = string.Empty;

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = string.Empty;

    /// <summary>A letter is given up after so long. A person waits for it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether letters can be sent at all.</summary>
    public bool Configured => Host.Length > 0;
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity : byte
{
    /// <summary>Not at all; for a relay on the same machine.</summary>
    None,

    /// <summary>STARTTLS, and nothing is said before it.</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,
}
