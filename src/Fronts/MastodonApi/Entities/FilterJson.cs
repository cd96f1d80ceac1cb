using System.Text.Json;
using Antiphon.Filters;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Entities;

/// <summary>Filters as JSON, of both versions, and what they have caught.</summary>
internal sealed class FilterJson(AllFilters filters)
{
    private static readonly (FilterContexts Context, string Name)[] Contexts =
    [
        (FilterContexts.Home, "home"), (FilterContexts.Notifications, "notifications"), (FilterContexts.Public, "public"), (FilterContexts.Thread, "thread"),
        (FilterContexts.Profile, "account"),
    ];

    /// <summary>The contexts of these names; none where one of them is no context's.</summary>
    public static FilterContexts Parse(IReadOnlyList<string> names)
    {
        var all = FilterContexts.None;
        foreach (var name in names)
        {
            var found = Contexts.FirstOrDefault(one => one.Name == name).Context;
            if (found == FilterContexts.None) return FilterContexts.None;
            all |= found;
        }

        return all;
    }

    public static FilterAction? Parse(string name) => name switch
    {
        "warn" => FilterAction.Warn,
        "hide" => FilterAction.Hide,
        "blur" => FilterAction.Blur,
        _ => null,
    };

    public static void Write(Utf8JsonWriter json, Filter filter)
    {
        Begin(json, filter);
        json.WriteStartArray("keywords"u8);
        foreach (var keyword in filter.Keywords) Write(json, keyword);
        json.WriteEndArray();
        json.WriteStartArray("statuses"u8);
        foreach (var post in filter.Posts) Write(json, post);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, FilterKeyword keyword)
    {
        json.WriteStartObject();
        json.Id("id"u8, keyword.Id);
        json.WriteString("keyword"u8, keyword.Keyword);
        json.WriteBoolean("whole_word"u8, keyword.WholeWord);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, FilterPost post)
    {
        json.WriteStartObject();
        json.Id("id"u8, post.Id);
        json.Id("status_id"u8, post.Post);
        json.WriteEndObject();
    }

    /// <summary>The first version: one for each keyword, with the keyword's id.</summary>
    public static void WriteOld(Utf8JsonWriter json, Filter filter, FilterKeyword keyword)
    {
        json.WriteStartObject();
        json.Id("id"u8, keyword.Id);
        json.WriteString("phrase"u8, keyword.Keyword);
        WriteContexts(json, filter.Contexts);
        json.WriteBoolean("whole_word"u8, keyword.WholeWord);
        json.Time("expires_at"u8, filter.Expires);
        json.WriteBoolean("irreversible"u8, filter.Action == FilterAction.Hide);
        json.WriteEndObject();
    }

    /// <summary>A post's <c>filtered</c>: what catches it for this viewer, whatever the list; apps look at the contexts.</summary>
    public void WriteCaught(Output output, PostCard card, Viewer viewer)
    {
        var caught = filters.Catch(viewer, card);
        if (caught.Count == 0)
        {
            output.Raw("[]"u8);
            return;
        }

        using var list = Output.Rent();
        var json = list.Json;
        json.WriteStartArray();
        foreach (var one in caught)
        {
            json.WriteStartObject();
            json.WritePropertyName("filter"u8);
            Begin(json, one.Filter);
            json.WriteEndObject();
            json.WriteStartArray("keyword_matches"u8);
            foreach (var word in one.Words) json.WriteStringValue(word);
            json.WriteEndArray();
            json.WriteStartArray("status_matches"u8);
            foreach (var post in one.Posts) json.WriteStringValue(post.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        output.Raw(list.Written.Span);
    }

    public bool Catches(Viewer viewer, PostCard card) => filters.Catch(viewer, card).Count > 0;

    private static void Begin(Utf8JsonWriter json, Filter filter)
    {
        json.WriteStartObject();
        json.Id("id"u8, filter.Id);
        json.WriteString("title"u8, filter.Title);
        WriteContexts(json, filter.Contexts);
        json.Time("expires_at"u8, filter.Expires);
        json.WriteString("filter_action"u8, filter.Action switch
        {
            FilterAction.Hide => "hide"u8,
            FilterAction.Blur => "blur"u8,
            _ => "warn"u8,
        });
    }

    private static void WriteContexts(Utf8JsonWriter json, FilterContexts contexts)
    {
        json.WriteStartArray("context"u8);
        foreach (var (context, name) in Contexts)
        {
            if (contexts.HasFlag(context)) json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
