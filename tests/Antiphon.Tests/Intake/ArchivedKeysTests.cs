using System.Text;
using Antiphon.Intake;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Intake;

/// <summary>Ids that become numbers many at once have the numbers that they have one by one: whatever was kept before is found again.</summary>
public sealed class ArchivedKeysTests
{
    [Fact]
    public void Ids_of_every_length_have_the_same_number_made_many_at_once()
    {
        var random = new Random(2017);
        var ids = Enumerable.Range(0, 700).Select(i => Enumerable.Range(0, i / 3).Select(_ => (byte)random.Next(1, 256)).ToArray()).ToList();
        ids.AddRange(new[] { "at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3lclogoeoec2a", "919660000000000001", "0919660000000000001", "9223372036854775807", "-1", "t1_dnqik14" }.Select(Encoding.UTF8.GetBytes));
        var keys = new ArchivedKeys();
        for (var round = 0; round < 2; round++)
        {
            // However many are left over when eight at a time are done.
            foreach (var some in new[] { ids, ids[..7], ids[100..109] })
            {
                var items = some.Select(id => new ArchivedItem { Network = Network.Bluesky, Author = keys.Later(id), Key = 7, Parent = keys.Later(id), Root = keys.Later(id), Quoted = keys.Later(id), Target = keys.Later(id), Text = "kept" }).ToList();
                keys.Settle(items);
                Assert.Equal(
                    some.Select(ArchivedKeyOf).Select(static key => new ArchivedItem { Network = Network.Bluesky, Author = key, Key = 7, Parent = key, Root = key, Quoted = key, Target = key, Text = "kept" }),
                    items);
            }
        }
    }

    [Fact]
    public void More_ids_than_a_batch_can_have_still_have_their_numbers()
    {
        var keys = new ArchivedKeys();
        var items = Enumerable.Range(0, 40_000).Select(i => new ArchivedItem { Author = keys.Later(Encoding.UTF8.GetBytes($"t1_{i}")) }).ToList();
        keys.Settle(items);
        Assert.Equal(Enumerable.Range(0, 40_000).Select(static i => ArchivedKey.Of($"t1_{i}")), items.Select(static item => item.Author));
    }

    private static long ArchivedKeyOf(byte[] id) => ArchivedKey.Of(id);
}
