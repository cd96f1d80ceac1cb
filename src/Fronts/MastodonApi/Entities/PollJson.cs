using System.Text.Json;
using Antiphon.People;
using Antiphon.Posts.Polls;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A poll as JSON: its numbers, and what this viewer chose.</summary>
internal sealed class PollJson(PollCounts counts, TimeProvider clock)
{
    public void Write(Utf8JsonWriter json, Poll poll, Viewer viewer)
    {
        var (count, ended) = (counts.Of(poll), poll.Ended(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        json.WriteStartObject();
        json.Id("id"u8, poll.Post);
        json.Time("expires_at"u8, poll.Expires);
        json.WriteBoolean("expired"u8, ended);
        json.WriteBoolean("multiple"u8, poll.Multiple);
        json.WriteNumber("votes_count"u8, count.Total);
        json.WriteNumber("voters_count"u8, count.Voters);
        if (viewer.SignedIn)
        {
            // An author has no vote, and apps show them the result instead of the choice.
            var own = counts.Choices(viewer.Id, poll.Post);
            json.WriteBoolean("voted"u8, own.Count > 0 || viewer.Id == poll.Author);
            json.WriteStartArray("own_votes"u8);
            foreach (var choice in own) json.WriteNumberValue(choice);
            json.WriteEndArray();
        }

        json.WriteStartArray("options"u8);
        for (var i = 0; i < poll.Options.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("title"u8, poll.Options[i]);
            if (poll.HideTotals && !ended) json.WriteNull("votes_count"u8);
            else json.WriteNumber("votes_count"u8, count.Votes[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.EmptyArray("emojis"u8);
        json.WriteEndObject();
    }

    public void Write(Output output, Poll poll, Viewer viewer)
    {
        using var own = Output.Rent();
        Write(own.Json, poll, viewer);
        output.Raw(own.Written.Span);
    }
}
