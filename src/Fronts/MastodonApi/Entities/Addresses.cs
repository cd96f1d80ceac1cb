using Antiphon.Http.Media;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>Absolute addresses of what the API speaks of. They are pages that a browser can open.</summary>
internal sealed class Addresses(Site site)
{
    public string Of(Account account) => account.Uri is { } uri && IsWeb(uri) ? uri
        : account.Domain is null ? site.To("/@" + account.Username)
        : site.To("/@" + account.Acct);

    public string Of(Post post, Account author) => post.Uri is { } uri && IsWeb(uri) ? uri : string.Create(null, $"{Of(author)}/{post.Id}");

    /// <summary>A tag by its folded name.</summary>
    public string OfTag(string tag) => site.To("/tags/" + Uri.EscapeDataString(tag));

    public string OfMedia(string key) => site.To(MediaFiles.Path + key);

    /// <summary>Pictures of those who have none.</summary>
    public string NoAvatar => OfMedia(MediaFiles.NoAvatar);

    public string NoHeader => OfMedia(MediaFiles.NoHeader);

    public static bool IsWeb(string uri) => uri.StartsWith("https://", StringComparison.Ordinal) || uri.StartsWith("http://", StringComparison.Ordinal);
}
