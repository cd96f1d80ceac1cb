using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Media;

/// <summary>A member describes a picture of theirs that waits to be attached. Those of posts change with their post, so that its history tells.</summary>
public sealed class DescribePicture(DataStore store)
{
    /// <param name="description">The new alt text; null leaves it, empty takes it away.</param>
    /// <param name="focus">Null leaves it.</param>
    public async Task<Outcome<Attachment>> Run(long account, long picture, string? description = null, Focus? focus = null)
    {
        var text = PictureText.Of(description);
        if (!text.Ok) return text.Refusal;
        return await store.TryWrite<Attachment>(tx =>
        {
            if (WaitingPictures.Find(tx, account, picture) is not { } before) return Refusal.NotFound;
            var after = before with
            {
                Description = description is null ? before.Description : text.Value,
                FocusX = focus?.X ?? before.FocusX,
                FocusY = focus?.Y ?? before.FocusY,
            };
            tx.Run(
                "UPDATE media SET description = $1, focus_x = $2, focus_y = $3 WHERE id = $4 AND account = $5 AND post IS NULL AND scheduled IS NULL",
                after.Description, after.FocusX, after.FocusY, picture, account);
            return after;
        }).ConfigureAwait(false);
    }
}
