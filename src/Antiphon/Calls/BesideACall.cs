using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>Whether a post belongs to any call: asks it, answers it, or stands in its conversation.</summary>
public sealed class BesideACall(DataStore store)
{
    public bool Is(long post) => store.Read(sql => sql.Any("SELECT 1 FROM post_calls WHERE post = $1", post));
}
