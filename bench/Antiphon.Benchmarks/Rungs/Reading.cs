using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Antiphon.Networks.Archives;
using Antiphon.Networks.Archives.Lines;
using Antiphon.Networks.Archives.Twitter;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>
/// An archive's bytes to what they say, on one core, nothing stored: our own lines (100 bytes each), Twitter's of the first API (2.4 KB each) and pages of its second. The floor looks at every
/// token of the same bytes and keeps nothing.
/// </summary>
internal sealed class Reading : IRung
{
    private const int Rounds = 5;

    public string Name => "reading";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var directory = bench.NewDirectory();
        var ours = Path.Combine(directory, "lines.jsonl");
        await Processes.Child.Run("simulate", ours, "--events", "1000000");
        var (first, second) = (Path.Combine(directory, "v1.jsonl"), Path.Combine(directory, "v2.jsonl"));
        await File.WriteAllLinesAsync(first, Enumerable.Range(0, 40_000).Select(V1));
        await File.WriteAllLinesAsync(second, Enumerable.Range(0, 800).Select(V2));
        return
        [
            await Compare("reading our own lines", ours, new AntiphonLines()),
            await Compare("reading Twitter's lines", first, new TwitterV1()),
            await Compare("reading Twitter's pages", second, new TwitterV2()),
        ];
    }

    private static async Task<Figure> Compare(string name, string file, IArchiveFormat format)
    {
        List<double> ours = [], floor = [];
        var megabytes = new FileInfo(file).Length / 1e6;
        long items = 0;
        for (var round = 0; round <= Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            items = 0;
            var opened = await OpenArchive.At(file, CancellationToken.None);
            await foreach (var batch in format.Read(opened.Value, CancellationToken.None)) items += batch.Items.Count;

            var mine = megabytes / Stopwatch.GetElapsedTime(started).TotalSeconds;
            started = Stopwatch.GetTimestamp();
            Scan(file);
            if (round == 0) continue;
            ours.Add(mine);
            floor.Add(megabytes / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return new Figure(name, "MB/s", Workbench.Median(ours), Workbench.Median(floor), Goal.OfFloor(0.5), $"{items:N0} items in {megabytes:0} MB, one core; floor: all tokens of the same bytes");
    }

    /// <summary>All of the file's tokens, from a buffer that moves over it.</summary>
    private static void Scan(string file)
    {
        using var stream = File.OpenRead(file);
        var buffer = new byte[1 << 20];
        var (length, state) = (0, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
        while (true)
        {
            var read = stream.Read(buffer, length, buffer.Length - length);
            length += read;
            var json = new Utf8JsonReader(buffer.AsSpan(0, length), read == 0, state);
            while (json.Read())
            {
            }

            if (read == 0) return;
            state = json.CurrentState;
            var used = (int)json.BytesConsumed;
            buffer.AsSpan(used, length - used).CopyTo(buffer);
            length -= used;
        }
    }

    private static string V1(int row)
    {
        var text = new StringBuilder();
        var id = (919_659_438_700_670_976 + row).ToString(CultureInfo.InvariantCulture);
        var author = (70_000_000 + row % 9_000).ToString(CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $$"""{"created_at":"Sun Oct 15 20:{{row / 60 % 60:00}}:{{row % 60:00}} +0000 2017","id":{{id}},"id_str":"{{id}}","full_text":"Me too. I drove the early bus with a fever for {{row % 9 + 2}} days. #WorkedIll","truncated":false,"display_text_range":[0,80],"entities":{"hashtags":[{"text":"WorkedIll","indices":[60,70]}],"symbols":[],"user_mentions":[],"urls":[]},"source":"<a href=\"https:\/\/example.org\" rel=\"nofollow\">An app<\/a>","in_reply_to_status_id":null,"in_reply_to_status_id_str":null,"in_reply_to_user_id":null,"in_reply_to_user_id_str":null,"in_reply_to_screen_name":null,"user":{"id":{{author}},"id_str":"{{author}}","name":"Somebody {{row % 9_000}}","screen_name":"somebody_{{row % 9_000}}","location":"","description":"Early bus, late tea.","url":null,"entities":{"description":{"urls":[]} },"protected":false,"followers_count":{{row % 800}},"friends_count":210,"listed_count":3,"created_at":"Thu Mar 04 09:12:44 +0000 2010","favourites_count":1204,"utc_offset":null,"time_zone":null,"geo_enabled":false,"verified":false,"statuses_count":8211,"lang":null""");
        for (var i = 0; i < 14; i++) text.Append(CultureInfo.InvariantCulture, $$""","profile_detail_{{i}}":"https:\/\/example.org\/images\/themes\/theme1\/bg_{{row + i}}.png","profile_flag_{{i}}":false""");
        text.Append('}').Append(CultureInfo.InvariantCulture, $$""","geo":null,"coordinates":null,"place":null,"contributors":null,"is_quote_status":false,"retweet_count":{{row % 7}},"favorite_count":{{row % 19}},"favorited":false,"retweeted":false,"lang":"en"}""");
        return text.ToString();
    }

    private static string V2(int page)
    {
        var (data, users) = (new List<string>(), new List<string>());
        for (var i = 0; i < 100; i++)
        {
            var id = (919_659_438_700_670_976 + page * 100 + i).ToString(CultureInfo.InvariantCulture);
            data.Add($$$"""{"id":"{{{id}}}","text":"Me too. I drove the early bus with a fever for {{{i % 9 + 2}}} days. #WorkedIll","author_id":"{{{70_000_000 + i}}}","conversation_id":"{{{id}}}","created_at":"2017-10-15T20:{{{i % 60:00}}}:11.000Z","edit_history_tweet_ids":["{{{id}}}"],"public_metrics":{"retweet_count":{{{i % 7}}},"reply_count":0,"like_count":{{{i % 19}}},"quote_count":0},"lang":"en","possibly_sensitive":false,"reply_settings":"everyone","entities":{"hashtags":[{"start":60,"end":70,"tag":"WorkedIll"}]},"context_annotations":[{"domain":{"id":"46","name":"Brand category","description":"Categories within brand verticals"},"entity":{"id":"1","name":"Work"}}]}""");
            users.Add($$$"""{"id":"{{{70_000_000 + i}}}","name":"Somebody {{{i}}}","username":"somebody_{{{i}}}","created_at":"2010-03-04T09:12:44.000Z","description":"Early bus, late tea.","protected":false,"verified":false,"public_metrics":{"followers_count":{{{i}}},"following_count":210,"tweet_count":8211,"listed_count":3},"profile_image_url":"https:\/\/example.org\/images\/{{{i}}}.png"}""");
        }

        return $$$"""{"data":[{{{string.Join(',', data)}}}],"includes":{"users":[{{{string.Join(',', users)}}}]},"meta":{"newest_id":"1","oldest_id":"2","result_count":100},"__twarc":{"url":"https:\/\/api.example.org\/2\/tweets\/search\/all","version":"2.9.0","retrieved_at":"2022-03-01T10:00:00+00:00"}}""";
    }
}
