using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Antiphon.Networks.Archives;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>
/// Archives of lines of JSON, from the file to what each row says, on one core and without the count. The floor finds the lines of the same file in the same way and goes through the bare tokens
/// of each.
/// </summary>
internal sealed class Reading : IRung
{
    private const int Rounds = 5;
    private const long Bytes = 128 << 20;

    public string Name => "reading";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var directory = bench.NewDirectory();
        var ours = Path.Combine(directory, "antiphon.jsonl");
        await Processes.Child.Run("simulate", ours, "--events", "1200000");
        return
        [
            await Measure(ours, "antiphon"), await Measure(directory, "twitter-v1", V1), await Measure(directory, "twitter-v2", V2),
            await Measure(directory, "bluesky-jetstream", Jetstream), await Measure(directory, "reddit-pushshift", Pushshift),
        ];
    }

    private static async Task<Figure> Measure(string directory, string format, Func<int, string> line)
    {
        var path = Path.Combine(directory, format + ".jsonl");
        await using (var file = new StreamWriter(path, append: false, new UTF8Encoding(false)))
        {
            var written = 0L;
            for (var i = 0; written < Bytes; i++)
            {
                var text = line(i);
                written += text.Length + 1;
                await file.WriteAsync(text + "\n");
            }
        }

        return await Measure(path, format);
    }

    private static async Task<Figure> Measure(string path, string format)
    {
        var length = new FileInfo(path).Length / 1e6;
        List<double> ours = [], floor = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var items = await Read(path, format);
            var read = length / Stopwatch.GetElapsedTime(started).TotalSeconds;
            started = Stopwatch.GetTimestamp();
            var tokens = await Scan(path);
            var scanned = length / Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (items == 0 || tokens == 0) throw new InvalidOperationException("Nothing was read.");
            if (round == 0) continue;
            ours.Add(read);
            floor.Add(scanned);
        }

        return new Figure($"reading {format}", "MB/s", Workbench.Median(ours), Workbench.Median(floor), Goal.OfFloor(0.5), "file to items, on one core; floor: the bare tokens of the same lines");
    }

    private static async Task<long> Read(string path, string format)
    {
        var opened = await OpenArchive.At(path, CancellationToken.None);
        var items = 0L;
        await foreach (var rows in Formats.Named(format)!.Read(opened.Value, CancellationToken.None))
        {
            if (rows.Damaged.Count > 0) throw new InvalidOperationException(rows.Damaged[0].Why);
            items += rows.Items.Count;
        }

        return items;
    }

    private static async Task<long> Scan(string path)
    {
        using var lines = new LineReader(File.OpenRead(path));
        var tokens = 0L;
        while (await lines.Fill(CancellationToken.None))
        {
            while (lines.TryNext(out var line)) tokens += Tokens(line.Span);
        }

        return tokens;
    }

    private static long Tokens(ReadOnlySpan<byte> line)
    {
        var tokens = 0L;
        var json = new Utf8JsonReader(line);
        while (json.Read()) tokens++;
        return tokens;
    }

    private static string V1(int i)
    {
        var user = $"\"user\":{{\"id\":{700 + i % 5000},\"id_str\":\"{700 + i % 5000}\",\"name\":\"Somebody Made Up\",\"screen_name\":\"made_up_{i % 5000}\",\"location\":\"\",\"description\":\"Invented for a measurement, and nobody.\",\"url\":null,"
            + "\"entities\":{\"description\":{\"urls\":[]}},\"protected\":false,\"followers_count\":5332,\"friends_count\":627,\"listed_count\":296,\"created_at\":\"Mon Jul 16 12:59:01 +0000 2007\",\"favourites_count\":11883,"
            + "\"utc_offset\":3600,\"time_zone\":\"Amsterdam\",\"geo_enabled\":true,\"verified\":false,\"statuses_count\":15891,\"lang\":\"en\",\"contributors_enabled\":false,\"is_translator\":false,"
            + "\"profile_background_color\":\"000000\",\"profile_background_image_url\":\"http:\\/\\/example.org\\/677717672\\/bb0b3653dcf0644e344823e0a2eb3382.png\",\"profile_use_background_image\":true,\"default_profile\":false,\"following\":false}";
        var id = (919_660_000_000_000_001 + i * 4_194_304L).ToString(CultureInfo.InvariantCulture);
        return $"{{\"created_at\":\"Sun Oct 15 20:{i / 60 % 60:00}:{i % 60:00} +0000 2017\",\"id\":{id},\"id_str\":\"{id}\",\"full_text\":\"Me too. I went to work ill because I could not afford to stay home, number {i}. #WorkedIll\",\"truncated\":false,"
            + "\"display_text_range\":[0,90],\"source\":\"\\u003ca href=\\\"http:\\/\\/example.org\\/\\\" rel=\\\"nofollow\\\"\\u003eA Program\\u003c\\/a\\u003e\",\"in_reply_to_status_id\":null,\"in_reply_to_status_id_str\":null,\"in_reply_to_user_id\":null,"
            + $"\"in_reply_to_user_id_str\":null,\"in_reply_to_screen_name\":null,{user},\"geo\":null,\"coordinates\":null,\"place\":null,\"contributors\":null,\"is_quote_status\":false,\"retweet_count\":{i % 9},\"favorite_count\":{i % 31},"
            + "\"entities\":{\"hashtags\":[{\"text\":\"WorkedIll\",\"indices\":[80,90]}],\"symbols\":[],\"user_mentions\":[],\"urls\":[]},\"favorited\":false,\"retweeted\":false,\"lang\":\"en\"}";
    }

    /// <summary>A page of fifty.</summary>
    private static string V2(int page)
    {
        var tweets = Enumerable.Range(page * 50, 50).Select(static i =>
        {
            var id = (919_660_000_000_000_001 + i * 4_194_304L).ToString(CultureInfo.InvariantCulture);
            return $"{{\"id\":\"{id}\",\"text\":\"Me too. I went to work ill because I could not afford to stay home, number {i}. #WorkedIll\",\"author_id\":\"{700 + i % 5000}\",\"conversation_id\":\"{id}\","
                + $"\"created_at\":\"2017-10-15T20:{i / 60 % 60:00}:{i % 60:00}.000Z\",\"entities\":{{\"hashtags\":[{{\"start\":80,\"end\":90,\"tag\":\"WorkedIll\"}}]}},\"lang\":\"en\",\"possibly_sensitive\":false,\"reply_settings\":\"everyone\","
                + $"\"public_metrics\":{{\"retweet_count\":{i % 9},\"reply_count\":0,\"like_count\":{i % 31},\"quote_count\":0}},\"edit_history_tweet_ids\":[\"{id}\"],\"source\":\"A Program\"}}";
        });
        var users = Enumerable.Range(page * 50, 50).Select(static i =>
            $"{{\"id\":\"{700 + i % 5000}\",\"name\":\"Somebody Made Up\",\"username\":\"made_up_{i % 5000}\",\"created_at\":\"2007-07-16T12:59:01.000Z\",\"protected\":false,\"verified\":false,\"description\":\"Invented for a measurement, and nobody.\","
            + "\"public_metrics\":{\"followers_count\":569,\"following_count\":457,\"tweet_count\":12978,\"listed_count\":6}}");
        return $"{{\"data\":[{string.Join(',', tweets)}],\"includes\":{{\"users\":[{string.Join(',', users)}]}},\"meta\":{{\"result_count\":50}},\"__twarc\":{{\"retrieved_at\":\"2021-05-19T15:26:17+00:00\"}}}}";
    }

    /// <summary>As the stream is: of ten events six likes, two posts that answer, a post, a repost; one account in a hundred thousand each.</summary>
    private static string Jetstream(int i)
    {
        var (did, collection) = (Did(i), (i % 10) switch { < 6 => "like", < 9 => "post", _ => "repost" });
        var at = 1_733_395_155_250_000L + i * 20_000L;
        var created = DateTimeOffset.FromUnixTimeMilliseconds(at / 1000).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var there = $"{{\"cid\":\"bafyreihacprtpuwcg3vrvnzz5gu6idpsoptswewbqfsjlkskb5jtcynn3y\",\"uri\":\"at://{Did(i / 40)}/app.bsky.feed.post/{Tid(at - 60_000_000L * (i % 40 / 8))}\"}}";
        var says = (i % 10) switch
        {
            < 6 or 9 => $"\"createdAt\":\"{created}\",\"subject\":{there}",
            8 => $"\"createdAt\":\"{created}\",\"langs\":[\"en\"],\"text\":\"I went to work ill because I could not afford to stay home, number {i}. #WorkedIll\",\"facets\":[{{\"features\":[{{\"$type\":\"app.bsky.richtext.facet#tag\",\"tag\":\"WorkedIll\"}}],\"index\":{{\"byteEnd\":90,\"byteStart\":80}}}}]",
            _ => $"\"createdAt\":\"{created}\",\"langs\":[\"en\"],\"reply\":{{\"parent\":{there},\"root\":{there}}},\"text\":\"Me too, number {i}.\"",
        };
        return $"{{\"did\":\"{did}\",\"time_us\":{at},\"kind\":\"commit\",\"commit\":{{\"rev\":\"{Tid(at + 1)}\",\"operation\":\"create\",\"collection\":\"app.bsky.feed.{collection}\",\"rkey\":\"{Tid(at)}\","
            + $"\"record\":{{\"$type\":\"app.bsky.feed.{collection}\",{says}}},\"cid\":\"bafyreidwu3hepjyzrgzwgkqjfq5vbnoyt2vgbrwwpxdtb6cf3lvbvwnxuy\"}}}}";
    }

    private static string Did(int i) => "did:plc:" + Letters((ulong)(i * 2_654_435_761L % 100_000) * 0x9E37_79B9_7F4A_7C15, 24);

    private static string Tid(long microseconds) => Letters((ulong)microseconds << 10, 13);

    private static string Letters(ulong value, int length) =>
        string.Create(length, value, static (text, left) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, left = (left >> 5) | (left << 59)) text[i] = "234567abcdefghijklmnopqrstuvwxyz"[(int)(left & 31)];
        });

    /// <summary>Comments with the fields of the dumps of 2017.</summary>
    private static string Pushshift(int i) =>
        $"{{\"author\":\"made_up_{i * 2_654_435_761L % 50_000}\",\"author_flair_css_class\":null,\"author_flair_text\":null,\"body\":\"Me too. I went to work ill because I could not afford to stay home, number {i}.\","
        + $"\"can_gild\":true,\"controversiality\":0,\"created_utc\":{1_508_112_000 + i / 20},\"distinguished\":null,\"edited\":false,\"gilded\":0,\"id\":\"d{Letters((ulong)i, 6)}\",\"is_submitter\":false,"
        + $"\"link_id\":\"t3_7{Letters((ulong)i / 500, 5)}\",\"parent_id\":\"t1_d{Letters((ulong)i / 3, 6)}\",\"permalink\":\"/r/example/comments/7{Letters((ulong)i / 500, 5)}/a_thread/d{Letters((ulong)i, 6)}/\","
        + $"\"retrieved_on\":{1_509_189_606 + i / 20},\"score\":{i % 40},\"stickied\":false,\"subreddit\":\"example\",\"subreddit_id\":\"t5_2qh1i\"}}";
}
