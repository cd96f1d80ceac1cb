using System.Globalization;
using Antiphon.Calls;
using Antiphon.Tally;
using Antiphon.Web.Calls;
using Antiphon.Web.Texts;
using Xunit;

namespace Antiphon.Server.Tests.Calls;

/// <summary>What a call's page says in sentences, from given numbers. No sentence may stand where it is not true, or says nothing.</summary>
public sealed class StoryTests
{
    private static readonly long Opened = At("2017-10-15T20:21:11Z");
    private static readonly Words English = new Languages()["en"];

    [Fact]
    public void A_call_of_an_hours_age_says_what_is_known_so_far_and_nothing_of_a_day()
    {
        var story = Told(Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 41)]), "2017-10-15T21:20:00Z");
        Assert.Equal(["By Sunday 15 October 2017, 21:20 UTC, 41 people had answered on the fediverse.", "All 41 who answered in words did so in posts that stand by themselves."], story);
    }

    [Fact]
    public void After_a_day_the_first_24_hours_are_told_with_their_end_and_what_was_done_to_the_call()
    {
        var count = Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 9_412), (Network.Fediverse, "2017-10-16T19:00:00Z", 30_000), (Network.Fediverse, "2017-10-16T20:00:00Z", 588)]);
        var story = Told(count, "2017-10-18T12:00:00Z", marks: new OwnMarks(16_900, 33_000, 16_204, 32_110));
        Assert.Equal(
            [
                "In the first 24 hours, to Monday 16 October 2017, 20:00 UTC, 39,412 people answered on the fediverse.",
                "In the same hours the call itself was boosted 16,204 times and liked 32,110 times.",
                "By Wednesday 18 October 2017, 12:00 UTC, 40,000 people had answered on the fediverse.",
                "The call itself has been boosted 16,900 times and liked 33,000 times.",
                "The busiest hour was the one from 19:00 UTC on 16 October 2017: 30,000 people answered in it.",
                "All 40,000 who answered in words did so in posts that stand by themselves.",
            ],
            story);
    }

    [Fact]
    public void Over_several_networks_two_ends_are_said_with_their_reason()
    {
        var count = Numbers([(Network.Twitter, "2017-10-15T20:00:00Z", 300), (Network.Facebook, "2017-10-15T22:00:00Z", 200), (Network.Facebook, "2017-10-18T22:00:00Z", 150)]);
        var story = Told(count, "2018-10-18T23:00:00Z");
        Assert.Contains(
            "In the first 24 hours, to Monday 16 October 2017, 20:00 UTC, at least 300 and at most 500 people answered on Twitter and Facebook; it cannot be said more exactly, because nobody can know how many people answered on more than one.",
            story);
        Assert.Contains(
            "By Thursday 18 October 2018, 23:00 UTC, at least 350 and at most 650 people had answered on Facebook and Twitter, because nobody can know how many people answered on more than one.", story);
    }

    [Fact]
    public void Many_networks_are_a_number()
    {
        var count = Numbers([.. new[] { Network.Twitter, Network.Facebook, Network.Reddit, Network.Bluesky, Network.Instagram }.Select(static network => (network, "2017-10-15T20:00:00Z", 10L))]);
        Assert.Equal("By Sunday 15 October 2017, 21:00 UTC, at least 10 and at most 50 people had answered on 5 networks, because nobody can know how many people answered on more than one.", Told(count, "2017-10-15T21:00:00Z")[0]);
    }

    [Fact]
    public void Where_nothing_came_after_the_first_day_that_is_said_instead_of_the_number_again()
    {
        var story = Told(Numbers([(Network.Twitter, "2017-10-15T20:00:00Z", 12)]), "2018-10-15T00:00:00Z", marks: new OwnMarks(1, 0, 1, 0));
        Assert.Equal("In the first 24 hours, to Monday 16 October 2017, 20:00 UTC, 12 people answered on Twitter.", story[0]);
        Assert.Equal("In the same hours the call itself was boosted once.", story[1]);
        Assert.Equal("By Monday 15 October 2018, 00:00 UTC nobody more had answered.", story[2]);
        Assert.DoesNotContain(story, static said => said.StartsWith("The call itself has been", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_said_of_a_first_day_in_which_nobody_answered()
    {
        var story = Told(Numbers([(Network.Twitter, "2017-10-17T20:00:00Z", 12)]), "2018-10-15T00:00:00Z");
        Assert.Equal("By Monday 15 October 2018, 00:00 UTC, 12 people had answered on Twitter.", story[0]);
    }

    [Theory]
    [InlineData("2017-10-15T20:30:00Z", null, "By Sunday 15 October 2017, 20:30 UTC nobody had been counted yet.")]
    [InlineData("2018-10-15T20:30:00Z", null, "By Monday 15 October 2018, 20:30 UTC nobody had been counted yet.")]
    [InlineData("2018-10-15T20:30:00Z", "2017-10-20T00:00:00Z", "Nobody was counted before it closed.")]
    public void Nobody_is_said_to_be_nobody(string now, string? closes, string said) => Assert.Equal(said, Told(Numbers([]), now, closes)[0]);

    /// <summary>With fewer than ten, an hour or a way to answer could point at somebody.</summary>
    [Theory]
    [InlineData(1, "By Sunday 15 October 2017, 23:00 UTC, 1 person had answered on the fediverse.")]
    [InlineData(9, "By Sunday 15 October 2017, 23:00 UTC, 9 people had answered on the fediverse.")]
    public void A_few_answers_are_told_by_their_number_alone(int people, string said) =>
        Assert.Equal([said], Told(Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", people)]), "2017-10-15T23:00:00Z"));

    [Fact]
    public void The_busiest_hour_is_told_where_there_is_more_than_one_and_ten_answered_in_it()
    {
        Assert.DoesNotContain(Told(Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 5), (Network.Fediverse, "2017-10-15T21:00:00Z", 9)]), "2017-10-15T23:00:00Z"), Busiest);
        Assert.DoesNotContain(Told(Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 50)]), "2017-10-15T23:00:00Z"), Busiest);
        Assert.Contains(Told(Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 5), (Network.Fediverse, "2017-10-16T02:00:00Z", 10)]), "2017-10-16T03:00:00Z"), static said => said == "The busiest hour was the one from 02:00 UTC on 16 October 2017: 10 people answered in it.");

        static bool Busiest(string said) => said.StartsWith("Most answers", StringComparison.Ordinal);
    }

    [Fact]
    public void How_people_answered_is_told_in_people_and_as_a_share_only_of_a_hundred_or_more()
    {
        var few = Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 30)], post: 20, reply: 6, quote: 2, press: 2);
        Assert.Equal(
            ["20 people answered in posts that stand by themselves; 8 replied to the call or quoted it.", "2 people pressed the button and wrote nothing."], Told(few, "2017-10-15T23:00:00Z").Skip(1));
        var many = Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 1_000)], post: 996, reply: 2, quote: 2);
        Assert.Equal(
            "996 people answered in posts that stand by themselves; 4 replied to the call or quoted it. Of every 100 who answered in words, 99 are not attached to the call, and a counter of its thread does not see them.",
            Told(many, "2017-10-15T23:00:00Z")[1]);
        var attached = Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 12)], post: 0, reply: 12);
        Assert.Equal("All 12 who answered in words replied to the call or quoted it.", Told(attached, "2017-10-15T23:00:00Z")[1]);
    }

    [Fact]
    public void Stories_withdrawals_removals_and_the_closing_are_told()
    {
        var count = Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 5)]) with { Stories = 2, Withdrawn = 1, Removed = 3, EverAnswered = 9 };
        var story = Told(count, "2017-12-01T00:00:00Z", "2017-10-20T00:00:00Z");
        Assert.Equal(
            [
                "2 of those who answered tell what happened.",
                "1 person has since taken the answer back; 9 answered at one time or another.",
                "The answers of 3 people were taken out by those who look after this server, each with its reason below.",
                "The call closed on Friday 20 October 2017, 00:00 UTC; what was posted later is not counted.",
            ],
            story.Skip(2));
    }

    [Fact]
    public void A_call_that_was_open_for_less_than_a_day_has_no_first_day()
    {
        var story = Told(Numbers([(Network.Fediverse, "2017-10-15T20:00:00Z", 5)]), "2017-12-01T00:00:00Z", "2017-10-16T08:00:00Z");
        Assert.DoesNotContain(story, static said => said.Contains("24 hours", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void Whatever_the_number_every_sentence_is_whole_says_its_time_in_UTC_and_calls_people_people(long people)
    {
        var count = Numbers(people == 0 ? [] : [(Network.Twitter, "2017-10-15T20:00:00Z", people), (Network.Page, "2017-10-16T21:00:00Z", 12)]) with { Posts = people * 3, Boosts = 7, Likes = 8 };
        foreach (var now in (string[])["2017-10-15T20:22:00Z", "2017-10-15T21:30:00Z", "2017-10-17T00:00:00Z", "2018-10-15T00:00:00Z"])
        {
            var story = Story.Write(Facts(count, now, null, new OwnMarks(3, 4, 2, 2)), English);
            Assert.NotEmpty(story);
            foreach (var sentence in story)
            {
                Assert.DoesNotMatch(@"\{\d|\{n\}|  ", sentence.Text);
                Assert.EndsWith(".", sentence.Text);
                Assert.Contains(sentence.Note, Notes.All);
                Assert.DoesNotContain("posts answered", sentence.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("an hour", sentence.Text, StringComparison.Ordinal);
                if (sentence.Text.Contains(':', StringComparison.Ordinal) && sentence.Note == "answered") Assert.Contains("UTC", sentence.Text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(99, "Who has gone to work ill? Answer me too.", false)]
    [InlineData(100, "100 people answered “me too”", true)]
    [InlineData(12_000, "12,000 people answered “me too”", true)]
    [InlineData(13_447, "More than 13,000 people answered “me too”", true)]
    [InlineData(1_254_000, "More than 1,200,000 people answered “me too”", true)]
    public void A_page_is_headed_by_its_question_until_the_answers_are_the_news(long people, string headline, bool quotes)
    {
        var count = Numbers([(Network.Twitter, "2017-10-15T20:00:00Z", people)]);
        var head = CallHead.Of(Asked(null), count, open: true, At("2017-10-16T00:00:00Z"), English);
        Assert.Equal(headline, head.Headline);
        Assert.Equal(quotes, head.QuotesCall);
        Assert.Equal("It has been answered on Twitter, the latest time on 15 October 2017.", head.Standfirst);
    }

    [Fact]
    public void A_headline_over_several_networks_says_at_least()
    {
        var count = Numbers([(Network.Twitter, "2017-10-15T20:00:00Z", 500), (Network.Facebook, "2017-10-15T20:00:00Z", 90)]);
        Assert.Equal("At least 500 people answered “me too”", CallHead.Of(Asked(null), count, open: true, At("2017-10-16T00:00:00Z"), English).Headline);
    }

    [Fact]
    public void The_callers_own_words_head_the_page_where_there_are_any()
    {
        var call = Asked(null) with { Headline = "A winter of coughing at work", Standfirst = "We asked before the hearing." };
        var head = CallHead.Of(call, Numbers([(Network.Twitter, "2017-10-15T20:00:00Z", 500)]), open: true, At("2017-10-16T00:00:00Z"), English);
        Assert.Equal(("A winter of coughing at work", "We asked before the hearing.", true), (head.Headline, head.Standfirst, head.QuotesCall));
    }

    [Fact]
    public void A_page_that_nobody_answered_yet_is_headed_without_a_nought()
    {
        var head = CallHead.Of(Asked(null), Numbers([]), open: true, At("2017-10-16T00:00:00Z"), English);
        Assert.Equal("Whoever it happened to can answer, with a name or without.", head.Standfirst);
    }

    private static List<string> Told(Count count, string now, string? closes = null, OwnMarks? marks = null) => [.. Story.Write(Facts(count, now, closes, marks), English).Select(static sentence => sentence.Text)];

    private static StoryFacts Facts(Count count, string now, string? closes, OwnMarks? marks)
    {
        var call = Asked(closes);
        return new StoryFacts(call, count, call.Counts(At(now)), At(now), At(now), marks);
    }

    private static Call Asked(string? closes) =>
        new(1, "ill", 2, 3, "Who has gone to work ill? Answer me too.", ["me too"], ["WorkedIll"], string.Empty, [], Opened, closes is null ? null : At(closes), false, string.Empty, string.Empty, [], Opened);

    /// <summary>People by network and hour; nobody on two networks. Without more said, all of them in posts that stand by themselves.</summary>
    private static Count Numbers((Network Network, string Hour, long People)[] answered, long? post = null, long reply = 0, long quote = 0, long press = 0)
    {
        var by = answered.GroupBy(static one => one.Network).ToDictionary(static group => group.Key, static group => group.Sum(static one => one.People));
        var sum = by.Values.Sum();
        return new Count
        {
            Sequence = 1, Answered = new Interval(by.Count == 0 ? 0 : by.Values.Max(), sum), Joined = default, Amplified = default, Visitors = 0, ByNetwork = by,
            ByTier = new[] { Tier.A, Tier.B, Tier.C, Tier.D }.ToDictionary(static tier => tier, static _ => Cell.Few),
            ByRoute = new Dictionary<EvidenceKind, long>
            {
                [EvidenceKind.Press] = press, [EvidenceKind.Ballot] = 0, [EvidenceKind.Post] = post ?? sum, [EvidenceKind.Reply] = reply, [EvidenceKind.Quote] = quote,
            },
            Stories = 0, Posts = sum, Replies = 0, Boosts = 0, Likes = 0, EverAnswered = sum, Withdrawn = 0, Removed = 0,
            Series =
            [
                .. answered.GroupBy(static one => At(one.Hour)).OrderBy(static group => group.Key).Select(static group => new Hour(
                    group.Key, group.Sum(static one => one.People), 0, 0, group.ToDictionary(static one => one.Network, static one => new HourOnNetwork(one.People, 0, 0)))),
            ],
        };
    }

    private static long At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
