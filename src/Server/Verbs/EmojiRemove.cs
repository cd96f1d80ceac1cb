using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Emojis;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record EmojiRemoveRequest(string Shortcode);

/// <summary>Takes one of the server's emojis away.</summary>
internal sealed class EmojiRemove : Verb<EmojiRemoveRequest>
{
    public override string Name => "emoji remove";

    public override JsonTypeInfo<EmojiRemoveRequest> Json => VerbJson.Default.EmojiRemoveRequest;

    public override Command Command(VerbRunner runner)
    {
        var shortcode = new Argument<string>("SHORTCODE") { Description = "The word that is written between colons." };
        var command = new Command("remove", "Take an emoji of this server's away; where it was written, its word stands.") { shortcode };
        command.SetAction((parsed, cancel) => runner.Run(this, new EmojiRemoveRequest(parsed.GetValue(shortcode)!.Trim(':')), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, EmojiRemoveRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var done = await house.Get<AddEmoji>().Remove(by: 0, request.Shortcode).ConfigureAwait(false);
        if (!done.Ok) return await Refused(output, done.Refusal).ConfigureAwait(false);
        await output.Line("The emoji is gone.").ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
