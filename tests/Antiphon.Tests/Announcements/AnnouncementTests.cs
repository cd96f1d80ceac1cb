using Antiphon.Announcements;
using Antiphon.Emojis;
using Antiphon.People;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Announcements;

public sealed class AnnouncementTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task An_announcement_is_told_changed_put_away_and_withdrawn(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (boss, amira) = (await house.Member("boss", Role.Administrator), await house.Member("amira"));
        var (announce, answer, all) = (house.Get<Announce>(), house.Get<AnswerAnnouncement>(), house.Get<AllAnnouncements>());
        Assert.Equal(RefusalKind.Forbidden, (await announce.Run(amira.Id, new AnnouncementDraft("Me too"))).Refusal!.Kind);
        Assert.Equal("text", (await announce.Run(boss.Id, new AnnouncementDraft("  "))).Refusal!.Field);
        Assert.Equal("ends_at", (await announce.Run(boss.Id, new AnnouncementDraft("When?", 2, 1))).Refusal!.Field);
        var made = (await announce.Run(boss.Id, new AnnouncementDraft("We move on Sunday"))).Value;
        Assert.Equal(made, Assert.Single(all.All));
        Assert.Equal("We move on Monday", (await announce.Run(0, new AnnouncementDraft("We move on Monday", 1, 2), made.Id)).Value.Text);

        Assert.True((await answer.Dismiss(amira.Id, made.Id)).Ok);
        Assert.True((await answer.Dismiss(amira.Id, made.Id)).Ok);
        Assert.Equal(RefusalKind.NotFound, (await answer.Dismiss(amira.Id, made.Id + 1)).Refusal!.Kind);
        Assert.Equal([made.Id], all.ReadBy(amira.Id));
        Assert.Empty(all.ReadBy(boss.Id));

        Assert.Equal(RefusalKind.Forbidden, (await announce.Withdraw(amira.Id, made.Id)).Refusal!.Kind);
        Assert.True((await announce.Withdraw(boss.Id, made.Id)).Ok);
        Assert.Empty(all.All);
        Assert.Empty(all.ReadBy(amira.Id));
    }

    [Theory, EachStore]
    public async Task Emojis_stand_under_it_eight_different_ones_at_most_and_words_do_not(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (amira, jonas) = (await house.Member("amira"), await house.Member("jonas"));
        var (answer, all) = (house.Get<AnswerAnnouncement>(), house.Get<AllAnnouncements>());
        var made = (await house.Get<Announce>().Run(0, new AnnouncementDraft("We move on Sunday"))).Value;
        foreach (var name in new[] { "🎉", "👩🏽‍🚒", "🇺🇦", "❤️", "1️⃣", "☂", "🫶🏿", "⭐" }) Assert.True((await answer.React(amira.Id, made.Id, name)).Ok, name);
        foreach (var word in new[] { "a", "hello", "🎉🎉", "", " ", "<b>", "unknown_code" }) Assert.Equal("name", (await answer.React(jonas.Id, made.Id, word)).Refusal?.Field);
        Assert.False((await answer.React(jonas.Id, made.Id, "🚲")).Ok);
        Assert.True((await answer.React(jonas.Id, made.Id, "🎉")).Ok);
        Assert.True((await answer.React(jonas.Id, made.Id, "🎉")).Ok);
        Assert.Equal(new AnnouncementReaction("🎉", 2, true), all.Reactions(jonas.Id)[made.Id].Single(static one => one.Name == "🎉"));
        Assert.True((await answer.TakeBack(amira.Id, made.Id, "🎉")).Ok);
        Assert.False((await answer.TakeBack(amira.Id, made.Id, "🎉")).Ok);
        Assert.Equal(new AnnouncementReaction("🎉", 1, false), all.Reactions(amira.Id)[made.Id].Single(static one => one.Name == "🎉"));
    }

    [Theory, EachStore]
    public async Task An_emoji_of_the_servers_own_is_found_in_texts_until_it_is_taken_away(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var amira = await house.Member("amira");
        var (add, emojis) = (house.Get<AddEmoji>(), house.Get<CustomEmojis>());
        Assert.Empty(emojis.In("no :wave: yet"));
        Assert.Equal(RefusalKind.Forbidden, (await add.Run(amira.Id, "wave", "", Pixel)).Refusal!.Kind);
        Assert.Equal("shortcode", (await add.Run(0, "a wave", "", Pixel)).Refusal!.Field);
        Assert.False((await add.Run(0, "wave", "", "no picture"u8.ToArray())).Ok);
        var before = emojis.Version;
        var wave = (await add.Run(0, "wave", "hands", Pixel)).Value;
        Assert.NotSame(before, emojis.Version);
        Assert.Equal("shortcode", (await add.Run(0, "wave", "", Pixel)).Refusal!.Field);
        Assert.Equal([wave], emojis.In("Hello :wave: and 12:30:wave:", "again :wave:"));
        Assert.Empty(emojis.In("wave :Wave: ::"));
        Assert.True((await house.Get<AnswerAnnouncement>().React(amira.Id, (await house.Get<Announce>().Run(0, new AnnouncementDraft("Hello"))).Value.Id, "wave")).Ok);
        Assert.True((await add.Remove(0, "wave")).Ok);
        Assert.Empty(emojis.In(":wave:"));
    }

    private static byte[] Pixel => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
}
