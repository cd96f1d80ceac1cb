using System.Text.Json;
using Antiphon.Calls;
using Antiphon.Notifications;
using Antiphon.Notifications.Push;
using Antiphon.People;
using Antiphon.People.Relations;
using Antiphon.Posts;
using Antiphon.Server.Demo;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>What may stand on a locked screen.</summary>
public sealed class PushMessageTests
{
    [Fact]
    public async Task A_message_has_mastodons_shape_and_tells_nothing_of_answers_stories_warnings_and_private_posts()
    {
        await using var house = await OpenHouse.Start();
        var (amira, jonas) = (await house.Member("amira"), await house.Member("jonas"));
        var call = (await house.Get<OpenCall>().Open(amira, new CallDraft(Cast.CallWording, ["me too"], [Cast.CallHashtag], Cast.CallSlug))).Value;

        var open = Message(await Mentioned(new Draft("@amira the bus is late <b>again</b>")));
        Assert.Equal(
            ["access_token", "body", "icon", "notification_id", "notification_type", "preferred_locale", "title"], open.EnumerateObject().Select(static one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("the-token", "mention", "en", "jonas mentioned you", "@amira the bus is late <b>again</b>"), (
            Text(open, "access_token"), Text(open, "notification_type"), Text(open, "preferred_locale"), Text(open, "title"), Text(open, "body")));
        Assert.StartsWith("http", Text(open, "icon"), StringComparison.Ordinal);

        Assert.Equal("Of buses", Text(Message(await Mentioned(new Draft("@amira late", Warning: "Of buses"))), "body"));
        foreach (var hidden in new[]
        {
            new Draft("@amira me too, for nine days", ReplyTo: call.Post),
            new Draft("@amira me too, for nine days #" + Cast.CallHashtag),
            new Draft("@amira between us", Visibility.Direct),
            new Draft("@amira for those who follow me", Visibility.Followers),
        })
        {
            var message = Message(await Mentioned(hidden));
            Assert.Equal(("jonas mentioned you", ""), (Text(message, "title"), Text(message, "body")));
        }

        Assert.Equal(140, new System.Globalization.StringInfo(Text(Message(await Mentioned(new Draft("@amira " + new string('a', 300)))), "body")).LengthInTextElements);

        // What amira does not want to hear of any more is not sent, though it waited.
        var last = await Mentioned(new Draft("@amira once more"));
        Assert.True((await house.Get<Block>().Run(amira.Id, jonas.Id)).Ok);
        Assert.Null(Compose(last));

        async Task<Notification> Mentioned(Draft draft)
        {
            await house.Post(jonas, draft);
            return house.Get<Inbox>().Page(house.Get<Viewers>().For(amira.Id), Paging.Newest(1), [], []).Single();
        }

        byte[]? Compose(Notification notification) => house.Get<ComposePush>()(notification, house.Get<Viewers>().For(amira.Id), "the-token");
        JsonElement Message(Notification notification) => JsonDocument.Parse(Compose(notification)!).RootElement;
        static string Text(JsonElement message, string name) => message.GetProperty(name).GetString()!;
    }
}
