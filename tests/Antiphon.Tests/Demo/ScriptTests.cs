using Antiphon.Answers.Recognition;
using Antiphon.Server.Demo;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Demo;

/// <summary>The demo shows how the count works, so each of its lines must be what it claims to be.</summary>
public sealed class ScriptTests
{
    private static readonly Recogniser TheCall = new(new CallTerms(Cast.CallWording, Cast.CallPhrases, [Cast.CallHashtag]));

    public static TheoryData<string, int> Said => new(Script.Lines.Index().Where(static line => line.Item.Text.Length > 0).Select(static line => (line.Item.Who.Name, line.Index)));

    [Theory]
    [MemberData(nameof(Said))]
    public void A_line_puts_who_says_it_where_it_claims(string who, int number)
    {
        var line = Script.Lines[number];
        Assert.Equal(who, line.Who.Name);
        var attachment = line.Act is Act.Reply or Act.Story ? Attachment.ReplyInThread : line.Act == Act.Quote ? Attachment.QuotesCall : Attachment.FreeStanding;
        var judged = TheCall.Judge(new Words(line.Text, attachment, Public: true, line.Who.Bot, line.Who.Language, line.Act == Act.Quote ? Cast.CallWording : null, line.Act == Act.Story));
        Ring? expected = line.Puts switch { Puts.Answered => Ring.Answered, Puts.Joined => Ring.Joined, _ => null };
        Assert.Equal(expected, judged.Ring == Ring.None ? null : judged.Ring);
        Assert.Equal(line.Act == Act.Story, judged.Story);
    }

    [Fact]
    public void Lines_are_in_the_order_of_time_and_speak_of_lines_before_them()
    {
        var keys = new HashSet<string> { string.Empty };
        var minute = 0;
        foreach (var line in Script.Lines)
        {
            Assert.True(line.Minute >= minute);
            Assert.Contains(line.To, keys);
            keys.Add(line.Key);
            minute = line.Minute;
        }
    }

    [Fact]
    public void Every_ring_route_and_language_of_the_call_is_seen_among_the_first_three_hundred_of_the_crowd()
    {
        var acts = Enumerable.Range(0, 300).Select(Crowd.ActOf).ToList();
        Assert.Equal(Enum.GetValues<Act>(), acts.Select(static act => act.Act).Distinct().Order());
        Assert.Contains(acts, static act => act.Later);
        Assert.All(Cast.CallPhrases, phrase => Assert.Contains(acts, act => act.Text.Contains(phrase, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Nobody_in_the_demo_has_another_ones_name()
    {
        var names = Enumerable.Range(0, 10_000).Select(Crowd.Name).Concat(Cast.Everyone.Select(static one => one.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, static name => Assert.Matches("^[a-z0-9_]{1,30}$", name));
    }

    [Fact]
    public void At_every_pace_of_the_demo_somebody_comes_and_bursts_are_bursts()
    {
        var paces = Enumerable.Range(0, 3_600).Select(static second => Crowd.Pace(second)).ToList();
        Assert.All(paces, static pace => Assert.True(pace is { Here: > 0.2 and < 6, There: > 0.5 and < 50 }));
        Assert.InRange(paces.Average(static pace => pace.Here), 0.7, 1.5);
        Assert.Contains(paces, static pace => pace.There > 28);
    }
}
