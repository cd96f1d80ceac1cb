using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.Tally;
using Words = Antiphon.Web.Texts.Words;

namespace Antiphon.Web.Calls;

/// <summary>A post that somebody might write, and what it would be to the call.</summary>
/// <param name="How">How it would hang together with the call, in words.</param>
/// <param name="Outcome">What it would be, in words.</param>
/// <param name="Why">The rule, in words.</param>
public sealed record Example(string Text, string How, string Outcome, string Why);

/// <summary>Shows with a few posts what a call's words will make an answer, before it is asked. Pure: the recogniser is the one that will judge.</summary>
public static class Examples
{
    /// <param name="tried">A text of the caller's own to try; empty for none.</param>
    public static IReadOnlyList<Example> Of(CallDraft draft, string tried, Words words)
    {
        var recogniser = new Recogniser(new CallTerms(draft.Wording, draft.Phrases, draft.Hashtags));
        var phrase = draft.Phrases[0];
        var examples = new List<Example>();
        if (tried.Length > 0)
        {
            examples.Add(Judge(recogniser, tried, Attachment.FreeStanding, words));
            examples.Add(Judge(recogniser, tried, Attachment.ReplyInThread, words));
        }

        foreach (var one in draft.Phrases.Take(6)) examples.Add(Judge(recogniser, Headline.Phrase(one), Attachment.FreeStanding, words));
        foreach (var tag in draft.Hashtags.Take(3)) examples.Add(Judge(recogniser, "#" + tag, Attachment.FreeStanding, words));
        examples.Add(Judge(recogniser, words["ask.example-report", phrase], Attachment.FreeStanding, words));
        examples.Add(Judge(recogniser, draft.Wording, Attachment.FreeStanding, words));
        examples.Add(Judge(recogniser, words["ask.example-reply"], Attachment.ReplyInThread, words));
        return examples;
    }

    private static Example Judge(Recogniser recogniser, string text, Attachment attachment, Words words)
    {
        var judgement = recogniser.Judge(new Antiphon.Answers.Recognition.Words(text, attachment, Public: true, Bot: false, Language: null, QuotedText: null, DeclaredStory: false));
        var outcome = judgement.Ring is { } ring ? $"outcome.{ring}" : "outcome.nothing";
        return new Example(text, words[$"how.{attachment}"], words[judgement.Story ? "outcome.story" : outcome], words[$"why.{judgement.Why}"]);
    }
}
