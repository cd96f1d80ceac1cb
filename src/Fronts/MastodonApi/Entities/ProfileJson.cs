using System.Text.Json;
using Antiphon.People;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A member's own profile as JSON, as they typed it. A profile here always shows its pictures' posts and what it features, as its tabs do, and its pictures have no descriptions.</summary>
internal sealed class ProfileJson(Addresses addresses)
{
    public void Write(Utf8JsonWriter json, Account me)
    {
        var (avatar, header) = (me.Avatar is { } a ? addresses.OfMedia(a) : null, me.Header is { } h ? addresses.OfMedia(h) : null);
        json.WriteStartObject();
        json.Id("id"u8, me.Id);
        json.WriteString("display_name"u8, me.DisplayName);
        json.WriteString("note"u8, me.Bio);
        json.WriteStartArray("fields"u8);
        foreach (var field in me.Fields) AccountJson.Field(json, field.Name, field.Value, field.Verified);
        json.WriteEndArray();
        json.Text("avatar"u8, avatar);
        json.Text("avatar_static"u8, avatar);
        json.WriteString("avatar_description"u8, string.Empty);
        json.Text("header"u8, header);
        json.Text("header_static"u8, header);
        json.WriteString("header_description"u8, string.Empty);
        json.WriteBoolean("locked"u8, me.Locked);
        json.WriteBoolean("bot"u8, me.Bot);
        json.WriteBoolean("hide_collections"u8, me.HideNetwork);
        json.WriteBoolean("discoverable"u8, me.Discoverable);
        json.WriteBoolean("indexable"u8, me.Discoverable);
        json.WriteBoolean("show_media"u8, true);
        json.WriteBoolean("show_media_replies"u8, true);
        json.WriteBoolean("show_featured"u8, true);
        json.EmptyArray("attribution_domains"u8);
        json.WriteEndObject();
    }
}
