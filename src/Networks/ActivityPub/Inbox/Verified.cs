using System.Collections.Frozen;
using System.Text.Json;
using Antiphon.Networks.ActivityPub.Keys;
using Antiphon.Networks.ActivityPub.Signatures;
using Antiphon.Networks.ActivityPub.Wire;

namespace Antiphon.Networks.ActivityPub.Inbox;

/// <summary>
/// An activity of which it is proved who sent it, and that they may say what it says: the only thing that anything behind the inbox takes. It cannot be made but by <see cref="Verifier"/>, which holds
/// signature, key's owner, actor, the activity's origin, the object's origin and the object's owner against each other in one place (security.md, structural defence 3).
/// </summary>
public sealed class Verified
{
    private Verified(string type, Uri id, Uri actor, Uri? @object, JsonElement activity, JsonElement? inline)
    {
        (Type, Id, Actor, ObjectId, Activity, Object) = (type, id, actor, @object, activity, inline);
    }

    /// <summary>Create, Follow, … as in ActivityStreams.</summary>
    public string Type { get; }

    /// <summary>On the actor's own server, so that nobody can use up the id of another's activity.</summary>
    public Uri Id { get; }

    /// <summary>Whose key signed it.</summary>
    public Uri Actor { get; }

    /// <summary>What it is about; null where there is no one such thing, as in a Flag of several.</summary>
    public Uri? ObjectId { get; }

    /// <summary>Everything that was sent, by this actor's word: not by the word of anybody else who is spoken of in it.</summary>
    public JsonElement Activity { get; }

    /// <summary>
    /// What it is about as it stands in the activity, only where it is the actor's own to say. Null for everything else, which has to be asked for at its origin: what an Announce carries with it, or
    /// a forwarded reply, is believed by nobody.
    /// </summary>
    public JsonElement? Object { get; }

    /// <summary>Whether a server is one that this server does not speak with, by the name of its host as <see cref="Origin.Host"/> writes it.</summary>
    public delegate bool IsRefusedHost(string host);

    /// <summary>Makes envelopes out of requests.</summary>
    public sealed class Verifier(SignaturePolicy policy, RemoteKeys keys, Site site, IsRefusedHost isRefused)
    {
        /// <summary>Makes or changes or removes a thing of one's own.</summary>
        private static readonly FrozenSet<string> OfOnesOwn = FrozenSet.Create("Create", "Update", "Delete");

        private static readonly FrozenSet<string> Known =
            FrozenSet.Create("Create", "Update", "Delete", "Follow", "Accept", "Reject", "Undo", "Like", "EmojiReact", "Announce", "Block", "Flag", "Move", "Add", "Remove", "QuoteRequest");

        /// <returns>
        /// The envelope; or <see cref="RefusalKind.Unauthenticated"/> where it is not proved who sent it, <see cref="RefusalKind.Forbidden"/> where they may not say it, <see cref="RefusalKind.Invalid"/>
        /// where it is no activity, <see cref="RefusalKind.TooLarge"/>; or what kept the key from being fetched.
        /// </returns>
        public async Task<Outcome<Verified>> Check(SignedMessage message, CancellationToken cancel)
        {
            // Everything that costs nothing comes first: until the key is asked for, nothing has gone out to anybody.
            if (message.Body.Length > Documents.MostBytes) return Refusal.TooLarge("An activity may have 1 MB.");
            var looked = policy.Look(message);
            if (!looked.Ok) return looked.Refusal;
            if (Documents.Read(message.Body) is not { } activity) return Refusal.Invalid("body", "The body is no JSON object of ActivityStreams that says everything once.");
            if (Documents.Address(looked.Value.KeyId) is not { } keyId) return Unauthenticated("The key's id is not an address.");
            var read = Read(activity, keyId);
            if (!read.Ok) return read.Refusal;

            var key = await keys.Get(keyId, cancel).ConfigureAwait(false);
            if (!key.Ok) return key.Refusal;
            if (!looked.Value.IsOf(key.Value.Key))
            {
                // The key may have been changed since.
                var again = await keys.GetAgain(keyId, key.Value, cancel).ConfigureAwait(false);
                if (again is not { Ok: true } || !looked.Value.IsOf(again.Value.Value.Key)) return Unauthenticated("The signature is not the key's.");
                key = again.Value;
            }

            return key.Value.Owner.OriginalString == read.Value.Actor.OriginalString ? read.Value : Unauthenticated("The key is not the actor's.");
        }

