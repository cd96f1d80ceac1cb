using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Antiphon.Networks.Http;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Networks.Outside;

/// <summary>The one way out: where it goes, what it says, and what it takes.</summary>
public sealed class OutsideClientTests
{
    private static readonly IPAddress Public = IPAddress.Parse("93.184.215.14");
    private static readonly Site Here = new("antiphon.example.org", "https://antiphon.example.org");
    private static readonly Wanted Page = new("text/html", static type => type.Name == "text/html", 100_000);

    [Fact]
    public async Task A_page_is_fetched_with_nothing_said_that_is_not_written_down()
    {
        Environment.SetEnvironmentVariable("http_proxy", "http://127.0.0.1:9");
        await using var peer = new Peer(static path => path == "/first"
            ? Peer.Say("HTTP/1.1 302 Found\r\nLocation: /page\r\nSet-Cookie: a=b\r\nContent-Length: 0")
            : Peer.Html("<p>Hello</p>"));
        using var client = Client(peer);
        var got = await Get(client, "http://name.example.com/first");
        Environment.SetEnvironmentVariable("http_proxy", null);
        Assert.Null(got.Refusal);
        Assert.Equal(("<p>Hello</p>", "http://name.example.com/page", "utf-8"), (Encoding.UTF8.GetString(got.Value.Body), got.Value.Address.AbsoluteUri, got.Value.Type.Charset));
        Assert.All(peer.Requests, static request => Assert.Equal(
            ["Accept", "Accept-Encoding", "Host", "User-Agent"],
            request.Split("\r\n").Skip(1).Where(static line => line.Length > 0).Select(static line => line.Split(':')[0]).Order(StringComparer.Ordinal)));
        Assert.Contains("User-Agent: Antiphon (+https://antiphon.example.org/)", peer.Requests[0], StringComparison.Ordinal);
    }

