using Antiphon.Answers.Recognition;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Answers.Recognition;

public sealed class RecogniserTests
{
    private static readonly Recogniser WorkedIll = new(new CallTerms(
        "If you have ever gone to work ill because you could not afford to stay home, write \"me too\" as a reply to this post.",
        ["me too", "moi aussi", "yo también", "أنا أيضا", "我也是", "나도", "私も"],
        ["MeToo", "WorkedIll"]));

    [Theory]
    [InlineData("me too", Ring.Answered)]
    [InlineData("ME TOO!!!", Ring.Answered)]
    [InlineData("Me\u00a0too \U0001F622", Ring.Answered)]
    [InlineData("me\ntoo", Ring.Answered)]
    [InlineData("me\u200b too", Ring.Answered)]
    [InlineData("#MeToo", Ring.Answered)]
    [InlineData("#metoo", Ring.Answered)]
    [InlineData("#METOO @friend https://example.org/a", Ring.Answered)]
    [InlineData("#MèToo", Ring.Answered)]
    [InlineData("Moi aussi.", Ring.Answered)]
    [InlineData("Yo tambien", Ring.Answered)]
    [InlineData("Yo también, tres inviernos seguidos", Ring.Answered)]
    [InlineData("أنا أيضا", Ring.Answered)]
    [InlineData("我也是", Ring.Answered)]
    [InlineData("나도", Ring.Answered)]
    [InlineData("私も", Ring.Answered)]
    [InlineData("Me too. Three winters in a row.", Ring.Answered)]
    [InlineData("#WorkedIll I went in with a fever because the rent was due", Ring.Answered)]
    [InlineData("The #MeToo hashtag is trending", Ring.Joined)]
    [InlineData("I support everyone under #WorkedIll", Ring.Joined)]
    [InlineData("She said \"me too\" and left", Ring.Joined)]
    [InlineData("#MeTooMovement", null)]
    [InlineData("some toothpaste", null)]
    [InlineData("awesome tool", null)]
    [InlineData("Good morning", null)]
    public void A_free_standing_post(string text, Ring? ring) => Assert.Equal(ring, Judge(text, Attachment.FreeStanding).Ring);

    [Theory]
    [InlineData("Me too", Ring.Answered)]
    [InlineData("yes, moi aussi, last March", Ring.Answered)]
    [InlineData("#workedill", Ring.Answered)]
    [InlineData("Thinking of you all", Ring.None)]
    [InlineData("@imre thank you", Ring.None)]
    public void A_reply_in_the_thread(string text, Ring ring) => Assert.Equal(ring, Judge(text, Attachment.ReplyInThread).Ring);

    [Fact]
    public void The_calls_own_wording_copied_is_no_answer_and_the_two_words_before_it_are()
    {
        var wording = WorkedIll.Terms.Wording;
        Assert.Equal(Ring.Answered, Judge("Me too. " + wording, Attachment.FreeStanding).Ring);
        Assert.Equal(Ring.Joined, Judge(wording, Attachment.FreeStanding).Ring);
        Assert.Equal(Ring.None, Judge(wording, Attachment.ReplyInThread).Ring);
    }

    [Theory]
    [InlineData("If you have ever gone to work ill because you could not afford to stay home, answer \"me too\".")]
    [InlineData("If you have ever gone to work ill because you could not afford to stay home, answer: me too")]
    [InlineData("Answer \"me too\" if you have ever gone to work ill because you could not afford to stay home.")]
    [InlineData("Ever gone to work ill because you could not stay home? Then answer me too.")]
    [InlineData("If you have ever gone to work ill because you could not afford to stay home, answer \"me too\".\n\nI only want us to see how many we are. #WorkedIll")]
    [InlineData("If you have ever gone to work ill because you could not afford to stay home, answer \"me too\".\n\n#WorkedIll")]
    public void Wherever_the_call_asks_for_the_phrase_a_copy_of_it_is_no_answer(string wording)
    {
        var call = new Recogniser(new CallTerms(wording, ["me too", "moi aussi"], ["WorkedIll"]));
        Judgement Reply(string text) => call.Judge(new Words(text, Attachment.ReplyInThread, true, false, null, null, false));
        Assert.Equal((Ring.None, Why.Copied), (Reply(wording).Ring, Reply(wording).Why));
        Assert.Equal(Ring.None, Reply(wording.ToUpperInvariant().Replace("\"", "”", StringComparison.Ordinal)).Ring);
        Assert.Equal(Ring.Answered, Reply("Me too. " + wording).Ring);
        Assert.Equal(Ring.Answered, Reply(wording + "\n\nMe too, in March.").Ring);
    }

    [Fact]
    public void A_quote_without_the_words_amplifies() => Assert.Equal(Ring.Amplified, Judge("Worth reading", Attachment.QuotesCall).Ring);

    [Fact]
    public void What_was_passed_on_inside_the_text_is_not_its_authors() => Assert.Null(Judge("RT @ana: me too", Attachment.FreeStanding).Ring);

    [Fact]
    public void A_bot_joins_at_most() =>
        Assert.Equal(Ring.Joined, WorkedIll.Judge(new Words("me too", Attachment.ReplyInThread, true, true, null, null, false)).Ring);

    [Fact]
    public void What_is_not_public_is_nothing() =>
        Assert.Null(WorkedIll.Judge(new Words("me too", Attachment.ReplyInThread, false, false, null, null, false)).Ring);

    private static Judgement Judge(string text, Attachment attachment) => WorkedIll.Judge(new Words(text, attachment, true, false, null, null, false));
}
