using System.Collections.Frozen;

namespace Antiphon.People.Joining;

/// <summary>Which names accounts may have: as Mastodon's, so that every server can show and mention them.</summary>
public static class UsernameRules
{
    public const int Longest = 30;

    // Names that strangers would take for the server's own, and names that RFC 2142 gives to roles.
    private static readonly FrozenSet<string> Reserved = """
        abuse account accounts admin administrator admins antiphon api auth billing bot call calls contact everyone guest help here hostmaster info legal mail mastodon me mod moderation
        moderator moderators mods news noc nobody null oauth official owner postmaster privacy register root safety security server settings sign_in sign_up staff status support
        system team undefined webmaster www
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>Why nobody may be called so; null if one may.</summary>
    /// <param name="anyName">Names that are reserved are allowed: on the command line.</param>
    public static Refusal? Fault(string username, bool anyName = false)
    {
        if (username.Length == 0) return Refusal.Invalid("username", "Choose a user name.");
        if (username.Length > Longest) return Refusal.Invalid("username", $"A user name has {Longest} characters at most.");
        if (!username.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')) return Refusal.Invalid("username", "A user name is made of the letters a to z, digits and underscores.");
        return !anyName && Reserved.Contains(Accounts.Key(username)) ? Refusal.Invalid("username", "This name is reserved. Choose another.") : null;
    }
}
