namespace Antiphon.People.Links;

/// <summary>What a page elsewhere says of a profile here.</summary>
/// <param name="NamesUs">Whether it says that the profile is its author's own.</param>
/// <param name="Actor">The fediverse actor that says so itself; null where only a page does.</param>
public sealed record SeenElsewhere(bool NamesUs, NamedActor? Actor);

/// <summary>A fediverse actor, by its own document.</summary>
/// <param name="AlsoKnownAs">Everybody else whom it says that it is.</param>
public sealed record NamedActor(string Id, IReadOnlyList<string> AlsoKnownAs);

/// <summary>Looks at a page elsewhere; a refusal says that nothing could be learnt. Given by the composition.</summary>
/// <param name="ours">Every address that the profile has here.</param>
public delegate Task<Outcome<SeenElsewhere>> LookElsewhere(Uri address, IReadOnlyList<string> ours, CancellationToken cancel);
