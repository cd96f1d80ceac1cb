using System.Security.Cryptography;
using System.Text.Json;
using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>What stands on a call's page beside the count: written by people, not counted. One object for all readers until something of it changes.</summary>
/// <param name="Voices">In the order in which they were pinned.</param>
/// <param name="Claims">Figures of others, those that were taken off included; oldest first.</param>
/// <param name="Corrections">Newest first.</param>
/// <param name="Sources">The archives that were taken in; oldest first.</param>
public sealed record CallNotes(IReadOnlyList<Voice> Voices, IReadOnlyList<Claim> Claims, IReadOnlyList<Correction> Corrections, IReadOnlyList<CallSource> Sources)
{
    /// <summary>A short hash of everything here; empty where there is nothing. Part of the entity tag of whatever shows it.</summary>
    public string Version { get; } = Voices.Count + Claims.Count + Corrections.Count + Sources.Count == 0
        ? string.Empty
        : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object[]>([Voices, Claims, Corrections, Sources])).AsSpan(0, 8));

    /// <summary>Figures of others that are shown.</summary>
    public IEnumerable<Claim> Shown => Claims.Where(static claim => claim.Removed is null);

    /// <summary>What stood beside the count at a time (UTC ms). Corrections stay, however late they came: what was wrong then must not be read as right.</summary>
    public CallNotes AsOf(long until) => until == long.MaxValue ? this : new(
        [.. Voices.Where(voice => Ids.TimeOf(voice.Id) <= until)], [.. Claims.Where(claim => claim.Entered <= until)], Corrections, [.. Sources.Where(source => source.Started <= until)]);
}

/// <summary>The notes of each call, in memory while they are read.</summary>
public sealed class AllNotes
{
    private const int MostKept = 1_000;

    private readonly DataStore store;
    private readonly Remembered<long, CallNotes> kept = new(MostKept);

    public AllNotes(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(happening =>
        {
            if (happening is CallChanged changed) kept.Drop(changed.Call);
        });
    }

    public CallNotes Of(Call call) => kept.Get(call.Id, _ => Load(call))!;

    private CallNotes Load(Call call) => store.Read(sql => new CallNotes(
        sql.Rows($"SELECT {Voice.Columns} FROM voices WHERE call = $1 ORDER BY id", Voice.Read, call.Id),
        sql.Rows($"SELECT {Claim.Columns} FROM claims c LEFT JOIN files f ON f.id = c.file WHERE c.call = $1 ORDER BY c.id", Claim.Read, call.Id),
        sql.Rows(
            "SELECT id, was, right_is, by_caller, created FROM corrections WHERE call = $1 ORDER BY id DESC",
            static row => new Correction(row.Long(0), row.Text(1), row.Text(2), row.Bool(3), row.Long(4)),
            call.Id),
        CallSources.Of(sql, call.Id)));
}
