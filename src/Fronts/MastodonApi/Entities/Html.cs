using Antiphon.People;
using Antiphon.Posts.Text;

namespace Antiphon.MastodonApi.Entities;

/// <summary>Plain text to the HTML that apps show, with links to this server's pages.</summary>
internal sealed class Html(Addresses addresses, Accounts accounts)
{
    public string Post(string text, IReadOnlyList<Entity> entities, IReadOnlyList<Account> mentions) => PostHtml.Render(text, entities, entity => entity.Kind switch
    {
        EntityKind.Hashtag => addresses.OfTag(Hashtags.Fold(entity.Value)),
        EntityKind.Mention => Named(mentions, entity.Value),
        _ => entity.Value,
    });

    public string Bio(string text) => PostHtml.Render(text, Address);

    public string Field(string text) => PostHtml.RenderLine(text, Address, PostHtml.OutwardRel + " me");

    private string? Address(Entity entity) => entity.Kind switch
    {
        EntityKind.Hashtag => addresses.OfTag(Hashtags.Fold(entity.Value)),
        EntityKind.Mention => accounts.Named(entity.Value) is { Shown: true } account ? addresses.Of(account) : null,
        _ => entity.Value,
    };

    private string? Named(IReadOnlyList<Account> mentions, string acct)
    {
        foreach (var account in mentions)
        {
            if (account.Acct.Equals(acct, StringComparison.OrdinalIgnoreCase)) return addresses.Of(account);
        }

        // "@name@our.host" is "@name" here; the post's own list of mentions decides that it is one.
        var at = acct.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0) return null;
        foreach (var account in mentions)
        {
            if (account.Local && account.Username.AsSpan().Equals(acct.AsSpan(0, at), StringComparison.OrdinalIgnoreCase)) return addresses.Of(account);
        }

        return null;
    }
}
