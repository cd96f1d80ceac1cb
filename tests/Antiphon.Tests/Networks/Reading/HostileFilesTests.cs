using System.Text;
using Antiphon.Networks.Archives;
using Antiphon.Networks.Archives.Tables;
using Antiphon.Networks.Archives.Twitter;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Networks.Reading;

/// <summary>Good files made bad at random: a format names what it does not understand, or says that the file cannot be read, and nothing else happens.</summary>
public sealed class HostileFilesTests
{
    private const string V1 =
        "{\"created_at\":\"Fri Dec 05 15:55:44 +0000 2014\",\"id\":6,\"id_str\":\"6\",\"full_text\":\"me too \\u00e9\\ud83d\\ude00\",\"lang\":\"en\",\"user\":{\"id_str\":\"7\",\"created_at\":\"Mon Jul 16 12:59:01 +0000 2007\"},"
        + "\"quoted_status_id_str\":\"5\",\"quoted_status\":{\"id_str\":\"5\",\"text\":\"who?\",\"user\":{\"id_str\":\"9\"}},\"retweet_count\":17,\"favorite_count\":8}\n"
        + "{\"id_str\":\"8\",\"text\":\"RT @imre: me too\",\"user\":{\"id\":7},\"retweeted_status\":{\"id_str\":\"6\",\"text\":\"me too\",\"user\":{\"id\":9}}}\n{\"delete\":{\"status\":{\"id_str\":\"5\"}}}\n";

    private const string V2 =
        "{\"data\":[{\"id\":\"6\",\"text\":\"me too\",\"author_id\":\"7\",\"conversation_id\":\"5\",\"created_at\":\"2022-10-03T17:57:11.000Z\",\"referenced_tweets\":[{\"type\":\"quoted\",\"id\":\"4\"}],"
        + "\"edit_history_tweet_ids\":[\"3\",\"6\"],\"public_metrics\":{\"retweet_count\":2,\"like_count\":27}}],\"includes\":{\"users\":[{\"id\":\"7\",\"protected\":false}],\"tweets\":[{\"id\":\"4\",\"text\":\"who?\"}]},"
        + "\"errors\":[{\"resource_id\":\"9\",\"resource_type\":\"tweet\",\"type\":\"x/resource-not-found\"}],\"__twarc\":{\"retrieved_at\":\"2022-10-03T18:00:12+00:00\"}}\n{\"data\":[{\"tweet_count\":3,\"start\":\"2021-10-16T18:21:34.000Z\"}]}\n";

    private const string Own =
        "window.YTD.tweets.part0 = [ {\"tweet\":{\"edit_info\":{\"initial\":{\"editTweetIds\":[\"1\",\"2\"]}},\"id_str\":\"2\",\"full_text\":\"me too\",\"created_at\":\"Sun Oct 15 20:30:00 +0000 2017\",\"favorite_count\":\"3\"}}, {\"tweet\":{}} ]";

    public static TheoryData<string, string> Samples => new()
    {
        { "twitter-v1", V1 },
        { "twitter-v1", $"[{V1.TrimEnd().Replace('\n', ',')}]" },
        { "twitter-v2", V2 },
        { "twitter-compliance", "{\"id\":\"919660000000000001\",\"action\":\"delete\",\"created_at\":\"2019-09-06T17:25:54.667Z\"}\n{\"data\":{\"user_suspend\":{\"user\":{\"id\":\"7\"}}}}\n" },
        { "twitter-archive", Own },
        { "twitter-ids", "tweet_id,in_reply_to_tweet_id\n919660000000000002,919660000000000001\n\"919660000000000003\",\n" },
        { "4cat", "id,thread_id,author,body,timestamp,url\n919660000000000011,1,imre,\"me \"\"too\"\"\nand more\",2017-10-15 20:23:33,https://x.com/a\n12,,ada,b,2017-10-15 20:23:33,\n" },
        { "dmi-tcat", "id\ttime\tcreated_at\tfrom_user_name\ttext\tfrom_user_id\n919660000000000001\t1508099013\t2017-10-15 20:23:33\timre\t\"me too\"\t7\n" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_file_that_was_changed_at_random_is_read_or_refused_and_nothing_else(string name, string sample)
    {
        var format = Formats.Named(name)!;
        var bytes = Encoding.UTF8.GetBytes(sample);
        Changes(bytes.Length).Array[1, 6].Sample(
            changes =>
            {
                var changed = changes.Aggregate(bytes, static (now, change) => change(now));
                try
                {
                    Given.Read(format, changed).GetAwaiter().GetResult();
                }
                catch (InvalidDataException)
                {
                    // That is how a format says that nothing can be read any further.
                }
            },
            iter: 150,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_file_of_another_format_is_refused_or_named_row_by_row(string name, string sample)
    {
        foreach (var format in (IArchiveFormat[])[new TwitterV1(), new TwitterV2(), new TwitterCompliance(), new TwitterIds(), new FourCat(), new DmiTcat()])
        {
            if (format.Name == name) continue;
            try
            {
                var rows = await Given.Read(format, sample);

                // What two formats have in common may be read by either; nothing else may.
                Assert.True(rows.Items.All(static item => item.Key != 0 || item.Author != 0), $"{format.Name} reads {name}");
            }
            catch (InvalidDataException)
            {
                // Refused.
            }
        }
    }

    private static Gen<Func<byte[], byte[]>> Changes(int length) => Gen.Select(Gen.Int[0, 6], Gen.Int[0, length], Gen.Int[0, length], Gen.Byte).Select(static (kind, at, other, value) => kind switch
    {
        0 => new Func<byte[], byte[]>(bytes => bytes[..Math.Min(at, bytes.Length)]),
        1 => bytes => Put(bytes, at, [value]),
        2 => bytes => Put(bytes, at, bytes.AsSpan(Math.Min(at, bytes.Length), Math.Min(20, bytes.Length - Math.Min(at, bytes.Length))).ToArray()),
        3 => bytes => Put(bytes, at, "\0\"{[]},:\\ud800"u8.Slice(other % 12, 1).ToArray()),
        4 => bytes => Put(bytes, at, Encoding.UTF8.GetBytes(((long)other * 1_000_000_007L * value).ToString(System.Globalization.CultureInfo.InvariantCulture) + "e400")),
        5 => bytes => Put(bytes, at, "\\ud83d"u8.ToArray()),
        _ => bytes =>
        {
            if (bytes.Length == 0) return bytes;
            var changed = bytes.ToArray();
            changed[at % bytes.Length] = value;
            return changed;
        },
    });

    private static byte[] Put(byte[] bytes, int at, byte[] what)
    {
        at = Math.Min(at, bytes.Length);
        return [.. bytes.AsSpan(0, at), .. what, .. bytes.AsSpan(at)];
    }
}
