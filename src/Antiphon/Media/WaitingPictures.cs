using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Media;

/// <summary>Pictures that wait to be attached to a post; each is seen by its owner alone.</summary>
public sealed class WaitingPictures(DataStore store)
{
    public Attachment? Find(long account, long picture) => store.Read(sql => Find(sql, account, picture));

    internal static Attachment? Find(Sql sql, long account, long picture) => sql.First(
        $"SELECT {Attachment.Columns} FROM media WHERE id = $1 AND account = $2 AND post IS NULL AND scheduled IS NULL AND created > 0", Attachment.Read, picture, account);
}
