using System.Globalization;
using System.Net;

namespace Antiphon.Benchmarks.Processes;

/// <summary>
/// The floor of everything over HTTP: the same Kestrel, set up the same way, whose handlers do nothing but send bytes that lie in memory. <c>GET /</c> and <c>POST /</c> (which reads its
/// body) answer with the given bytes; <c>GET /live</c> is a stream of events, one for each <c>POST /tick</c>.
/// </summary>
internal static class BareServer
{
    public const string Role = "--bare";

    public static async Task<int> Run(string port, string file, string contentType)
    {
        var body = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        });
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.UseRouting();
        Task Send(HttpContext http)
        {
            http.Response.ContentType = contentType;
            http.Response.ContentLength = body.Length;
            return http.Response.Body.WriteAsync(body, 0, body.Length);
        }

        var live = new Events(body.Length);
        app.MapGet("/", Send);
        app.MapPost("/", async (HttpContext http) =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await Send(http);
        });
        app.MapGet("/live", live.Stream);
        app.MapPost("/tick", (HttpContext _) => live.Tick());
        await app.RunAsync();
        return 0;
    }

    private sealed class Events(int length)
    {
        private volatile Event latest = new(0, length);

        public void Tick()
        {
            var old = latest;
            latest = new Event(old.Sequence + 1, length);
            old.Next.SetResult();
        }

        public async Task Stream(HttpContext http)
        {
            http.Response.ContentType = "text/event-stream";
            var seen = latest;
            while (true)
            {
                await http.Response.Body.WriteAsync(seen.Bytes, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await seen.Next.Task.WaitAsync(http.RequestAborted);
                seen = latest;
            }
        }

        private sealed class Event(long sequence, int length)
        {
            public long Sequence => sequence;

            public TaskCompletionSource Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public byte[] Bytes { get; } = System.Text.Encoding.ASCII.GetBytes($"id: {sequence}\nevent: count\ndata: {new string('x', length)}\n\n");
        }
    }
}
