using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Antiphon.Web.Assets;

/// <summary>
/// The stylesheet, the scripts and the icon: embedded in the assembly, served under addresses that carry a hash of their content, so that a browser keeps them
/// for a year and never sees an old one beside a new page. Compressed once each, on first use.
/// </summary>
public sealed class AssetFiles
{
    /// <summary>Where they are served.</summary>
    public const string Path = "/assets/";

    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, string> addresses;
    private readonly FrozenDictionary<string, AssetFile> files;

    public AssetFiles()
    {
        var found = Read().ToList();
        addresses = found.ToFrozenDictionary(static file => file.Name, static file => Path + file.Hashed);
        files = found.ToFrozenDictionary(static file => file.Hashed);
    }

    /// <summary>The address of a file by its name, such as "site.css".</summary>
    public string this[string name] => addresses[name];

    /// <summary>Answers <c>GET /assets/{file}</c>.</summary>
    public Task Serve(HttpContext http, string file)
    {
        if (!files.TryGetValue(file, out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        http.Response.ContentType = asset.Type;
        var body = asset.Plain;
        if (accepted.Contains("br", StringComparison.Ordinal)) (body, headers.ContentEncoding) = (asset.Brotli.Value, "br");
        else if (accepted.Contains("gzip", StringComparison.Ordinal)) (body, headers.ContentEncoding) = (asset.Gzip.Value, "gzip");
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private static IEnumerable<AssetFile> Read()
    {
        var assembly = typeof(AssetFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var plain = new byte[stream.Length];
            stream.ReadExactly(plain);
            var name = resource[Prefix.Length..];
            var extension = System.IO.Path.GetExtension(name);
            var hash = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 6));
            yield return new AssetFile(name, $"{name[..^extension.Length]}.{hash}{extension}", Types[extension], plain);
        }
    }

    private sealed record AssetFile(string Name, string Hashed, string Type, byte[] Plain)
    {
        public readonly Lazy<byte[]> Brotli = new(() => Compress(Plain, static to => new BrotliStream(to, CompressionLevel.SmallestSize)));
        public readonly Lazy<byte[]> Gzip = new(() => Compress(Plain, static to => new GZipStream(to, CompressionLevel.SmallestSize)));

        private static byte[] Compress(byte[] plain, Func<Stream, Stream> compressor)
        {
            using var buffer = new MemoryStream();
            using (var stream = compressor(buffer)) stream.Write(plain);
            return buffer.ToArray();
        }
    }
}
