using System.Text.Json;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.People.Relations;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>An account as JSON, rendered once and kept as bytes until it or one of its counts changes.</summary>
internal sealed class AccountJson(Addresses addresses, Html html, RelationCounts relations, AuthorCounts authored, Accounts accounts, EmojiJson emojis)
{
    /// <summary>About 1.5 KB each.</summary>
    private const int MostKept = 20_000;

    private readonly Remembered<long, Rendered> kept = new(MostKept);

    /// <summary>The account's JSON. Valid as long as the account, its relations' counts and its posts' count are the same values.</summary>
    public byte[] Of(Account account)
    {
        var (followers, following) = relations.Of(account.Id);
        var posts = authored.Of(account.Id);
        if (kept.TryGet(account.Id, out var known) && ReferenceEquals(known.Account, account) && known.Followers == followers && known.Following == following && ReferenceEquals(known.Posts, posts)
            && ReferenceEquals(known.Emojis, emojis.Version))
            return known.Json;
        var set = emojis.Version;
        using var output = Output.Rent();
        var json = output.Json;
        json.WriteStartObject();
        Fields(json, account, followers, following, posts);
        json.WriteEndObject();
        var rendered = new Rendered(account, followers, following, posts, set, output.Written.ToArray());
        kept.Keep(account.Id, rendered, kept.Epoch);
        return rendered.Json;
    }

    /// <summary>Reads at once what of these accounts' figures is not in memory.</summary>
    public void Bring(IEnumerable<long> ids)
    {
        long[] missing = [.. ids.Where(id => !kept.TryGet(id, out _))];
        if (missing.Length < 2) return;
        relations.Bring(missing);
        authored.Bring(missing);
    }

    public void Write(Utf8JsonWriter json, Account account) => json.WriteRawValue(Of(account), skipInputValidation: true);

    /// <summary>No more than a picture beside a group of notifications needs.</summary>
    public void WritePartial(Utf8JsonWriter json, Account account)
    {
        var avatar = account.Avatar is { } key ? addresses.OfMedia(key) : addresses.NoAvatar;
        json.WriteStartObject();
        json.Id("id"u8, account.Id);
        json.WriteString("acct"u8, account.Acct);
        json.WriteString("url"u8, addresses.Of(account));
        json.WriteString("avatar"u8, avatar);
        json.WriteString("avatar_static"u8, avatar);
        json.WriteBoolean("locked"u8, account.Locked);
        json.WriteBoolean("bot"u8, account.Bot);
        json.WriteEndObject();
    }

    /// <summary>By number; null where there is no such account any more.</summary>
    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? account)
    {
        json.WritePropertyName(name);
        if (account is { } id && accounts.Find(id) is { } found) Write(json, found);
        else json.WriteNullValue();
    }

    /// <summary>The entity's own fields without its braces, for entities that have more.</summary>
    public void Fields(Utf8JsonWriter json, Account account)
    {
        var (followers, following) = relations.Of(account.Id);
        Fields(json, account, followers, following, authored.Of(account.Id));
    }

    private void Fields(Utf8JsonWriter json, Account account, int followers, int following, Authored posts)
    {
        var url = addresses.Of(account);
        var avatar = account.Avatar is { } a ? addresses.OfMedia(a) : addresses.NoAvatar;
        var header = account.Header is { } h ? addresses.OfMedia(h) : addresses.NoHeader;
        var hidden = !account.Shown;
        json.Id("id"u8, account.Id);
        json.WriteString("username"u8, account.Username);
        json.WriteString("acct"u8, account.Acct);
        json.WriteString("display_name"u8, hidden ? string.Empty : account.DisplayName);
        json.WriteBoolean("locked"u8, account.Locked);
        json.WriteBoolean("bot"u8, account.Bot);
        json.WriteBoolean("discoverable"u8, account.Discoverable);
        json.WriteBoolean("indexable"u8, account.Discoverable);
        json.WriteBoolean("group"u8, false);
        json.Time("created_at"u8, account.Created);
        json.WriteString("note"u8, hidden ? string.Empty : html.Bio(account.Bio));
        json.WriteString("url"u8, url);
        json.WriteString("uri"u8, url);
        json.WriteString("avatar"u8, avatar);
        json.WriteString("avatar_static"u8, avatar);
        json.WriteString("avatar_description"u8, string.Empty);
        json.WriteString("header"u8, header);
        json.WriteString("header_static"u8, header);
        json.WriteString("header_description"u8, string.Empty);
        json.WriteNumber("followers_count"u8, followers);
        json.WriteNumber("following_count"u8, following);
        json.WriteNumber("statuses_count"u8, hidden ? 0 : posts.Posts);
        json.Day("last_status_at"u8, hidden ? null : posts.Latest);
        json.WriteBoolean("hide_collections"u8, account.HideNetwork);
        json.WriteBoolean("noindex"u8, !account.Discoverable);
        json.WriteNull("moved"u8);
        if (account.State is AccountState.Suspended or AccountState.Deleted) json.WriteBoolean("suspended"u8, true);
        if (account.State == AccountState.Limited) json.WriteBoolean("limited"u8, true);
        emojis.WriteUsed(json, hidden ? [] : [account.DisplayName, account.Bio, .. account.Fields.Select(static field => field.Value)]);
        json.EmptyArray("roles"u8);
        json.WriteStartArray("fields"u8);
        foreach (var field in hidden ? [] : account.Fields) Field(json, field.Name, html.Field(field.Value), field.Verified);
        json.WriteEndArray();
    }

    public static void Field(Utf8JsonWriter json, string name, string value, long? verified = null)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("value"u8, value);
        if (verified is { } at) json.Time("verified_at"u8, at);
        else json.WriteNull("verified_at"u8);
        json.WriteEndObject();
    }

    private sealed record Rendered(Account Account, int Followers, int Following, Authored Posts, object Emojis, byte[] Json);
}
