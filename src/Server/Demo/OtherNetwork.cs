using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.Intake;
using Antiphon.Server.Running;
using Antiphon.Tally;

namespace Antiphon.Server.Demo;

/// <summary>
/// A second network, from which answers come by the archives' door: batches of a file that never ends. Row n is made from n alone, so that the demo can be started again and goes on
/// with the row where it stopped.
/// </summary>
internal sealed class OtherNetwork(House house)
{
    private const string Format = "demo";

    /// <summary>More rows than an hour takes.</summary>
    private const long Rows = 100_000;

    private readonly Channel<ArchivedRows> batches = Channel.CreateBounded<ArchivedRows>(4);
    private long next;

    /// <summary>Takes in what <see cref="Send"/> brings, until <see cref="End"/>.</summary>
    public async Task Receive(Call call, CancellationToken cancel)
    {
        var intake = house.Get<TakeInArchive>();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("The demo's second network: made up, row by row.")));
        var file = new ArchiveFile("made-up-answers.csv", hash, Format, Rows, null, Recheckable: false);
        var (id, from) = await intake.Begin(call, file).ConfigureAwait(false);
        next = from;
        Begun.SetResult();
        await intake.Run(call, file, id, from, batches.Reader.ReadAllAsync(cancel), null, cancel).ConfigureAwait(false);
    }

    /// <summary>Done when rows may be sent.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next rows, published one after the other within a time (UTC ms).</summary>
    public async Task Send(int rows, long from, long to, CancellationToken cancel)
    {
        if (rows == 0 || next + rows > Rows) return;
        var posts = new ArchivedItem[rows];
        for (var i = 0; i < rows; i++) posts[i] = Post(next + i, from + (to - from) * i / rows);
        next += rows;
        await batches.Writer.WriteAsync(new ArchivedRows(posts, [], [], rows, 0, 0, next), cancel).ConfigureAwait(false);
    }

    public void End() => batches.Writer.TryComplete();

    private static ArchivedItem Post(long row, long at)
    {
        // Every sixth post is by somebody who has posted before: people are fewer than posts.
        var author = row - row / 6;
        var drawn = unchecked((uint)row * 2_654_435_761u) >> 16;
        var words = (drawn % 100) switch
        {
            < 46 => new RowWords(3, FirstPerson: false, StoryHint: false, Attachment.FreeStanding),
            < 72 => new RowWords(10, FirstPerson: true, StoryHint: false, Attachment.FreeStanding),
            < 82 => new RowWords(int.MaxValue, FirstPerson: true, StoryHint: true, Attachment.FreeStanding),
            _ => new RowWords(25, FirstPerson: false, StoryHint: false, Attachment.FreeStanding),
        };
        return new ArchivedItem
        {
            Kind = ArchivedKind.Post,
            Network = Network.Bluesky,
            Author = author + 1,
            Key = 1_000_000_000 + row,
            At = at,
            Words = words,
            ReportedLikes = (int)(drawn % 40),
        };
    }
}