    /// <summary>security.md, test 10: every special-purpose block, and every way to write an IPv4 address into an IPv6 one.</summary>
    [Fact]
    public async Task Nothing_is_dialled_in_any_special_block_of_addresses_in_any_notation()
    {
        string[] blocks =
        [
            "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.2.1",
            "192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        ];
        string[] others =
        [
            "::", "::1", "100::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "fc00::1", "fdff:ffff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "64:ff9b:1::1", "3fff::1", "5f00::1",
        ];
        foreach (var address in blocks.Select(IPAddress.Parse).SelectMany(Embedded).Concat(others.Select(IPAddress.Parse))) await Refused(address);
        foreach (var address in new[] { "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "223.255.255.255", "2600::1", "2a00:1450:4001::1", "2001:4860:4860::8888" })
        {
            Assert.True(PublicAddress.Is(IPAddress.Parse(address)), address);
        }
    }

    [Fact]
    public async Task Nothing_is_dialled_in_any_block_of_the_collection()
    {
        using var corpus = JsonDocument.Parse(await File.ReadAllTextAsync(Shared.File("data/corpora/ssrf-ip/special-purpose-cidrs.json"), TestContext.Current.CancellationToken));
        var blocks = 0;
        foreach (var list in new[] { "v4", "v4_extra", "v6", "v6_extra" })
        {
            foreach (var row in corpus.RootElement.GetProperty(list).EnumerateArray())
            {
                var block = IPNetwork.Parse(row[0].GetString()!);
                var (first, last) = (block.BaseAddress, Last(block));
                foreach (var address in new[] { first, last }.SelectMany(one => one.AddressFamily == AddressFamily.InterNetwork ? Embedded(one) : [one])) await Refused(address);
                blocks++;
            }
        }

        Assert.True(blocks > 30, $"{blocks} blocks");
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://１２７.0.0.1/")]
    [InlineData("http://127。0。0。1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://93.184.215.14/")]
    [InlineData("http://localhost/")]
    [InlineData("http://localhost./")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://intranet/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://printer.local/")]
    [InlineData("http://name:secret@name.example.com/")]
    [InlineData("http://name.example.com:25/")]
    [InlineData("http://name.example.com:6379/")]
    [InlineData("https://antiphon.example.org/@ana")]
    [InlineData("https://ANTIPHON.example.org./@ana")]
    [InlineData("ftp://name.example.com/")]
    [InlineData("file:///etc/hostname")]
    [InlineData("gopher://name.example.com/")]
    [InlineData("javascript:alert(1)")]
    public async Task An_address_that_no_page_has_is_refused_before_anything_is_asked_or_dialled(string address)
    {
        await using var peer = new Peer(static _ => Peer.Html("secret"));
        using var client = Client(peer);
        Assert.Equal(RefusalKind.Invalid, (await client.Get(new Uri(address), Page, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Empty(peer.Dialled);

        // As the target of a redirect as well.
        await using var leads = new Peer(path => path == "/" ? Peer.MovedTo(address) : Peer.Html("secret"));
        using var other = Client(leads);
        var got = await Get(other, "http://name.example.com/");
        Assert.NotNull(got.Refusal);
        Assert.Single(leads.Dialled);
        Assert.Single(leads.Requests);
    }

    /// <summary>security.md, test 11: what was looked at is what is dialled, and a second answer of the DNS is looked at as well.</summary>
    [Fact]
    public async Task A_name_that_changes_its_address_between_two_looks_leads_nowhere()
    {
        await using var peer = new Peer(static path => path == "/" ? Peer.MovedTo("http://name.example.com/again") : Peer.Html("secret"));
        var answers = new Queue<IPAddress>([Public, IPAddress.Loopback]);
        using var client = Client(peer, (_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]));
        Assert.Equal("address", (await Get(client, "http://name.example.com/")).Refusal?.Field);
        Assert.Equal([new IPEndPoint(Public, 80)], peer.Dialled);
    }

    [Fact]
    public async Task Of_a_name_s_addresses_only_those_are_dialled_that_are_anybody_s()
    {
        await using var peer = new Peer(static _ => Peer.Html("hello"));
        using var client = Client(peer, static (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("fd00::1"), Public]));
        Assert.Null((await Get(client, "http://name.example.com/")).Refusal);
        Assert.Equal([new IPEndPoint(Public, 80)], peer.Dialled);
    }

    [Fact]
    public async Task A_private_network_is_gone_to_where_the_operator_says_so()
    {
        await using var peer = new Peer(static _ => Peer.Html("hello"));
        using var client = new OutsideClient(new OutsideOptions { AllowPrivateNetworks = true }, Here, TimeProvider.System);
        Assert.Null((await Get(client, $"http://127.0.0.1:{peer.Port}/")).Refusal);
        Assert.Null((await Get(client, $"http://localhost:{peer.Port}/")).Refusal);
    }

    [Fact]
    public async Task A_redirect_never_leads_from_an_encrypted_page_to_one_that_is_not_and_not_on_and_on()
    {
        var hops = 0;
        await using var peer = new Peer(path => Peer.MovedTo($"/{++hops}"));
        using var client = Client(peer);
        Assert.NotNull((await Get(client, "http://name.example.com/")).Refusal);
        Assert.Equal(5, peer.Requests.Count);
    }

    [Theory]
    [InlineData("Content-Type: text/plain")]
    [InlineData("Content-Type: image/png")]
    [InlineData("Content-Type: text/html, text/plain")]
    [InlineData("Content-Type: text/plain\r\nContent-Type: text/html")]
    [InlineData("X-Nothing: here")]
    public async Task Another_type_than_was_asked_for_is_refused_unread(string type)
    {
        await using var peer = new Peer(_ => Peer.Say($"HTTP/1.1 200 OK\r\n{type}\r\nContent-Length: 6", "secret"));
        using var client = Client(peer);
        Assert.NotNull((await Get(client, "http://name.example.com/")).Refusal);
    }

    [Fact]
    public async Task More_than_was_asked_for_is_refused_whether_it_is_announced_or_not_and_packed_or_not()
    {
        var much = new string('a', Page.MostBytes + 1);
        byte[] bomb;
        using (var packed = new MemoryStream())
        {
            using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) for (var i = 0; i < 1_000; i++) zip.Write(new byte[100_000]);
            bomb = packed.ToArray();
        }

        await using var peer = new Peer(path => path switch
        {
            "/announced" => Peer.Html(much),
            "/not" => Peer.Say("HTTP/1.1 200 OK\r\nContent-Type: text/html", much),
            "/chunked" => Peer.Say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", $"{much.Length:x}\r\n{much}\r\n0\r\n\r\n"),
            "/bomb" => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n"), .. bomb],
            "/twice" => Peer.Say("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 1", "a"),
            "/headers" => Peer.Say($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Long: {much}\r\nContent-Length: 1", "a"),
            _ => Peer.Html("fits"),
        });
        using var client = Client(peer);
        foreach (var path in new[] { "announced", "not", "chunked", "bomb", "twice", "headers" }) Assert.NotNull((await Get(client, $"http://name.example.com/{path}")).Refusal);
        Assert.Equal("fits", Encoding.UTF8.GetString((await Get(client, "http://name.example.com/fits")).Value.Body));
    }

    [Fact]
    public async Task A_packed_page_is_unpacked()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write("hello"u8);
        var body = packed.ToArray();
        await using var peer = new Peer(_ => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n"), .. body]);
        using var client = Client(peer);
        Assert.Equal("hello", Encoding.UTF8.GetString((await Get(client, "http://name.example.com/")).Value.Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nhalf")]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf")]
    public async Task A_server_that_answers_nonsense_is_a_refusal_and_no_more(string answer)
    {
        await using var peer = new Peer(_ => Encoding.ASCII.GetBytes(answer));
        using var client = Client(peer);
        Assert.NotNull((await Get(client, "http://name.example.com/")).Refusal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=name.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.FromUnixTimeSeconds(1_600_000_000), DateTimeOffset.FromUnixTimeSeconds(4_000_000_000));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var secure = new SslStream(accepted.GetStream());
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await secure.AuthenticateAsServerAsync(certificate);
                if (await secure.ReadAsync(new byte[1], TestContext.Current.CancellationToken) == 0) throw new IOException();
            });
        }, TestContext.Current.CancellationToken);
        using var client = new OutsideClient(new OutsideOptions(), Here, TimeProvider.System, static (_, _) => Task.FromResult<IPAddress[]>([Public]), async (_, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(listener.LocalEndpoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        });
        Assert.NotNull((await Get(client, "https://name.example.com/")).Refusal);
        await serving;
    }

    /// <summary>security.md, test 26: a slow peer costs the deadline and no more.</summary>
    [Fact]
    public async Task A_server_that_dribbles_is_left_at_the_deadline()
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var peer = new Peer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(), cancel);
            began.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        });
        var clock = new Impatient(began.Task);
        using var client = new OutsideClient(new OutsideOptions(), Here, clock, static (_, _) => Task.FromResult<IPAddress[]>([Public]), peer.Dial);
        var got = await Get(client, "http://name.example.com/");
        Assert.Equal(RefusalKind.Busy, got.Refusal?.Kind);
        Assert.Equal([OutsideClient.Deadline], clock.Asked);
    }

