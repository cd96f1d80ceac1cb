using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Antiphon.Networks.Http;

/// <summary>The addresses of a name. The system's resolver outside of tests.</summary>
public delegate Task<IPAddress[]> ResolveName(string host, CancellationToken cancel);

/// <summary>A connection to an address that was found fit.</summary>
public delegate ValueTask<Stream> Dial(IPEndPoint end, CancellationToken cancel);

/// <summary>
/// The one way out of this server. An address is looked at before its name is asked for, the addresses of the name before any is dialled, and what was looked at is what is dialled, so that a
/// second answer of the DNS changes nothing; each redirect begins anew. No cookies, credentials, proxies of the environment or headers beyond what is written here; every answer is bounded in
/// time, size, unpacked size and type (security.md, structural defence 1 and tests 10 to 12 and 26).
/// </summary>
public sealed class OutsideClient : IDisposable
{
    /// <summary>Name, connection, redirects and body together.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private const int MostRedirects = 4;
    private const int MostAtOnce = 32;
    private const int MostHeaderKilobytes = 32;
    private const int MostAddresses = 4;
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepConnection = TimeSpan.FromMinutes(1);

    private readonly OutsideOptions options;
    private readonly Site site;
    private readonly TimeProvider clock;
    private readonly ResolveName resolve;
    private readonly Dial dial;
    private readonly HttpMessageInvoker sender;
    private readonly SemaphoreSlim atOnce = new(MostAtOnce);

