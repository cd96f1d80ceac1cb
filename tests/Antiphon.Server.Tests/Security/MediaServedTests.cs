using System.Net;
using Antiphon.Media;
using Antiphon.People.Profiles;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>What lies under /media is a picture of ours or is not there: no page, no script, no drawing that could run one.</summary>
public sealed class MediaServedTests(MediaServedTests.Server server) : IClassFixture<MediaServedTests.Server>
{
    /// <summary>A transparent pixel.</summary>
    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static readonly (string Type, byte[] Bytes)[] Strangers =
    [
        ("text/html", "<!doctype html><script>alert(1)</script>"u8.ToArray()),
        ("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray()),
        ("text/javascript", "alert(1)//"u8.ToArray()),
        ("application/activity+json", """{"@context":"https://www.w3.org/ns/activitystreams","type":"Note"}"""u8.ToArray()),
        ("image/png", "<!doctype html><script>alert(1)</script>"u8.ToArray()),
        ("image/gif", "GIF89a/*<script>*/=alert(1)//"u8.ToArray()),
    ];

    [Fact]
    public async Task A_picture_is_served_with_headers_that_forbid_taking_it_for_anything_else()
    {
        var ines = await server.House.Member("ines");
        var uploaded = (await server.House.Get<UploadPicture>().Run(ines.Id, Pixel, cancel: TestContext.Current.CancellationToken)).Value;

        foreach (var key in new[] { uploaded.File, uploaded.Preview, "no-avatar-1.png", "no-header-1.png" })
        {
            using var answer = await server.House.Http.GetAsync("/media/" + key, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(Path.GetExtension(key) == ".png" ? "image/png" : "image/webp", answer.Content.Headers.ContentType?.ToString());
            Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
            Assert.Contains("sandbox", One(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", One(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("inline", answer.Content.Headers.ContentDisposition?.ToString());
            Assert.Equal("public, max-age=31536000, immutable", One(answer, "Cache-Control"));
            Assert.Equal("*", One(answer, "Access-Control-Allow-Origin"));
            Assert.Equal("cross-origin", One(answer, "Cross-Origin-Resource-Policy"));
            Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).LongLength);

            using var again = new HttpRequestMessage(HttpMethod.Get, "/media/" + key);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var unchanged = await server.House.Http.SendAsync(again, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            using var head = await server.House.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/media/" + key), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, answer.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
        }
    }

    [Fact]
    public async Task Pages_scripts_drawings_and_activities_are_refused_as_pictures()
    {
        var piet = await server.House.Member("piet");
        foreach (var (_, bytes) in Strangers)
        {
            Assert.Equal("file", (await server.House.Get<UploadPicture>().Run(piet.Id, bytes, cancel: TestContext.Current.CancellationToken)).Refusal?.Field);
            Assert.Equal("file", (await server.House.Get<DrawProfilePicture>().Run(bytes, ProfilePicture.Avatar, TestContext.Current.CancellationToken)).Refusal?.Field);
        }

        Assert.True((await server.House.Get<UploadPicture>().Run(piet.Id, Pixel, cancel: TestContext.Current.CancellationToken)).Ok);
    }

    /// <summary>Even where somebody put such a file into the folder, it is not served; and no spelling of an address leads out of the folder.</summary>
    [Fact]
    public async Task Nothing_else_is_served_from_the_folder_or_from_beside_it()
    {
        var (folder, name) = (Path.Combine(server.House.MediaFolder, "ab"), "ab" + new string('0', 30));
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), Pixel, TestContext.Current.CancellationToken);
        foreach (var extension in new[] { ".html", ".svg", ".js", ".json", ".xml", ".webp.html", ".png.new", string.Empty })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name + extension), "<script>alert(1)</script>", TestContext.Current.CancellationToken);
        }

        string[] paths =
        [
            name + ".html", name + ".svg", name + ".js", name + ".json", name + ".xml", name + ".webp.html", name + ".png.new", name, name + ".PNG", name + ".png%00.html",
            "..%2fantiphon.db", "..%5cantiphon.db", "%2e%2e/antiphon.db", "ab%2f" + name + ".png", "ab/" + name + ".png", "../antiphon.db", string.Empty, ".", "%2f%2fetc%2fpasswd",
        ];
        foreach (var path in paths)
        {
            using var answer = await server.House.Http.GetAsync("/media/" + path, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {answer.StatusCode}");
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("<script>alert", body, StringComparison.Ordinal);
            Assert.DoesNotContain("SQLite", body, StringComparison.Ordinal);
        }

        using var twin = await server.House.Http.GetAsync($"/media/{name}.png", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, twin.StatusCode);
        Assert.Equal("image/png", twin.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_deleted_picture_is_gone_within_seconds_by_itself()
    {
        var mara = await server.House.Member("mara");
        var key = (await server.House.Get<DrawProfilePicture>().Run(Pixel, ProfilePicture.Avatar, TestContext.Current.CancellationToken)).Value;
        Assert.True((await server.House.Get<ChangeProfile>().Run(mara.Id, new ProfileChange(Avatar: key))).Ok);
        using (var there = await server.House.Http.GetAsync("/media/" + key, TestContext.Current.CancellationToken)) Assert.Equal(HttpStatusCode.OK, there.StatusCode);

        Assert.True((await server.House.Get<ChangeProfile>().Run(mara.Id, new ProfileChange(Avatar: string.Empty))).Ok);

        var status = HttpStatusCode.OK;
        for (var until = DateTime.UtcNow.AddSeconds(30); status != HttpStatusCode.NotFound && DateTime.UtcNow < until; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            using var answer = await server.House.Http.GetAsync("/media/" + key, TestContext.Current.CancellationToken);
            status = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    private static string One(HttpResponseMessage answer, string header) => Assert.Single(answer.Headers.GetValues(header));

    public sealed class Server : IAsyncLifetime
    {
        public OpenHouse House { get; private set; } = null!;

        public async ValueTask InitializeAsync() => House = await OpenHouse.Start();

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
