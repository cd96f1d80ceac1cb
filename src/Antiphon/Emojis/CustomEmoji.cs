using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Emojis;

/// <summary>A picture of this server's that stands for a word between colons.</summary>
/// <param name="Shortcode">Letters, digits and underscores; as written, case included.</param>
/// <param name="File">A key of the media store.</param>
/// <param name="InPicker">Whether apps offer it.</param>
public sealed record CustomEmoji(long Id, string Shortcode, string File, string Category, bool InPicker, long Created)
{
    internal const string Columns = "id, shortcode, file, category, in_picker, created";

    internal static CustomEmoji Read(Row row) => new(row.Long(0), row.Text(1), row.Text(2), row.Text(3), row.Bool(4), row.Long(5));
}

/// <summary>There is another set of emojis.</summary>
public sealed record EmojisChanged : Happening;
