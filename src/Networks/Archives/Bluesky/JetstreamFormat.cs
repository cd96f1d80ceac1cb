using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>What somebody wrote down of Jetstream, one event a line. The network is public throughout: there is nothing in it that not everybody could read.</summary>
public sealed class JetstreamFormat : JsonRows
{
    public override string Name => "bluesky-jetstream";

    public override string Description => "Bluesky, events of Jetstream, one a line (version 1 and 2)";

    protected override bool Recognises(JsonShape shape) =>
        shape.Has("payload.did") || (shape.Has("did") && ((shape.Has("kind") && shape.HasAny("time_us", "time")) || (shape.Has("$type") && shape.Has("seq"))));

    protected override IJsonRow Begin() => new JetstreamRow();
}