    /// <param name="resolve">The system's resolver where none is given.</param>
    /// <param name="dial">A TCP connection where none is given.</param>
    public OutsideClient(OutsideOptions options, Site site, TimeProvider clock, ResolveName? resolve = null, Dial? dial = null)
    {
        this.options = options;
        this.site = site;
        this.clock = clock;
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        this.dial = dial ?? Connect;
        sender = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            PreAuthenticate = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectWithin,
            PooledConnectionLifetime = KeepConnection,
            PooledConnectionIdleTimeout = KeepConnection,
            MaxConnectionsPerServer = 4,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectCallback = Guarded,
        });
    }

    /// <summary>Fetches a document. What cannot be had is a refusal with the reason; nothing of the answer is in it.</summary>
    public Task<Outcome<Fetched>> Get(Uri address, Wanted wanted, CancellationToken cancel) => Guard(late => Follow(address, wanted, late), cancel);

    /// <summary>Hands something over, to this very address: no redirect is followed, and of the answer only its status is looked at.</summary>
    public Task<Outcome<Handed>> Post(Uri address, byte[] body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancel) =>
        Guard(late => Hand(address, body, headers, late), cancel);

    private async Task<Outcome<T>> Guard<T>(Func<CancellationToken, Task<Outcome<T>>> work, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await atOnce.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                return await work(either.Token).ConfigureAwait(false);
            }
            finally
            {
                atOnce.Release();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Unreached("That server took too long to answer.");
        }
        catch (UriFormatException)
        {
            // The framework takes letters into a host that no name can have, and says so only when the name is asked for.
            return Refusal.Invalid("address", "This name leads nowhere on the open internet.");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or SocketException or InvalidDataException or System.Security.Authentication.AuthenticationException)
        {
            return Refused(failed) ?? Unreached("That server could not be reached, or did not answer as web servers do.");
        }
    }

    public void Dispose()
    {
        sender.Dispose();
        atOnce.Dispose();
    }

    private async Task<Outcome<Handed>> Hand(Uri address, byte[] body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancel)
    {
        if (Address.Fault(address, site, options.AllowPrivateNetworks) is { } fault) return Refusal.Invalid("address", fault);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content = new ByteArrayContent(body);
        request.Headers.TryAddWithoutValidation("User-Agent", $"Antiphon (+{site.Url}/)");
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await sender.SendAsync(request, cancel).ConfigureAwait(false);
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - clock.GetUtcNow()) : null;
        return new Handed((int)response.StatusCode, wait > TimeSpan.Zero ? wait : null);
    }

    private async Task<Outcome<Fetched>> Follow(Uri address, Wanted wanted, CancellationToken cancel)
    {
        for (var hop = 0; ; hop++)
        {
            if (Address.Fault(address, site, options.AllowPrivateNetworks) is { } fault) return Refusal.Invalid("address", fault);
            using var request = Request(address, wanted);
            using var response = await sender.SendAsync(request, cancel).ConfigureAwait(false);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    return await Read(response, address, wanted, cancel).ConfigureAwait(false);
                case HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect:
                    if (hop == MostRedirects) return Unreached("That address leads on and on.");
                    if (Next(address, response) is not { } next) return Unreached("That address leads on to nowhere.");
                    address = next;
                    break;
                case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                    return Refusal.Gone("There is nothing at that address.");
                default:
                    return Unreached("That server refused, or did not answer as expected.");
            }
        }
    }

    private HttpRequestMessage Request(Uri address, Wanted wanted)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("User-Agent", $"Antiphon (+{site.Url}/)");
        request.Headers.TryAddWithoutValidation("Accept", wanted.Accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        return request;
    }

    /// <summary>Where a redirect leads; never from an encrypted address to one that is not.</summary>
    private static Uri? Next(Uri address, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location || location.OriginalString.Length > Address.Longest || !Uri.TryCreate(address, location, out var next)) return null;
        return address.Scheme == "https" && next.Scheme != "https" ? null : next;
    }

    private static async Task<Outcome<Fetched>> Read(HttpResponseMessage response, Uri address, Wanted wanted, CancellationToken cancel)
    {
        var type = TypeOf(response.Content.Headers);
        if (type is null || !wanted.Fits(type)) return Unreached("There is something else at that address than was looked for.");
        var packed = response.Content.Headers.ContentEncoding;
        if (packed.Count > 1 || packed.Any(static one => one is not ("gzip" or "x-gzip" or "identity"))) return Unreached("That server packs its pages in a way that was not asked for.");
        if (response.Content.Headers.ContentLength > wanted.MostBytes) return TooLarge;
        var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        var zipped = packed.Any(static one => one != "identity");
        var plain = zipped ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
        await using var unpacking = plain.ConfigureAwait(false);

        // What comes is counted as it is unpacked: a bomb is left after the first bytes too many.
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await plain.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > wanted.MostBytes) return TooLarge;
            body.Write(buffer, 0, read);
        }

        return new Fetched(address, type, body.ToArray());
    }

    /// <summary>Null where there is none, or more than one, or it is nonsense.</summary>
    private static MediaType? TypeOf(HttpContentHeaders headers)
    {
        if (!headers.TryGetValues("Content-Type", out var values) || values.ToArray() is not [var value] || !MediaTypeHeaderValue.TryParse(value, out var type)) return null;
        string? Parameter(string name) => type.Parameters.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
        return new MediaType(type.MediaType!.ToLowerInvariant(), Parameter("charset"), Parameter("profile"));
    }

    /// <summary>
    /// Every connection is made here. The addresses are looked at, and the very ones that were looked at are dialled: nothing asks for the name a second time.
    /// </summary>
    private async ValueTask<Stream> Guarded(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, cancel).ConfigureAwait(false);
        var fit = options.AllowPrivateNetworks ? found : Array.FindAll(found, PublicAddress.Is);
        if (fit.Length == 0) throw new NowhereException();
        for (var i = 0; ; i++)
        {
            try
            {
                return await dial(new IPEndPoint(fit[i], port), cancel).ConfigureAwait(false);
            }
            catch (SocketException) when (i + 1 < Math.Min(fit.Length, MostAddresses))
            {
                // The next of its addresses may answer: a server whose IPv6 is broken, or ours.
            }
        }
    }

    private static async ValueTask<Stream> Connect(IPEndPoint end, CancellationToken cancel)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(end, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Refusal TooLarge => Refusal.TooLarge("What is at that address is too large.");

    private static Refusal Unreached(string message) => new(RefusalKind.Busy, message);

    private static Refusal? Refused(Exception failed)
    {
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (cause is NowhereException) return Refusal.Invalid("address", "This name leads nowhere on the open internet.");
        }

        return null;
    }

    private sealed class NowhereException : IOException;
}
