using Antiphon.People.Links;

namespace Antiphon.Networks.Http.Profiles;

/// <summary>Looks whether a page elsewhere names a profile of this server: as its author's own (<c>rel="me"</c>), or, where the page is a fediverse actor, in its own document.</summary>
public sealed class LookAtProfile(OutsideClient outside, OutsideOptions options)
{
    private const int MostBytes = 1024 * 1024;

    private const string ActivityStreams = "https://www.w3.org/ns/activitystreams";

    private static readonly Wanted Page = new("text/html, application/xhtml+xml;q=0.9", static type => type.Name is "text/html" or "application/xhtml+xml", MostBytes);

    private static readonly Wanted Actor = new(
        $"application/ld+json; profile=\"{ActivityStreams}\", application/activity+json;q=0.9",
        static type => type.Name == "application/activity+json" || (type.Name == "application/ld+json" && type.Profile?.Split(' ').Contains(ActivityStreams) is true),
        MostBytes);

    /// <param name="ours">Every address that this profile has here.</param>
    public async Task<Outcome<SeenElsewhere>> Run(Uri address, IReadOnlyList<string> ours, CancellationToken cancel)
    {
        // Whoever stands between could write a link into a page that is not encrypted.
        if (address.Scheme != "https" && !options.AllowPrivateNetworks) return Refusal.Invalid("address", "Only encrypted pages (https) are believed.");
        var page = await outside.Get(address, Page, cancel).ConfigureAwait(false);
        var actor = await FetchActor(address, cancel).ConfigureAwait(false);

        // An actor is believed to be this person's only by its own word: a page that names us could pass on to anybody's.
        if (actor is { Ok: true, Value: { } names } && names.Names.Any(name => Names(name, ours))) return new SeenElsewhere(true, new NamedActor(names.Id, names.Names));
        if (page.Ok) return new SeenElsewhere(RelMe.Of(page.Value.Body, page.Value.Type.Charset).Any(link => Names(link, ours)), null);
        return actor is { Ok: true, Value: not null } ? new SeenElsewhere(false, null) : page.Refusal;
    }

    /// <summary>The actor whose page this is, from where its id says that it is: a document elsewhere could say that it is anybody.</summary>
    private async Task<Outcome<ActorNames?>> FetchActor(Uri address, CancellationToken cancel)
    {
        var first = await outside.Get(address, Actor, cancel).ConfigureAwait(false);
        if (!first.Ok) return first.Refusal;
        if (ActorNames.Read(first.Value.Body) is not { } names || !Uri.TryCreate(names.Id, UriKind.Absolute, out var id)) return (ActorNames?)null;
        if (SameAddress.Are(id, first.Value.Address)) return names;
        if (id.IdnHost != first.Value.Address.IdnHost) return (ActorNames?)null;
        var second = await outside.Get(id, Actor, cancel).ConfigureAwait(false);
        if (!second.Ok) return second.Refusal;
        return ActorNames.Read(second.Value.Body) is { } again && again.Id == names.Id && SameAddress.Are(id, second.Value.Address) ? again : null;
    }

    private static bool Names(string link, IReadOnlyList<string> ours) =>
        Uri.TryCreate(link, UriKind.Absolute, out var there) && ours.Any(one => SameAddress.Are(there, new Uri(one)));
}
