using Antiphon.Store;

namespace Antiphon.Media;

/// <summary>A member takes back a picture of theirs that no post has, nor one for later.</summary>
public sealed class DeletePicture(DataStore store)
{
    public Task<Outcome<Done>> Run(long account, long picture) => store.TryWrite<Done>(tx =>
    {
        if (tx.Any("SELECT 1 FROM media WHERE id = $1 AND account = $2 AND (post IS NOT NULL OR scheduled IS NOT NULL)", picture, account))
        {
            return Refusal.Invalid("id", "This picture belongs to a post. Change or delete the post instead.");
        }

        if (WaitingPictures.Find(tx, account, picture) is not { } found) return Refusal.NotFound;
        DoomedFiles.Add(tx, found.File);
        DoomedFiles.Add(tx, found.Preview);
        tx.Run("DELETE FROM media WHERE id = $1 AND account = $2 AND post IS NULL", picture, account);
        return Done.Instance;
    });
}
