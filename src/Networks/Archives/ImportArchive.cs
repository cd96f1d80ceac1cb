using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Bluesky;

namespace Antiphon.Networks.Archives;

/// <summary>
/// Imports archives into a call: opens each by its content, reads all of them through once, and only when all are whole takes in what they say. Interrupted and begun again it goes on with
/// the file where its last commit was; done twice it changes nothing.
/// </summary>
public sealed class ImportArchive(TakeInArchive intake, CallOrigins origins)
{
    /// <returns>A report on each file, in the order given.</returns>
    public async Task<Outcome<IReadOnlyList<ImportReport>>> Run(ArchivesGiven given, IProgress<ArchiveProgress>? progress, CancellationToken cancel)
    {
        if (intake.Call(given.Call) is not { } call) return Refusal.Invalid("call", $"There is no call named \"{given.Call}\" here. Open it first: call open --slug {given.Call} …");
        var key = given.SigningKey is null ? null : SigningKey.FromDid(given.SigningKey);
        if (given.SigningKey is not null && key is null) return Refusal.Invalid("signing_key", "That is no key that can be read: it looks like did:key:z….");
        var posts = new List<PostAddress>();
        foreach (var address in given.CallPosts ?? [])
        {
            var post = PostAddress.Of(address);
            if (!post.Ok) return post.Refusal;
            posts.Add(post.Value);
        }

        var checkedThrough = await ReadyArchive.All(given.Paths, given.Format, key, given.Owner is not null, progress, cancel).ConfigureAwait(false);
        if (!checkedThrough.Ok) return checkedThrough.Refusal;
        foreach (var post in posts) await origins.Add(call, post.Network, post.Key, post.Address).ConfigureAwait(false);
        var total = checkedThrough.Value.Sum(static one => one.Length);
        var reports = new List<ImportReport>();
        var before = 0L;
        foreach (var one in checkedThrough.Value)
        {
            var file = new ArchiveFile(one.Archive.Name, one.Check.Sha256, one.Format.Name, 0, null, one.Format.RecheckableIn(one.Archive) && given.Owner is null, given.Owner);
            var (id, from) = await intake.Begin(call, file).ConfigureAwait(false);
            var watched = new Watched(one, progress, before, total);
            try
            {
                reports.Add(await intake.Run(call, file, id, from, watched.Rows(cancel), watched, cancel).ConfigureAwait(false));
            }
            catch (InvalidDataException broken)
            {
                // A row without an end, deep inside: everything before it is in, and the file mended brings the rest.
                return Refusal.Invalid("file", $"{one.Archive.Name}: {broken.Message} What stands before that was imported; give the file again when it is mended.");
            }

            before += one.Length;
            progress?.Report(new ArchiveProgress(ArchiveStage.Importing, before, total));
        }

        return reports;
    }

    /// <summary>Turns rows that are counted into packed bytes that are behind us: only of these is it known how many there are.</summary>
    private sealed class Watched(ReadyArchive archive, IProgress<ArchiveProgress>? progress, long before, long total) : IProgress<ImportProgress>
    {
        private readonly ConcurrentQueue<(long Upto, long Bytes)> handedOver = new();
        private long behind;

        public async IAsyncEnumerable<ArchivedRows> Rows([EnumeratorCancellation] CancellationToken cancel)
        {
            var start = archive.Archive.Gauge.Read;
            await foreach (var rows in archive.Format.Read(archive.Archive, cancel).ConfigureAwait(false))
            {
                handedOver.Enqueue((rows.Upto, Math.Min(archive.Length, archive.Archive.Gauge.Read - start)));
                yield return rows;
            }
        }

        public void Report(ImportProgress value)
        {
            while (handedOver.TryPeek(out var next) && next.Upto <= value.Done && handedOver.TryDequeue(out next)) behind = next.Bytes;
            progress?.Report(new ArchiveProgress(ArchiveStage.Importing, before + behind, total));
        }
    }
}
