using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>Something that was said about a call, shown on its page with its source.</summary>
/// <param name="Post">A post of this server; 0 for a statement from elsewhere.</param>
/// <param name="Said">The statement's words; empty for a post, which is shown as it is.</param>
/// <param name="Who">Who said it.</param>
/// <param name="Url">Where it can be read; an http or https address, or empty.</param>
/// <param name="At">When it was said, UTC ms; null where that is not known.</param>
public sealed record Voice(long Id, long Post, string Said, string Who, string Url, long? At)
{
    internal const string Columns = "id, COALESCE(post, 0), said, who, url, at";

    /// <summary>The address was checked when it was written, and is once more here, as every page puts it into a link.</summary>
    internal static Voice Read(Row row) => new(row.Long(0), row.Long(1), row.Text(2), row.Text(3), SafeUrl.TryHttp(row.Text(4), out _) ? row.Text(4) : string.Empty, row.LongOrNull(5));
}

/// <summary>A statement from elsewhere, as it is typed.</summary>
public sealed record Saying(string Said, string Who, string Url, long? At);
