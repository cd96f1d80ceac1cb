using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Antiphon.MastodonApi;
using Antiphon.Tests;
using Xunit;

namespace Antiphon.Server.Tests.Api;

/// <summary>The JSON parsing test suite of nst/JSONTestSuite, sent to every address that takes a body: what is no JSON is refused, and nothing breaks the server.</summary>
[Collection(ApiTests.Name)]
public sealed class JsonTestSuiteTests(ApiServer server)
{
    /// <summary>No body at all is no parameters here, whatever its type says: apps press "like" so.</summary>
    private const string NoBody = "n_structure_no_data.json";

    private const int AtOnce = 8;

    [Fact]
    public async Task What_is_no_json_is_refused_everywhere_and_what_is_breaks_nothing()
    {
        var files = Directory.GetFiles(Shared.Directory("data/corpora/jsontestsuite/test_parsing"), "*.json").Select(static path => (Name: Path.GetFileName(path), Bytes: File.ReadAllBytes(path))).ToList();
        Assert.True(files.Count > 300, $"Only {files.Count} files.");
        var member = await server.Member();
        var routes = MastodonApiServices.Endpoints.Select(static one => one.Endpoint).Where(static one => one.Method != "GET").ToList();
        Assert.True(routes.Count > 30, $"Only {routes.Count} routes.");
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(routes.SelectMany(route => files.Select(file => (route, file))), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, cancel) =>
        {
            var (route, file) = one;
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Route.Replace("{id}", "1", StringComparison.Ordinal)) { Content = new ByteArrayContent(file.Bytes) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", member.Token);
            using var response = await server.Server.Http.SendAsync(request, cancel);
            var status = (int)response.StatusCode;
            var sound = status < 500 && (file.Name[0] != 'n' || status >= 400 || file.Name == NoBody);
            if (!sound) faults.Add($"{route.Method} {route.Route} {file.Name} → {status}");
        });
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Take(20)));
        Assert.DoesNotContain("failed", server.Server.Log, StringComparison.Ordinal);
    }
}
