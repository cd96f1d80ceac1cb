using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>
/// A post on its way to many readers: rendered once as somebody sees it who has nothing to do with it, and again only for the few who would see something else:
/// whoever wrote it or what it quotes or passes on, who has marked any of it, may not read a part of it, or has a filter that catches one.
/// </summary>
internal sealed class Views
{
    /// <summary>A member whom nobody knows.</summary>
    private static readonly Viewer Somebody = new(
        -1, Role.Member, new HashSet<long>(), new HashSet<long>(), new HashSet<long>(), new HashSet<long>(), new Dictionary<long, long>());

    private readonly string name;
    private readonly PostCard card;
    private readonly StatusJson json;
    private readonly Marks marks;
    private readonly FilterJson filters;
    private readonly List<PostCard> parts = [];
    private readonly bool markable;
    private Told? shared;

    public Views(string name, PostCard card, StatusJson json, PostShelf shelf, Marks marks, FilterJson filters)
    {
        this.name = name;
        this.card = card;
        this.json = json;
        this.marks = marks;
        this.filters = filters;
        Add(card, shelf, depth: 2);

        // What has just been written on its own bears nobody's mark yet.
        markable = parts.Count > 1 || card.Post.Edited is not null || card.Post.Root != card.Id;
    }

    /// <summary>In public streams nobody's own marks are shown, as in Mastodon's.</summary>
    public Told ForPublic(Viewer viewer) => Differs(viewer) ? Render(viewer) : Shared;

    public Told ForHome(Viewer viewer) => Differs(viewer) || (markable && Marked(viewer)) ? Render(viewer) : Shared;

    private Told Shared => shared ??= Render(Somebody);

    private bool Differs(Viewer viewer) =>
        parts.Exists(part => part.Post.Author == viewer.Id || viewer.BlockedBy(part.Post.Author) || (!part.Post.Public && part.Id != card.Id) || filters.Catches(viewer, part));

    private bool Marked(Viewer viewer)
    {
        var own = marks.Of(viewer.Id);
        return parts.Exists(part => own.On(part.Id) != Mark.None || own.On(part.Post.Root).HasFlag(Mark.ConversationMuted));
    }

    private Told Render(Viewer viewer)
    {
        using var output = Output.Rent();
        json.Write(output, card, viewer);
        return new Told(name, output.Written.ToArray());
    }

    private void Add(PostCard part, PostShelf shelf, int depth)
    {
        parts.Add(part);
        if (depth == 0) return;
        if (part.Post.BoostOf is { } original && shelf.Find(original) is { } inner) Add(inner, shelf, depth);
        if (part.Post.QuoteOf is { } quoted && shelf.Find(quoted) is { } other) Add(other, shelf, depth - 1);
    }
}
