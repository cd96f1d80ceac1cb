using System.Net.Http.Headers;
using System.Text.Json;

namespace Antiphon.Benchmarks.Processes;

/// <summary>
/// The server that the HTTP steps ask: eight people who wrote ten posts each, a reader who follows them all, a call on whose page fifty posts stand, and a conversation of a thousand replies.
/// Everything came in by the doors that everybody uses.
/// </summary>
public sealed class Village : IAsyncDisposable
{
    public const string Slug = "worked-ill";

    /// <summary>What a call's page shows at most: twenty stories, fifteen answers and fifteen replies of the conversation.</summary>
    public const int OnPage = 50;

    public const int Replies = 1_000;

    private static readonly string[] Names = ["ada", "bela", "cleo", "dora", "emil", "fadi", "gita", "hugo"];

    private Village(Child server, string[] writers, string reader)
    {
        Server = server;
        Writers = writers;
        Reader = reader;
    }

    public Child Server { get; }

    /// <summary>Tokens of those who write.</summary>
    public IReadOnlyList<string> Writers { get; }

    /// <summary>The token of who reads.</summary>
    public string Reader { get; }

    /// <summary>The call's own post.</summary>
    public string CallPost { get; private set; } = string.Empty;

    /// <summary>The first post of the long conversation.</summary>
    public string Root { get; private set; } = string.Empty;

    public static async Task<Village> Build(string directory)
    {
        var server = await Child.Serve(directory);
        var tokens = new List<string>();
        foreach (var name in (string[])[.. Names, "rhea"])
        {
            await Child.Verb(directory, "account", "create", name, "--email", $"{name}@example.org", "--password", "a long enough one");
            tokens.Add((await Child.Verb(directory, "token", "create", name, "--scopes", "read write follow push")).Trim());
        }

        var village = new Village(server, [.. tokens[..^1]], tokens[^1]);
        var call = await Child.Verb(
            directory, "call", "open", "--slug", Slug, "--by", Names[0], "--phrase", "me too", "--hashtag", "WorkedIll", "--json",
            "--text", "If you have ever gone to work ill because you could not afford to stay home, answer \"me too\".");
        village.CallPost = Find(JsonDocument.Parse(call).RootElement, "post");
        await village.Settle();
        return village;
    }

    public async Task<string> Post(int writer, string text, string? replyTo = null)
    {
        using var http = As(Writers[writer % Writers.Count]);
        using var form = new FormUrlEncodedContent(replyTo is null ? [new("status", text)] : [new("status", text), new("in_reply_to_id", replyTo)]);
        return Find(await Json(await http.PostAsync("/api/v1/statuses", form)), "id");
    }

    public async Task<byte[]> Get(string path, string? token)
    {
        using var http = As(token);
        using var answer = await http.GetAsync(path);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? body : throw new InvalidOperationException($"GET {path} answered {(int)answer.StatusCode}.");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task Settle()
    {
        using (var http = As(Reader))
        {
            foreach (var name in Names)
            {
                var account = Find(await Json(await http.GetAsync($"/api/v1/accounts/lookup?acct={name}")), "id");
                await Json(await http.PostAsync($"/api/v1/accounts/{account}/follow", null));
            }
        }

        for (var i = 0; i < Names.Length * 10; i++)
        {
            await Post(i, $"Day {i}: the fever is gone, the shift is not. @{Names[(i + 1) % Names.Length]} says the same. Notes: https://example.org/notes/{i} #SickLeave #Day{i}");
        }

        await Many(OnPage, i => Post(i, OfCall(i), CallPost));
        Root = await Post(0, "How many days did you work ill last year? Answer below.");
        var ids = new string[Replies];
        for (var from = 0; from < Replies; from += 100)
        {
            // Every third reply answers an earlier reply, as conversations do.
            var batch = from;
            await Many(100, async i => ids[batch + i] = await Post(i, $"Reply {batch + i}: some days more than others, and the bus was full of people coughing.", batch > 0 && i % 3 == 0 ? ids[batch - 100 + i] : Root));
        }
    }

    private static string OfCall(int i) => i switch
    {
        < 20 => $"Me too. I drove the early bus with a fever for {i + 2} days because nobody was there to take the shift, and I was told that I could always look for other work.",
        < 35 => "me too",
        _ => $"Reply {i}: who pays for the day one stays at home differs from town to town.",
    };

    private async Task Many(int count, Func<int, Task> work) => await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Writers.Count }, async (i, _) => await work(i));

    private HttpClient As(string? token)
    {
        var http = new HttpClient { BaseAddress = new Uri(Server.Url) };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri!.PathAndQuery} answered {(int)answer.StatusCode}: {text}");
            return JsonDocument.Parse(text).RootElement;
        }
    }

    private static string Find(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : json.GetProperty(name).GetRawText();
}
