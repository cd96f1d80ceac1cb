using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Media;

/// <summary>A member sends a picture, to be attached to a post within a day. It is drawn anew, stored, and only then acknowledged.</summary>
public sealed class UploadPicture(DataStore store, DrawPicture draw, MediaStore files, DoomedFiles doomed)
{
    /// <summary>Characters of an alt text, as Mastodon's.</summary>
    public const int MaxDescription = 1_500;

    /// <summary>Pictures of one member that wait to be attached.</summary>
    public const int MostWaiting = 40;

    private static readonly Refusal TooManyWaiting = Refusal.TooMany(
        $"{MostWaiting} of your pictures wait to be posted. Post them, or wait until they are deleted after a day.", TimeSpan.FromHours(1));

    /// <param name="description">The alt text; null or empty for none yet.</param>
    public async Task<Outcome<Attachment>> Run(long account, ReadOnlyMemory<byte> file, string? description = null, Focus focus = default, CancellationToken cancel = default)
    {
        var text = PictureText.Of(description);
        if (!text.Ok) return text.Refusal;
        if (store.Read(sql => Fault(sql, account)) is { } early) return early;
        var drawn = await draw.Run(file, cancel).ConfigureAwait(false);
        if (!drawn.Ok) return drawn.Refusal;
        var picture = drawn.Value;
        var (key, preview) = (MediaStore.NewKey(picture.Original), MediaStore.NewKey(picture.Preview));
        await doomed.Expect(key, preview).ConfigureAwait(false);
        await files.Put(key, picture.Original.Bytes, cancel).ConfigureAwait(false);
        await files.Put(preview, picture.Preview.Bytes, cancel).ConfigureAwait(false);
        return await store.TryWrite(tx => Insert(tx, account, picture, key, preview, text.Value, focus)).ConfigureAwait(false);
    }

    private static Refusal? Fault(Sql sql, long account)
    {
        if (Accounts.Find(sql, account) is not { Local: true, Shown: true }) return Refusal.Forbidden("This account may not send pictures at present.");
        return sql.Number("SELECT count(*) FROM media WHERE account = $1 AND post IS NULL AND scheduled IS NULL AND created > 0", account) >= MostWaiting ? TooManyWaiting : null;
    }

    private static Outcome<Attachment> Insert(Tx tx, long account, Picture picture, string key, string preview, string? description, Focus focus)
    {
        if (Fault(tx, account) is { } refusal) return refusal;
        if (!DoomedFiles.Spare(tx, key) || !DoomedFiles.Spare(tx, preview)) throw new InvalidOperationException("A picture's files were given up while it was stored.");
        var attachment = new Attachment(
            tx.NewId(), account, null, key, preview, picture.Original.Mime, picture.Original.Width, picture.Original.Height, picture.Preview.Width, picture.Preview.Height,
            picture.Blurhash, description, focus.X, focus.Y);
        tx.Run(
            $"INSERT INTO media ({Attachment.Columns}, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            attachment.Id, account, attachment.Post, key, preview, attachment.Mime, attachment.Width, attachment.Height, attachment.PreviewWidth, attachment.PreviewHeight,
            attachment.Blurhash, description, focus.X, focus.Y, tx.Now);
        return attachment;
    }
}

/// <summary>An alt text as it is stored.</summary>
internal static class PictureText
{
    public static Outcome<string?> Of(string? description)
    {
        if (description is null) return (string?)null;
        if (description.Length > UploadPicture.MaxDescription * 16) return TooLong;
        var clean = CleanText.Of(description);
        return new System.Globalization.StringInfo(clean).LengthInTextElements > UploadPicture.MaxDescription ? TooLong : clean.Length == 0 ? null : clean;
    }

    private static Refusal TooLong => Refusal.Invalid("description", $"The description of a picture has {UploadPicture.MaxDescription} characters at most.");
}
