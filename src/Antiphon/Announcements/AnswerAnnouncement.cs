using System.Globalization;
using Antiphon.Emojis;
using Antiphon.Store;

namespace Antiphon.Announcements;

/// <summary>What a member does with an announcement: puts it away, or puts an emoji under it.</summary>
public sealed class AnswerAnnouncement(DataStore store, CustomEmojis emojis)
{
    /// <summary>Different emojis under one announcement, as Mastodon has it.</summary>
    public const int MostNames = 8;

    private const int LongestName = 64;

    private static readonly Refusal NoEmoji = Refusal.Invalid("name", "Name is not a recognized emoji");

    public Task<Outcome<Done>> Dismiss(long account, long id) => store.TryWrite<Done>(tx =>
    {
        if (!Exists(tx, id)) return Refusal.NotFound;
        tx.Run("INSERT INTO announcements_read (announcement, account) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, account);
        return Done.Instance;
    });

    /// <param name="name">An emoji, or the shortcode of one of this server's.</param>
    public async Task<Outcome<Done>> React(long account, long id, string name)
    {
        if (!IsEmoji(name) && emojis.Named(name) is null) return NoEmoji;
        return await store.TryWrite<Done>(tx =>
        {
            if (!Exists(tx, id)) return Refusal.NotFound;
            var others = tx.Number("SELECT count(DISTINCT name) FROM announcement_reactions WHERE announcement = $1 AND name <> $2", id, name);
            if (others >= MostNames) return Refusal.Invalid("base", "Limit of different reactions reached");
            var added = tx.Run(
                "INSERT INTO announcement_reactions (announcement, account, name, created) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", id, account, name, tx.Now);
            if (added > 0) Tell(tx, id, name);
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    public Task<Outcome<Done>> TakeBack(long account, long id, string name) => store.TryWrite<Done>(tx =>
    {
        if (tx.Run("DELETE FROM announcement_reactions WHERE announcement = $1 AND name = $2 AND account = $3", id, name, account) == 0) return Refusal.NotFound;
        Tell(tx, id, name);
        return Done.Instance;
    });

    private static bool Exists(Tx tx, long id) => tx.Any("SELECT 1 FROM announcements WHERE id = $1", id);

    private static void Tell(Tx tx, long id, string name) => tx.Happened(new AnnouncementReacted(
        id, name, (int)(tx.Number("SELECT count(*) FROM announcement_reactions WHERE announcement = $1 AND name = $2", id, name) ?? 0)));

    /// <summary>One sign that is drawn as a picture: of the symbols, not a letter. Flags, families and skin tones are one sign of several characters (UAX 29).</summary>
    private static bool IsEmoji(string name) =>
        name.Length is > 0 and <= LongestName && StringInfo.GetNextTextElementLength(name) == name.Length
        && name.EnumerateRunes().All(static rune => !System.Text.Rune.IsLetter(rune) && !System.Text.Rune.IsControl(rune) && !System.Text.Rune.IsWhiteSpace(rune))
        && name.EnumerateRunes().Any(static rune => System.Text.Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol || rune.Value is 0x20E3 or >= 0x1F000);
}
