using System.Diagnostics;
using Xunit;

namespace Antiphon.Server.Tests.Harness;

/// <summary>A real shared cache before a server: nginx, as many operators put it there, keeping whatever the answers allow. Skips the calling test where it is not installed.</summary>
public sealed class NginxCache : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly Process process;
    private readonly string directory;

    private NginxCache(Process process, string directory, string url)
    {
        this.process = process;
        this.directory = directory;
        Url = url;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(url) };
    }

    public string Url { get; }

    /// <summary>Nobody, through the cache.</summary>
    public HttpClient Http { get; }

    /// <param name="origin">The server behind it.</param>
    public static async Task<NginxCache> Before(string origin)
    {
        if (!File.Exists(Program)) Assert.Skip("nginx is not installed (Debian: apt-get install nginx-light).");
        var directory = Directory.CreateTempSubdirectory("antiphon-nginx-").FullName;
        var port = RunningServer.FreePort();
        var file = Path.Combine(directory, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            daemon off;
            worker_processes 1;
            {{(Environment.IsPrivilegedProcess ? "user root;" : string.Empty)}}
            pid {{directory}}/pid;
            error_log {{directory}}/error.log;
            events { }
            http {
              access_log off;
              client_body_temp_path {{directory}}/body;
              proxy_temp_path {{directory}}/proxy;
              fastcgi_temp_path {{directory}}/fastcgi;
              uwsgi_temp_path {{directory}}/uwsgi;
              scgi_temp_path {{directory}}/scgi;
              proxy_cache_path {{directory}}/cache keys_zone=shared:2m;
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass {{origin}};
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_cache shared;
                  proxy_cache_revalidate on;
                  add_header X-Cache-Status $upstream_cache_status always;
                }
              }
            }
            """);
        var process = Process.Start(new ProcessStartInfo(Program, ["-p", directory, "-c", file, "-e", Path.Combine(directory, "error.log")]) { RedirectStandardError = true })!;
        var cache = new NginxCache(process, directory, $"http://127.0.0.1:{port}");
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await cache.Http.GetAsync("/healthz");
                return cache;
            }
            catch (HttpRequestException) when (!process.HasExited && waited.Elapsed < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>The same person through the cache: with the headers of a client that asks the server itself.</summary>
    public HttpClient As(HttpClient direct)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Url) };
        foreach (var (name, values) in direct.DefaultRequestHeaders) client.DefaultRequestHeaders.TryAddWithoutValidation(name, values);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
