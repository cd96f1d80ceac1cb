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

    /// <summary>What is wrong with these options, naming the key; null if nothing is.</summary>
    public string? Fault() =>
        !Configured ? null
        : EmailAddress.Parse(From) is null ? "Mail:From must be the sender's e-mail address."
        : Port is < 1 or > 65535 ? "Mail:Port must be a port, such as 587."
        : !Enum.IsDefined(Security) ? "Mail:Security must be None, StartTls or Tls."
        : Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(2) ? "Mail:Timeout must be between a second and two minutes, such as 00:00:10."
        : User.Length == 0 && Password.Length > 0 ? "Mail:Password needs Mail:User beside it."
        : null;
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
