using System.Collections.Frozen;
using Antiphon.Media;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Antiphon.Http.Media;

/// <summary>
/// Serves pictures: those of the media store, every one of which was drawn here, and the two for profiles that have none. Under one address there is ever only one
/// content, so anybody may keep it. What is served is a picture by its own bytes, by its type and by the headers that forbid taking it for anything else.
/// </summary>
public static class MediaFiles
{
    /// <summary>Where they are served.</summary>
    public const string Path = "/media/";

    /// <summary>Shown for who has no avatar. The number in the name changes when the picture does.</summary>
    public const string NoAvatar = "no-avatar-1.png";

    public const string NoHeader = "no-header-1.png";

    /// <summary>Nothing in it runs, loads or submits, not even where a browser opens the address by itself.</summary>
    private const string Policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static readonly FrozenDictionary<string, Lazy<byte[]>> Ours = new[] { NoAvatar, NoHeader }.ToFrozenDictionary(
        static name => name, static name => new Lazy<byte[]>(() => Embedded(name)));

    public static void MapMedia(this IEndpointRouteBuilder routes) => routes
        .MapMethods(Path + "{key}", Reading, static (HttpContext http, string key) => Serve(http, key, http.RequestServices.GetRequiredService<MediaStore>()))
        .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Forever, Rate.Free, open: true);

    private static async Task Serve(HttpContext http, string key, MediaStore store)
    {
        var ours = Ours.GetValueOrDefault(key);
        using var file = ours is null ? store.Open(key) : null;
        if (ours is null && file is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.ContentDisposition = "inline";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.ETag = $"\"{key}\"";
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(key, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = MediaStore.MimeOf(key) ?? "image/png";
        http.Response.ContentLength = file?.Length ?? ours!.Value.Length;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        if (file is not null) await file.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
        else await http.Response.Body.WriteAsync(ours!.Value, http.RequestAborted).ConfigureAwait(false);
    }

    private static byte[] Embedded(string name)
    {
        using var stream = typeof(MediaFiles).Assembly.GetManifestResourceStream("media/" + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
