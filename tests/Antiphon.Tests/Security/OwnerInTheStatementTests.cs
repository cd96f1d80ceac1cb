using System.Text.RegularExpressions;
using Antiphon.Tests.House;
using Xunit;

namespace Antiphon.Tests.Security;

/// <summary>
/// Every statement that changes or deletes rows says in itself whose they are, so that no path to it can forget to ask. The few that do not are listed with the reason.
/// </summary>
public sealed partial class OwnerInTheStatementTests
{
    /// <summary>The beginning of a statement, and why it may be without an owner.</summary>
    private static readonly (string Statement, string Why)[] Excepted =
    [
        ("DELETE FROM codes WHERE code =", "who shows the secret is the owner"),
        ("UPDATE codes SET token = $2 WHERE code =", "who shows the secret is the owner"),
        ("UPDATE tokens SET used = $2 WHERE id =", "the token of the very request, found by its secret"),
        ("DELETE FROM tokens WHERE id = $1 AND app =", "an app gives back its own token, which it shows"),
        ("DELETE FROM once WHERE token =", "who shows the secret is the owner"),
        ("DELETE FROM once WHERE purpose = $1 AND account IS NULL", "links that are nobody's: the first owner's"),
        ("DELETE FROM codes WHERE expires <", "what has expired is of use to nobody"),
        ("DELETE FROM sessions WHERE expires <=", "what has expired is of use to nobody"),
        ("DELETE FROM once WHERE expires <=", "what has expired is of use to nobody"),
        ("DELETE FROM mutes WHERE expires <=", "what has expired is of use to nobody"),
        ("DELETE FROM invites WHERE expires <=", "what has expired is of use to nobody"),
        ("DELETE FROM idempotency WHERE created <", "what has expired is of use to nobody"),
        ("DELETE FROM unknown_names WHERE at <", "what has expired is of use to nobody"),
        ("DELETE FROM apps WHERE id <", "apps that nobody has signed in through for a month"),
        ("DELETE FROM invites WHERE id = $1\"", "administrators withdraw any invitation; members have the statement with their account"),
        ("UPDATE invites SET uses = uses + 1 WHERE id =", "who signs up shows the code"),
        ("UPDATE accounts SET ", "an account's own row: its id is the owner"),
        ("DELETE FROM voices WHERE id = $1 AND call =", "the caller or a moderator, which the same operation asks"),
        ("UPDATE claims SET ", "the caller or a moderator, which the same operation asks"),
        ("UPDATE calls SET ", "the caller or a moderator, which the same operation asks; a call has one row"),
        ("DELETE FROM account_search", "an index, made again from the account"),
        ("DELETE FROM post_search", "an index, made again from the post"),
        ("DELETE FROM post_tags WHERE post =", "an index, made again from the post"),
        ("DELETE FROM post_links WHERE post =", "an index, made again from the post"),
        ("DELETE FROM mentions WHERE post =", "an index, made again from the post"),
        ("DELETE FROM post_calls WHERE post =", "an index, made again from the post"),
        ("DELETE FROM reactions WHERE post = $1\"", "goes with its post, whose deletion names the author"),
        ("DELETE FROM edits WHERE post =", "goes with its post, whose deletion names the author"),
        ("DELETE FROM notifications WHERE post = $1\"", "goes with its post, whose deletion names the author"),
        ("UPDATE notification_requests SET last_post = NULL WHERE last_post =", "goes with its post, whose deletion names the author"),
        ("DELETE FROM filter_posts WHERE post =", "goes with its post, whose deletion names the author"),
        ("DELETE FROM idempotency WHERE post =", "goes with its post, whose deletion names the author"),
        ("DELETE FROM poll_votes WHERE post = $1\"", "goes with its post, whose deletion or change names the author"),
        ("DELETE FROM media WHERE id = $1 AND post IS NULL", "the sweep of what belongs to no post any more"),
        ("DELETE FROM doomed_files WHERE file =", "keys of files, which are nobody's until a unit takes them"),
        ("UPDATE announcements SET ", "announcements are the server's"),
        ("DELETE FROM announcements WHERE id =", "announcements are the server's"),
        ("DELETE FROM announcements_read WHERE announcement =", "goes with its announcement"),
        ("DELETE FROM announcement_reactions WHERE announcement = $1\"", "goes with its announcement"),
        ("DELETE FROM custom_emojis WHERE shortcode =", "emojis are the server's"),
        ("UPDATE files SET ", "archives are the operator's"),
        ("DELETE FROM archived_", "what archives say is nobody's of this server; what came in somebody's own goes by its file, which names its owner"),
        ("UPDATE archived_posts SET ", "what archives say is nobody's of this server; what came in somebody's own goes by its file, which names its owner"),
        ("UPDATE reports SET by_account = NULL WHERE by_account =", "the reporter's own, when their account goes"),
        ("UPDATE reports SET ", "a moderator, which the same operation asks"),
        ("UPDATE host_blocks SET ", "administrators alone, which the same operation asks"),
        ("DELETE FROM host_blocks WHERE id =", "administrators alone, which the same operation asks"),
        ("DELETE FROM host_allows WHERE id =", "administrators alone, which the same operation asks"),
        ("DELETE FROM mail_domain_blocks WHERE id =", "administrators alone, which the same operation asks"),
        ("DELETE FROM mail_blocks WHERE id =", "administrators alone, which the same operation asks"),
        ("UPDATE settings SET ", "settings are the server's"),
        ("DELETE FROM settings ", "settings are the server's"),
    ];

    [Fact]
    public void Every_change_and_deletion_names_whose_rows_they_are()
    {
        var nameless = new List<string>();
        var found = 0;
        foreach (var path in Checkout.Files.Where(static path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)))
        {
            foreach (Match statement in Statements().Matches(Joined().Replace(Checkout.Text(path), string.Empty)))
            {
                found++;
                var text = Spaces().Replace(statement.Value.TrimStart('"'), " ").TrimStart();
                var where = text.IndexOf(" WHERE ", StringComparison.Ordinal);
                if (where >= 0 && Owner().IsMatch(text[where..])) continue;
                if (Excepted.Any(one => text.StartsWith(one.Statement, StringComparison.Ordinal))) continue;
                nameless.Add($"{path}: {text}");
            }
        }

        Assert.Equal([], nameless);
        Assert.True(found > 80, $"Only {found} statements were found: the scan is blind.");
    }

    /// <summary>An exception that nothing uses any more would hide the next statement that looks like it.</summary>
    [Fact]
    public void No_exception_is_left_over()
    {
        var all = string.Join('\n', Checkout.Files.Where(static path => path.StartsWith("src/Antiphon/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)).Select(Checkout.Text));
        Assert.Equal(
            ["UPDATE settings SET ", "DELETE FROM settings "],
            Excepted.Select(static one => one.Statement).Where(statement => !all.Contains("\"" + statement, StringComparison.Ordinal)));
    }

    /// <summary>A text that begins with the verb, to its end; raw texts of several lines as well.</summary>
    [GeneratedRegex("\"\\s*(UPDATE|DELETE FROM) [a-z_]+[^\"]*\"?")]
    private static partial Regex Statements();

    /// <summary>Where one text is continued by the next line's.</summary>
    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b(account|author|caller|follower|followee|person|actor)\b *=")]
    private static partial Regex Owner();
}
