using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Emojis;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record EmojiAddRequest(string Shortcode, string File, string Category);

/// <summary>Adds an emoji to the server's own.</summary>
internal sealed class EmojiAdd : Verb<EmojiAddRequest>
{
    /// <summary>Larger files are no emojis.</summary>
    private const long MostBytes = 8 * 1024 * 1024;

    public override string Name => "emoji add";

    public override JsonTypeInfo<EmojiAddRequest> Json => VerbJson.Default.EmojiAddRequest;

    public override Command Command(VerbRunner runner)
    {
        var shortcode = new Argument<string>("SHORTCODE") { Description = "The word that is written between colons." };
        var file = new Argument<string>("FILE") { Description = "Its picture." };
        var category = new Option<string>("--category") { HelpName = "NAME", Description = "Under which apps offer it.", DefaultValueFactory = static _ => string.Empty };
        var command = new Command("add", "Add an emoji to this server's own.") { shortcode, file, category };
        command.SetAction((parsed, cancel) => runner.Run(
            this, new EmojiAddRequest(parsed.GetValue(shortcode)!.Trim(':'), Path.GetFullPath(parsed.GetValue(file)!), parsed.GetValue(category)!), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, EmojiAddRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var file = new FileInfo(request.File);
        if (!file.Exists) return await Refused(output, Refusal.Invalid("file", "There is no such file.")).ConfigureAwait(false);
        if (file.Length > MostBytes) return await Refused(output, Refusal.TooLarge("This file is too large for an emoji.")).ConfigureAwait(false);
        var bytes = await File.ReadAllBytesAsync(request.File, cancel).ConfigureAwait(false);
        var added = await house.Get<AddEmoji>().Run(by: 0, request.Shortcode, request.Category, bytes, cancel).ConfigureAwait(false);
        if (!added.Ok) return await Refused(output, added.Refusal).ConfigureAwait(false);
        await output.Line($":{added.Value.Shortcode}: is there.").ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
