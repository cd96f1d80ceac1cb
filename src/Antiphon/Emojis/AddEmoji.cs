using System.Buffers;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Store;

namespace Antiphon.Emojis;

/// <summary>Adds an emoji to this server's, or takes one away, on record. The file is drawn anew as every picture is.</summary>
public sealed class AddEmoji(DataStore store, DrawProfilePicture draw)
{
    private const int MinName = 2;
    private const int MaxName = 50;
    private const int MaxCategory = 50;
    private const int Most = 2_000;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <param name="by">An administrator's account, or 0 for the command line.</param>
    public async Task<Outcome<CustomEmoji>> Run(long by, string shortcode, string category, ReadOnlyMemory<byte> file, CancellationToken cancel = default)
    {
        if (shortcode.Length is < MinName or > MaxName || shortcode.AsSpan().ContainsAnyExcept(Letters))
        {
            return Refusal.Invalid("shortcode", $"A shortcode has {MinName} to {MaxName} letters, digits or underscores.");
        }

        if (category.Length > MaxCategory) return Refusal.Invalid("category", $"A category has {MaxCategory} characters at most.");
        var drawn = await draw.Run(file, ProfilePicture.Avatar, cancel).ConfigureAwait(false);
        if (!drawn.Ok) return drawn.Refusal;
        return await store.TryWrite<CustomEmoji>(tx =>
        {
            if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
            if (tx.Any("SELECT 1 FROM custom_emojis WHERE shortcode = $1", shortcode)) return Refusal.Conflict("shortcode", "There is an emoji of this name already.");
            if (tx.Number("SELECT count(*) FROM custom_emojis") >= Most) return Refusal.Conflict("shortcode", $"There are {Most} emojis already.");
            if (!DoomedFiles.Spare(tx, drawn.Value)) return Refusal.Busy;
            var emoji = new CustomEmoji(tx.NewId(), shortcode, drawn.Value, category.Trim(), InPicker: true, tx.Now);
            tx.Run($"INSERT INTO custom_emojis ({CustomEmoji.Columns}) VALUES ($1, $2, $3, $4, 1, $5)", emoji.Id, shortcode, emoji.File, emoji.Category, emoji.Created);
            ModerationLog.Add(tx, by, "add emoji", shortcode);
            tx.Happened(new EmojisChanged());
            return emoji;
        }).ConfigureAwait(false);
    }

    public Task<Outcome<Done>> Remove(long by, string shortcode) => store.TryWrite<Done>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (tx.First("SELECT file FROM custom_emojis WHERE shortcode = $1", static row => row.Text(0), shortcode) is not { } file) return Refusal.NotFound;
        tx.Run("DELETE FROM custom_emojis WHERE shortcode = $1", shortcode);
        DoomedFiles.Add(tx, file);
        ModerationLog.Add(tx, by, "remove emoji", shortcode);
        tx.Happened(new EmojisChanged());
        return Done.Instance;
    });
}