    private static OutsideClient Client(Peer peer, ResolveName? resolve = null) => new(new OutsideOptions(), Here, TimeProvider.System, resolve ?? ((name, _) =>
    {
        peer.Asked.Add(name);
        return Task.FromResult<IPAddress[]>([Public]);
    }), peer.Dial);

    private static Task<Outcome<Fetched>> Get(OutsideClient client, string address) => client.Get(new Uri(address), Page, TestContext.Current.CancellationToken);

    private static async Task Refused(IPAddress address)
    {
        Assert.False(PublicAddress.Is(address), $"{address} is said to be public");
        var dialled = false;
        using var client = new OutsideClient(
            new OutsideOptions(), Here, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([address]), (_, _) =>
            {
                dialled = true;
                throw new SocketException((int)SocketError.ConnectionRefused);
            });
        Assert.Equal("address", (await Get(client, "http://name.example.com/")).Refusal?.Field);
        Assert.False(dialled, address.ToString());
    }

    /// <summary>An IPv4 address as it is, and in each of the ways to write it into an IPv6 one.</summary>
    private static IEnumerable<IPAddress> Embedded(IPAddress address)
    {
        var b = address.GetAddressBytes();
        var hex = string.Create(CultureInfo.InvariantCulture, $"{b[0]:x2}{b[1]:x2}:{b[2]:x2}{b[3]:x2}");
        var turned = string.Create(CultureInfo.InvariantCulture, $"{(byte)~b[0]:x2}{(byte)~b[1]:x2}:{(byte)~b[2]:x2}{(byte)~b[3]:x2}");
        return new[] { address }.Concat(
            new[] { $"::ffff:{hex}", $"::{hex}", $"::ffff:0:{hex}", $"64:ff9b::{hex}", $"64:ff9b:1::{hex}", $"2002:{hex}::1", $"2001::{turned}", $"2001:0:{hex}::1" }.Select(IPAddress.Parse));
    }

    private static IPAddress Last(IPNetwork block)
    {
        var bytes = block.BaseAddress.GetAddressBytes();
        for (var bit = block.PrefixLength; bit < bytes.Length * 8; bit++) bytes[bit / 8] |= (byte)(1 << (7 - bit % 8));
        return new IPAddress(bytes);
    }

    /// <summary>A clock on which every wait is over as soon as something has begun.</summary>
    private sealed class Impatient(Task begun) : TimeProvider
    {
        public List<TimeSpan> Asked { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Asked.Add(dueTime);
            _ = begun.ContinueWith(_ => callback(state), TaskScheduler.Default);
            return System.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
