using Antiphon.Answers.Recognition;
using Antiphon.Server.Demo;
using Antiphon.Server.Simulation;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Simulation;

/// <summary>A simulated weekend is true only if each of its sentences is what it claims to be.</summary>
public sealed class SayingsTests
{
    private static readonly Recogniser TheCall = new(new CallTerms(Cast.CallWording, Cast.CallPhrases, [Cast.CallHashtag]));

    private static IEnumerable<Saying> Statements => Sayings.Bare.Concat(Sayings.Own).Concat(Sayings.Stories);

    public static TheoryData<string> Free => [.. Statements.Concat(Sayings.About).Concat(Sayings.Talk).Select(static saying => saying.Text)];

    public static TheoryData<string> UnderTheCall => [.. Statements.Concat(Sayings.Talk).Select(static saying => saying.Text)];

    public static TheoryData<string> Quoting => [.. Sayings.Own.Concat(Sayings.Passing).Select(static saying => saying.Text)];

    [Theory]
    [MemberData(nameof(Free))]
    public void A_sentence_that_stands_free_is_what_it_claims(string text) => Holds(text, Attachment.FreeStanding);

    [Theory]
    [MemberData(nameof(UnderTheCall))]
    public void A_sentence_under_the_call_is_what_it_claims(string text) => Holds(text, Attachment.ReplyInThread);

    [Theory]
    [MemberData(nameof(Quoting))]
    public void A_sentence_with_a_quote_of_the_call_is_what_it_claims(string text) => Holds(text, Attachment.QuotesCall);

    [Fact]
    public void The_same_seed_draws_the_same_and_another_something_else()
    {
        static ulong[] Drawn(ulong seed)
        {
            var draws = new Draws(seed);
            return [draws.Next(), draws.Next(), draws.Next()];
        }

        // The first three of seed 1234567, as the algorithm's authors publish them.
        Assert.Equal([6_457_827_717_110_365_317ul, 3_203_168_211_198_807_973ul, 9_817_491_932_198_370_423ul], Drawn(1_234_567));
        Assert.NotEqual(Drawn(1), Drawn(2));
    }

    private static void Holds(string text, Attachment attachment)
    {
        var saying = Statements.Concat(Sayings.About).Concat(Sayings.Talk).Concat(Sayings.Passing).First(one => one.Text == text);
        var judged = TheCall.Judge(new Words(text, attachment, Public: true, Bot: false, saying.Language, attachment == Attachment.QuotesCall ? Cast.CallWording : null, DeclaredStory: false));
        var expected = saying.Ring == Ring.None && attachment == Attachment.FreeStanding ? (Ring?)null : saying.Ring;
        Assert.Equal((expected, saying.Story), (judged.Ring, judged.Story));
    }
}
