using System.Net;
using Antiphon.Networks.Http;
using Antiphon.Tests.Networks.Outside;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Bugs;

/// <summary>An address with a letter in its host that no name can have was an exception, and so was a redirect to one.</summary>
public sealed class HostsThatNoNameCanHaveTests
{
    [Fact]
    public async Task They_are_refused_with_a_word_at_once_and_after_a_redirect()
    {
        await using var peer = new Peer(static path => path == "/on" ? Peer.MovedTo("http://%EF%B7%90.example.com/") : Peer.Html("<p>Hello</p>"));
        using var client = new OutsideClient(
            new OutsideOptions(), new Site("antiphon.example.org", "https://antiphon.example.org"), new FakeClock(), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.215.14")]), peer.Dial);
        var page = new Wanted("text/html", static type => type.Name == "text/html", 1_000);
        Assert.Equal(RefusalKind.Invalid, (await client.Get(new Uri("http://\ufdd0.example.com/"), page, CancellationToken.None)).Refusal?.Kind);
        Assert.False((await client.Get(new Uri("http://name.example.com/on"), page, CancellationToken.None)).Ok);
        Assert.Null((await client.Get(new Uri("http://name.example.com/page"), page, CancellationToken.None)).Refusal);
    }
}
