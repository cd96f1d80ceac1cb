using System.Text.Json;
using Antiphon.People;
using Antiphon.People.Relations;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>An account as its own member sees it: with what they typed, their defaults and their role.</summary>
internal sealed class CredentialAccountJson(AccountJson accounts, Members members, RelationLists lists)
{
    /// <summary>Requests to follow are counted this far; a list of more is a list all the same.</summary>
    private const int MostRequests = 1_000;

    public void Write(Utf8JsonWriter json, Account me)
    {
        var member = members.Find(me.Id);
        json.WriteStartObject();
        accounts.Fields(json, me);
        json.WriteStartObject("source"u8);
        json.WriteString("note"u8, me.Bio);
        json.WriteStartArray("fields"u8);
        foreach (var field in me.Fields) AccountJson.Field(json, field.Name, field.Value);
        json.WriteEndArray();
        json.WriteString("privacy"u8, Visibilities.Name((Visibility)(member?.Preferences.Visibility ?? 0)));
        json.WriteBoolean("sensitive"u8, member?.Preferences.Sensitive == true);
        json.Text("language"u8, member?.Preferences.Language);
        json.WriteNumber("follow_requests_count"u8, lists.Requests(me.Id, Paging.Newest(MostRequests)).Count);
        json.WriteBoolean("hide_collections"u8, me.HideNetwork);
        json.WriteBoolean("discoverable"u8, me.Discoverable);
        json.WriteBoolean("indexable"u8, me.Discoverable);
        json.WriteString("quote_policy"u8, "public"u8);
        json.EmptyArray("attribution_domains"u8);
        json.WriteEndObject();
        json.WritePropertyName("role"u8);
        RoleJson.Write(json, member?.Role ?? Role.Member);
        json.WriteEndObject();
    }
}
