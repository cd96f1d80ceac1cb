using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Antiphon.Live;
using Antiphon.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace Antiphon.Benchmarks.Processes;

/// <summary>
/// A server with many members, for what depends on how many there are. They are written into its store before it starts, as so many could not come in by the door within a measurement; what is
/// measured comes by the door.
/// </summary>
public sealed class Town : IAsyncDisposable
{
    /// <summary>The number of the author whom the fans follow.</summary>
    public const int Author = 0;

    private const int PerUnit = 5_000;

    private Town(Child server) => Server = server;

    public Child Server { get; }

    /// <summary>The token of a member, by their number.</summary>
    public static string Token(int member) => string.Create(CultureInfo.InvariantCulture, $"{TokenStart}{member:D8}");

    /// <summary>What every token begins with; eight digits follow.</summary>
    public const string TokenStart = "a-token-of-the-town-for-measurements-";

    /// <param name="people">Members; the first is the author.</param>
    /// <param name="follows">Whom each follows, beside the author.</param>
    /// <param name="posts">Posts of each.</param>
    /// <param name="fans">How many follow the author.</param>
    public static async Task<Town> Build(string directory, int people, int follows, int posts, int fans)
    {
        var store = await DataStore.Open(new StoreOptions(), directory, new Happenings(NullLogger<Happenings>.Instance), TimeProvider.System);
        await using (store)
        {
            var app = await store.Write(static tx =>
            {
                var id = tx.NewId();
                tx.Run(
                    "INSERT INTO apps (id, client_id, secret, name, redirects, scopes, created) VALUES ($1, 'town', $2, 'Town', '[]', 'read write follow push', $3)", id, RandomNumberGenerator.GetBytes(32), tx.Now);
                return id;
            });
            var members = new long[people];
            await InUnits(store, people, (tx, i) => members[i] = Member(tx, i, app));
            await InUnits(store, people, (tx, i) =>
            {
                if (i > 0 && i <= fans) Follow(tx, members[i], members[Author]);

                // Whom one follows is drawn the same in every run, and those with low numbers more often, as fame goes.
                var draw = new Random(i);
                for (var f = 0; f < follows; f++) Follow(tx, members[i], members[1 + (int)((people - 1) * Math.Pow(draw.NextDouble(), 2))]);
            });
            await InUnits(store, people * posts, (tx, i) => Post(tx, members[i % people], i));
        }

        return new Town(await Child.Serve(directory));
    }

    /// <summary>Posts; answers the length of the answer.</summary>
    public async Task<int> Post(int member, string text)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(member));
        using var form = new FormUrlEncodedContent([new("status", text)]);
        using var answer = await http.PostAsync("/api/v1/statuses", form);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? body.Length : throw new InvalidOperationException($"A post was answered with {(int)answer.StatusCode}.");
    }

    public async Task<byte[]> Get(int member, string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(member));
        return await http.GetByteArrayAsync(path);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static async Task InUnits(DataStore store, int count, Action<Tx, int> each)
    {
        for (var from = 0; from < count; from += PerUnit)
        {
            var first = from;
            await store.Write(tx =>
            {
                for (var i = first; i < Math.Min(first + PerUnit, count); i++) each(tx, i);
                return 0;
            });
        }
    }

    private static long Member(Tx tx, int number, long app)
    {
        var (id, name) = (tx.NewAccountId(), string.Create(CultureInfo.InvariantCulture, $"member{number}"));
        tx.Run("INSERT INTO accounts (id, network, username, username_key, created, changed) VALUES ($1, 1, $2, $2, $3, $3)", id, name, tx.Now);
        tx.Run("INSERT INTO users (account, stamp, role, created) VALUES ($1, 'x', $2, $3)", id, number == Author ? 3 : 0, tx.Now);
        tx.Run(
            "INSERT INTO tokens (id, token, app, account, scopes, created, used) VALUES ($1, $2, $3, $4, 'read write follow push', $5, $5)",
            tx.NewId(), SHA256.HashData(Encoding.UTF8.GetBytes(Token(number))), app, id, tx.Now);
        return id;
    }

    private static void Follow(Tx tx, long follower, long followee)
    {
        if (follower == followee) return;
        tx.Run("INSERT INTO follows (follower, followee, state, id) VALUES ($1, $2, 1, $3) ON CONFLICT DO NOTHING", follower, followee, tx.NewId());
    }

    private static void Post(Tx tx, long author, int number)
    {
        var id = tx.NewId();
        tx.Run(
            "INSERT INTO posts (id, author, created, visibility, root, text, language) VALUES ($1, $2, $3, 0, $1, $4, 'en')",
            id, author, tx.Now, string.Create(CultureInfo.InvariantCulture, $"Day {number}: the fever is gone, the shift is not. The bus was full of people coughing again."));
    }
}
