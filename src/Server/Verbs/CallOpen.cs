using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Calls;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record CallOpenRequest(
    string Slug, string By, string Text, string[] Phrases, string[] Hashtags, long? At, long? Closes, string SuggestedBy, string? Language, bool Json);

/// <summary>Opens a call.</summary>
internal sealed class CallOpen : Verb<CallOpenRequest>
{
    public override string Name => "call open";

    public override JsonTypeInfo<CallOpenRequest> Json => VerbJson.Default.CallOpenRequest;

    public override Command Command(VerbRunner runner)
    {
        var slug = new Option<string>("--slug") { HelpName = "S", Description = "Its name in addresses: /calls/S. Made from the hashtag or the text if left out." };
        var by = new Option<string>("--by") { HelpName = "NAME", Description = "Who calls.", Required = true };
        var text = new Option<string>("--text") { HelpName = "T", Description = "The call in full.", Required = true };
        var phrases = new Option<string[]>("--phrase") { HelpName = "\"me too\"", Description = "What answers it, in any language; may be given several times. The first stands on the button." };
        var hashtags = new Option<string[]>("--hashtag") { HelpName = "TAG", Description = "A hashtag that belongs to it; may be given several times." };
        var at = Words.Time("--at", "When it opened (UTC unless it says otherwise), such as 2017-10-15T20:21:11Z. Default: now.");
        var closes = Words.Time("--closes", "When it closes; without it, it stays open.");
        var suggested = new Option<string>("--suggested-by") { HelpName = "WHO", Description = "Whose idea it was." };
        var language = new Option<string>("--language") { HelpName = "CODE", Description = "The language of the text, such as en." };
        var json = Words.Json();
        var command = new Command("open", "Open a call: a post that asks everyone whom something concerns to answer.")
        {
            slug, by, text, phrases, hashtags, at, closes, suggested, language, json,
        };
        command.SetAction((parsed, cancel) => runner.Run(
            this,
            new CallOpenRequest(
                parsed.GetValue(slug) ?? string.Empty, parsed.GetValue(by)!, parsed.GetValue(text)!, parsed.GetValue(phrases) ?? [], parsed.GetValue(hashtags) ?? [],
                parsed.GetValue(at)?.ToUnixTimeMilliseconds(), parsed.GetValue(closes)?.ToUnixTimeMilliseconds(), parsed.GetValue(suggested) ?? string.Empty,
                parsed.GetValue(language), parsed.GetValue(json)),
            parsed,
            cancel));
        return command;
    }

    public override async Task<int> Run(House house, CallOpenRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var caller = Words.Member(house, request.By);
        if (!caller.Ok) return await Refused(output, caller.Refusal).ConfigureAwait(false);
        var draft = new CallDraft(
            request.Text, request.Phrases, request.Hashtags, request.Slug, request.SuggestedBy, OpensAt: request.At, ClosesAt: request.Closes, Language: request.Language);
        var opened = await house.Get<OpenCall>().Open(caller.Value, draft).ConfigureAwait(false);
        if (!opened.Ok) return await Refused(output, opened.Refusal).ConfigureAwait(false);
        var call = opened.Value;
        await output.Line(request.Json ? Printed.Json(json => CallList.Write(json, house, call)) : house.Site.To($"/calls/{call.Slug}")).ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
