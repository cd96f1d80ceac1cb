using System.Text.Json;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Twitter;

/// <summary>
/// Twitter's second interface as twarc2 keeps it: one page of tweets a line with what they refer to beside them, or flattened, one tweet a line with what it refers to inside. What a page
/// includes was not collected and counts for nothing by itself. The counts that the interface gives without tweets are claims; ids that it no longer gives are gone.
/// </summary>
public sealed class TwitterV2 : JsonRows
{
    public override string Name => "twitter-v2";

    public override string Description => "Twitter API v2, a page or a flattened tweet a line, or its counts (twarc2)";

    protected override bool Recognises(JsonShape shape) =>
        (shape.Has("data.id") && shape.HasAny("data.text", "data.author_id", "data.edit_history_tweet_ids", "data.public_metrics"))
        || (shape.Has("data.tweet_count") && shape.HasAny("data.start", "data.end"))
        || shape.HasAny("errors.resource_id", "includes.users", "includes.tweets")
        || (shape.Has("meta.result_count") && shape.Has("__twarc"))
        || (shape.Has("id") && shape.Has("text") && !shape.Has("user") && shape.HasAny("author_id", "edit_history_tweet_ids", "public_metrics", "referenced_tweets", "author.username"));

    protected override IJsonRow Begin() => new V2Page();
}
