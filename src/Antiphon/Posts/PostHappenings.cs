using Antiphon.Live;

namespace Antiphon.Posts;

/// <summary>A post (or a boost) is there.</summary>
public sealed record PostWritten(PostCard Card) : Happening;

/// <summary>A post says something else now.</summary>
public sealed record PostEdited(PostCard Card) : Happening;

/// <summary>A post is gone, and its boosts with it (each told on its own).</summary>
public sealed record PostDeleted(Post Post) : Happening;

/// <summary>Somebody did something to a post, or took it back.</summary>
public sealed record Reacted(Post Post, ReactionKind Kind, long Account, bool Added) : Happening;
