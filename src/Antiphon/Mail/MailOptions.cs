using System.ComponentModel.DataAnnotations;

namespace Antiphon.Mail;

/// <summary>Where letters go out. Without a host the server sends none, and says so where it would.</summary>
public sealed record MailOptions
{
    public const string Section = "Mail";

    /// <summary>The SMTP server's name. Empty: no mail is sent.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>The SMTP server's port.</summary>
    [Range(1, 65_535)]
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The name with which the server signs in there. Empty: it does not.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>The password for it. Better in the environment or the file than on the command line, which others on the machine can see.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = string.Empty;

    /// <summary>A letter is given up after so long. A person waits for it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether letters can be sent at all.</summary>
    public bool Configured => Host.Length > 0;

    /// <summary>What is wrong with these options taken together: the property and the sentence; null if nothing is.</summary>
    public (string Property, string Problem)? Fault() =>
        !Configured ? null
        : EmailAddress.Parse(From) is null ? (nameof(From), "it must be the sender's e-mail address, since mail.host is set.")
        : User.Length == 0 && Password.Length > 0 ? (nameof(User), "it must be set, since mail.password is.")
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
