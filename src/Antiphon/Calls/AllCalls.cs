using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>Every call of this server, in memory: each post that is written is held against them.</summary>
public sealed class AllCalls
{
    private readonly DataStore store;
    private volatile Snapshot now;

    public AllCalls(DataStore store, Happenings happenings)
    {
        this.store = store;
        now = Load();
        happenings.Listen(happening =>
        {
            if (happening is CallChanged) now = Load();
        });
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Call> All => now.All;

    public Call? Find(long id) => now.ById.GetValueOrDefault(id);

    public Call? Find(string slug) => now.BySlug.GetValueOrDefault(slug);

    /// <summary>The call whose own post this is.</summary>
    public Call? OfPost(long post) => now.ByPost.GetValueOrDefault(post);

    private Snapshot Load() => new(store.Read(sql => sql.Rows($"SELECT {Call.Columns} FROM calls ORDER BY id DESC", Call.Read)));

    private sealed class Snapshot(List<Call> all)
    {
        public IReadOnlyList<Call> All => all;

        public Dictionary<long, Call> ById { get; } = all.ToDictionary(static call => call.Id);

        public Dictionary<string, Call> BySlug { get; } = all.ToDictionary(static call => call.Slug, StringComparer.OrdinalIgnoreCase);

        public Dictionary<long, Call> ByPost { get; } = all.ToDictionary(static call => call.Post);
    }
}
