using System.Text.Json;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

/// <summary>A list of people as JSON, and its rule about replies in Mastodon's words.</summary>
internal static class ListJson
{
    private static readonly Refusal NoPolicy = Refusal.Invalid("replies_policy", "Validation failed: Replies policy is not included in the list");

    public static void Write(Utf8JsonWriter json, MemberList list)
    {
        json.WriteStartObject();
        json.Id("id"u8, list.Id);
        json.WriteString("title"u8, list.Title);
        json.WriteString("replies_policy"u8, list.Replies switch { ListReplies.Followed => "followed"u8, ListReplies.None => "none"u8, _ => "list"u8 });
        json.WriteBoolean("exclusive"u8, list.Exclusive);
        json.WriteEndObject();
    }

    public static Task Several(Request request, IReadOnlyList<MemberList> lists) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var list in lists) Write(json, list);
        json.WriteEndArray();
    });

    public static Task One(Request request, Outcome<MemberList> list) => list.Ok ? request.Json(json => Write(json, list.Value)) : request.Refuse(list.Refusal);

    public static Task Nothing(Request request, Outcome<Done> done) => done.Ok ? request.Empty() : request.Refuse(done.Refusal);

    /// <summary>Null where nothing is said of it.</summary>
    public static Outcome<ListReplies?> Replies(Request request) => request.Params.Filled("replies_policy") switch
    {
        null => (ListReplies?)null,
        "followed" => (ListReplies?)ListReplies.Followed,
        "list" => (ListReplies?)ListReplies.List,
        "none" => (ListReplies?)ListReplies.None,
        _ => NoPolicy,
    };
}