        /// <summary>What the activity would be if its signature held, and whether its actor could say so.</summary>
        private Outcome<Verified> Read(JsonElement activity, Uri keyId)
        {
            if (Documents.Text(activity, "type") is not { } type || !Known.Contains(type)) return Refusal.Invalid("type", "This server does nothing with activities of this type.");
            if (Documents.OneId(activity, "actor") is not { } actor) return Refusal.Invalid("actor", "The activity has no actor, or several.");
            if (Documents.Address(Documents.Text(activity, "id")) is not { } id) return Refusal.Invalid("id", "The activity has no id.");
            if (new[] { keyId, actor, id }.Any(one => Origin.IsOurs(one, site))) return Refusal.Forbidden("Nobody elsewhere speaks for this server.");
            if (!Origin.Same(keyId, actor)) return Unauthenticated("The key is of another server than the actor.");
            if (!Origin.Same(id, actor)) return Refusal.Forbidden("The activity's id is on another server than its actor.");
            if (isRefused(Origin.Host(actor))) return Refusal.Forbidden("This server does not speak with that one.");

            var objects = Documents.Each(activity, "object").ToList();
            if (objects.Count == 0) return Refusal.Invalid("object", "The activity is about nothing.");
            if (objects.Count > 1) return type == "Flag" ? new Verified(type, id, actor, null, activity, null) : Refusal.Invalid("object", "The activity is about several things.");
            if (Documents.Id(objects[0]) is not { } about) return type == "Undo" ? Nameless(activity, objects[0], id, actor) : Refusal.Invalid("object", "What the activity is about has no address.");
            if (isRefused(Origin.Host(about))) return Refusal.Forbidden("This server does not speak with that one.");

            var theirs = Origin.Same(about, actor) && IsBy(objects[0], about, actor);
            if (OfOnesOwn.Contains(type) && !(objects[0].ValueKind == JsonValueKind.Object ? theirs : Origin.Same(about, actor))) return Refusal.Forbidden("That is not this actor's to make, change or remove.");
            if (type == "Undo" && !Origin.Same(about, actor)) return Refusal.Forbidden("That is not this actor's to undo.");
            if (type == "Undo" && objects[0].ValueKind == JsonValueKind.Object && !theirs) return Refusal.Forbidden("That is not this actor's to undo.");
            return new Verified(type, id, actor, about, activity, theirs && objects[0].ValueKind == JsonValueKind.Object && type != "Announce" ? objects[0] : null);
        }

        /// <summary>Some undo a Follow or a Like that they give no id: then what it was says which.</summary>
        private static Outcome<Verified> Nameless(JsonElement activity, JsonElement undone, Uri id, Uri actor) =>
            undone.ValueKind == JsonValueKind.Object && Documents.OneId(undone, "actor") is { } by && by.OriginalString == actor.OriginalString
                ? new Verified("Undo", id, actor, null, activity, undone)
                : Refusal.Forbidden("That is not this actor's to undo.");

        /// <summary>Whether it says of itself that it is this actor's, in every way in which it says whose it is; an actor is its own.</summary>
        private static bool IsBy(JsonElement thing, Uri about, Uri actor)
        {
            if (about.OriginalString == actor.OriginalString) return true;
            var owners = Documents.Each(thing, "attributedTo").Concat(Documents.Each(thing, "actor")).Select(Documents.Id).ToList();

            // A Tombstone says no more than what is gone. That it was the actor's own is for whoever knows it to say.
            if (owners.Count == 0) return Documents.Is(thing, static type => type == "Tombstone");
            return owners.TrueForAll(one => one?.OriginalString == actor.OriginalString);
        }

        private static Refusal Unauthenticated(string why) => new(RefusalKind.Unauthenticated, why);
    }
}
