using Antiphon.Intake;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// Where a record is: <c>at://did/collection/record key</c>. A post has the same number whether its own repository, a stream or somebody's reply names it, since all write this text.
/// </summary>
public static class AtUri
{
    /// <summary>The longest DID (2,048), collection (317) and record key (512) with what stands between them.</summary>
    public const int Longest = 2_900;

    /// <param name="keys">Where the number may be made later.</param>
    /// <returns>The record's number; 0 where it is none, or longer than any can be.</returns>
    public static long Key(ReadOnlySpan<byte> did, ReadOnlySpan<byte> collection, ReadOnlySpan<byte> recordKey, ArchivedKeys keys)
    {
        var length = 5 + did.Length + 1 + collection.Length + 1 + recordKey.Length;
        if (length > Longest || did.IsEmpty || recordKey.IsEmpty) return 0;
        Span<byte> uri = stackalloc byte[length];
        "at://"u8.CopyTo(uri);
        did.CopyTo(uri[5..]);
        uri[5 + did.Length] = (byte)'/';
        collection.CopyTo(uri[(6 + did.Length)..]);
        uri[6 + did.Length + collection.Length] = (byte)'/';
        recordKey.CopyTo(uri[(7 + did.Length + collection.Length)..]);
        return keys.Later(uri);
    }

    /// <returns>The post's number; 0 where this is no post's place (likes of feeds and lists are likes of no post).</returns>
    /// <param name="keys">Where the number may be made later; without it is made now.</param>
    public static long PostKey(ReadOnlySpan<byte> uri, ArchivedKeys? keys = null)
    {
        if (uri.Length > Longest || !uri.StartsWith("at://"u8)) return 0;
        var rest = uri[5..];
        var slash = rest.IndexOf((byte)'/');
        if (slash <= 0) return 0;
        rest = rest[(slash + 1)..];
        if (!rest.StartsWith("app.bsky.feed.post/"u8)) return 0;
        return rest.Length > "app.bsky.feed.post/"u8.Length ? keys?.Later(uri) ?? ArchivedKey.Of(uri) : 0;
    }

    /// <summary>Whether it is a DID at all (AT Protocol, "DID"): no more is asked of one that is only a name here.</summary>
    public static bool IsDid(ReadOnlySpan<byte> did) => did.Length is > 7 and <= 2_048 && did.StartsWith("did:"u8) && did[4..].IndexOf((byte)':') > 0 && did.IndexOfAnyInRange((byte)0, (byte)' ') < 0;
}
