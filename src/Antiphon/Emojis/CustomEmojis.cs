using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Emojis;

/// <summary>This server's emojis, in memory: every text that is shown asks for them.</summary>
public sealed class CustomEmojis
{
    private readonly DataStore store;
    private volatile Known? known;

    public CustomEmojis(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(happening =>
        {
            if (happening is EmojisChanged) known = null;
        });
    }

    /// <summary>By shortcode.</summary>
    public IReadOnlyList<CustomEmoji> All => Now.List;

    /// <summary>Another object whenever the set is another one: what was rendered with it is as good as it.</summary>
    public object Version => Now;

    public CustomEmoji? Named(string shortcode) => Now.ByName.GetValueOrDefault(shortcode);

    /// <summary>Those that are named in a text as <c>:shortcode:</c>, each once, in order.</summary>
    public IReadOnlyList<CustomEmoji> In(params ReadOnlySpan<string> texts)
    {
        var now = Now;
        if (now.List.Count == 0) return [];
        List<CustomEmoji>? found = null;
        foreach (var text in texts)
        {
            for (var open = text.IndexOf(':', StringComparison.Ordinal); open >= 0 && open + 1 < text.Length;)
            {
                var close = text.IndexOf(':', open + 1);
                if (close < 0) break;
                if (now.ByName.TryGetValue(text[(open + 1)..close], out var emoji) && found?.Contains(emoji) != true) (found ??= []).Add(emoji);
                open = close;
            }
        }

        return found ?? (IReadOnlyList<CustomEmoji>)[];
    }

    private Known Now
    {
        get
        {
            if (known is { } now) return now;
            var list = store.Read(static sql => sql.Rows($"SELECT {CustomEmoji.Columns} FROM custom_emojis ORDER BY shortcode", CustomEmoji.Read));
            return known = new Known(list, list.ToDictionary(static emoji => emoji.Shortcode, StringComparer.Ordinal));
        }
    }

    private sealed record Known(IReadOnlyList<CustomEmoji> List, Dictionary<string, CustomEmoji> ByName);
}
