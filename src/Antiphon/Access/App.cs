using Antiphon.Posts.Text;

namespace Antiphon.Access;

/// <summary>A program that people use this server through. Anyone may register one; it says nothing about who wrote it.</summary>
/// <param name="ClientId">Public; says which app it is.</param>
/// <param name="Website">Where it says that it comes from; shown as a link under its posts, so only what <see cref="SafeUrl"/> lets through.</param>
/// <param name="Redirects">Where codes may be sent, compared character by character, never normalised.</param>
/// <param name="Scopes">The most it may ever ask for.</param>
/// <param name="Created">UTC ms.</param>
public sealed record App(long Id, string ClientId, string Name, string? Website, IReadOnlyList<string> Redirects, ScopeSet Scopes, long Created)
{
    /// <summary>The "address" of a code that is shown for copying instead of being sent (RFC 6749's out-of-band habit).</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    internal const string Columns = "id, client_id, name, website, redirects, scopes, created";

    internal static App Read(Store.Row row) => new(
        row.Long(0), row.Text(1), row.Text(2), SafeUrl.TryHttp(row.TextOrNull(3), out _) ? row.TextOrNull(3) : null, row.Text(4).Split('\n'), ScopeSet.Stored(row.Text(5)), row.Long(6));
}
