using System.Text;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>Reads a repository's record.</summary>
internal static class CborRecord
{
    /// <summary>Fills <paramref name="record"/>; answers what is wrong with the bytes where they are no record.</summary>
    public static string? Read(ReadOnlySpan<byte> block, ReadOnlySpan<byte> collection, Record record)
    {
        record.Clear();

        // What is of another collection was left out when the file was read.
        if (block.IsEmpty) return null;
        if (DagCbor.Check(block) is { } wrong) return wrong;
        var cursor = new CborCursor(block);
        var pairs = cursor.Map();
        if (pairs < 0) return "is no map";
        for (; pairs > 0; pairs--)
        {
            var name = cursor.Text();
            if (name.SequenceEqual("$type"u8)) record.OfItsCollection = cursor.Text().SequenceEqual(collection);
            else if (name.SequenceEqual("createdAt"u8)) record.Created(cursor.Text());
            else if (name.SequenceEqual("text"u8)) record.Text = cursor.TextOrNull();
            else if (name.SequenceEqual("langs"u8)) Languages(ref cursor, record);
            else if (name.SequenceEqual("tags"u8)) Tags(ref cursor, record);
            else if (name.SequenceEqual("reply"u8)) Reply(ref cursor, record);
            else if (name.SequenceEqual("embed"u8)) record.Quoted = Embed(ref cursor);
            else if (name.SequenceEqual("subject"u8)) record.Subject = Place(ref cursor);
            else cursor.Skip();
        }

        return null;
    }

    private static void Languages(ref CborCursor cursor, Record record)
    {
        for (var left = cursor.List(); left > 0; left--) record.Speaks(cursor.Text());
    }

    private static void Tags(ref CborCursor cursor, Record record)
    {
        for (var left = cursor.List(); left > 0; left--) record.Tagged(Encoding.UTF8.GetString(cursor.Text()));
    }

    private static void Reply(ref CborCursor cursor, Record record)
    {
        for (var left = cursor.Map(); left > 0; left--)
        {
            var name = cursor.Text();
            if (name.SequenceEqual("parent"u8)) record.Parent = Place(ref cursor);
            else if (name.SequenceEqual("root"u8)) record.Root = Place(ref cursor);
            else cursor.Skip();
        }
    }

    /// <summary>The post that an embed shows, alone (its <c>record</c> has a place) or with pictures (its <c>record</c> has a <c>record</c>); 0 for other embeds.</summary>
    private static long Embed(ref CborCursor cursor)
    {
        long quoted = 0;
        for (var left = cursor.Map(); left > 0; left--)
        {
            if (cursor.Text().SequenceEqual("record"u8)) quoted = Shown(ref cursor);
            else cursor.Skip();
        }

        return quoted;
    }

    private static long Shown(ref CborCursor cursor)
    {
        long post = 0;
        for (var left = cursor.Map(); left > 0; left--)
        {
            var name = cursor.Text();
            if (name.SequenceEqual("uri"u8)) post = AtUri.PostKey(cursor.Text());
            else if (name.SequenceEqual("record"u8)) post = Place(ref cursor);
            else cursor.Skip();
        }

        return post;
    }

    /// <summary>A reference to a post: its place, and the version that was meant.</summary>
    private static long Place(ref CborCursor cursor)
    {
        long post = 0;
        for (var left = cursor.Map(); left > 0; left--)
        {
            if (cursor.Text().SequenceEqual("uri"u8)) post = AtUri.PostKey(cursor.Text());
            else cursor.Skip();
        }

        return post;
    }
}
