using Antiphon.Posts.Text;
using Xunit;

namespace Antiphon.Tests.Posts.Text;

public sealed class SafeUrlTests
{
    [Theory]
    [InlineData("http://example.com")]
    [InlineData("https://example.com/a?b=c#d")]
    [InlineData("HTTPS://EXAMPLE.COM/")]
    [InlineData("https://bücher.example/ü?q=日本")]
    [InlineData("https://example.com:8443/")]
    [InlineData("https://[2001:db8::1]/")]
    [InlineData("https://example.com/a'b(c)")]
    public void Http_and_https_pass(string url) => Assert.True(SafeUrl.TryHttp(url, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("//example.com")]
    [InlineData("/path")]
    [InlineData("http:example.com")]
    [InlineData("http:/example.com")]
    [InlineData("http:///example.com")]
    [InlineData("http://")]
    [InlineData("http://?")]
    [InlineData("https://:80/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("\u0001javascript:alert(1)")]
    [InlineData("\u00A0javascript:alert(1)")]
    [InlineData("\uFEFFjavascript:alert(1)")]
    [InlineData("javascript&colon;alert(1)")]
    [InlineData("&#106;avascript:alert(1)")]
    [InlineData("&#x6A;avascript:alert(1)")]
    [InlineData("jav&#x0A;ascript:alert(1)")]
    [InlineData("javascript://example.com/%0Aalert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("data:text/html;base64,PHNjcmlwdD4=")]
    [InlineData("vbscript:msgbox(1)")]
    [InlineData("view-source:http://example.com")]
    [InlineData("blob:https://example.com/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com")]
    [InlineData("feed:javascript:alert(1)")]
    [InlineData("http://exa mple.com")]
    [InlineData("http://example.com/a b")]
    [InlineData("http://example.com/\u0000")]
    [InlineData("http://example.com/\r\nSet-Cookie:x")]
    [InlineData("http://example.com\\@evil.example")]
    [InlineData("http:\\\\example.com")]
    [InlineData("http://example.com/\"onclick=alert(1)")]
    [InlineData("http://example.com/<b>")]
    [InlineData("http://bank.example@evil.example/")]
    [InlineData("http://user:pass@example.com/")]
    [InlineData("http://example.com/\u202Egpj.exe")]
    [InlineData("http://example.com/\uD800")]
    [InlineData(" http://example.com")]
    [InlineData("http://example.com ")]
    public void Nothing_else_does(string? url) => Assert.False(SafeUrl.TryHttp(url, out _));

    [Fact]
    public void A_very_long_address_does_not_pass() => Assert.False(SafeUrl.TryHttp("http://example.com/" + new string('a', SafeUrl.MaxLength), out _));
}
