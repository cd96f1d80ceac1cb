using Antiphon.Posts.Text;
using Xunit;

namespace Antiphon.Tests.Posts.Text;

public sealed class PostLengthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Went to work ill.", 17)]
    [InlineData("a\r\nb", 3)]
    [InlineData("👩‍👩‍👧‍👦", 1)]
    [InlineData("🇩🇪🇫🇷", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("नि", 1)]
    [InlineData("https://example.com/a/very/long/path/that/nobody/would/want/to/pay/for", 23)]
    [InlineData("http://a.bc", 23)]
    [InlineData("see http://a.bc, please", 35)]
    [InlineData("@hedda", 6)]
    [InlineData("@hedda@there.example", 6)]
    [InlineData("@hedda@there.example and @nora@far.away.example.org", 15 + 1)]
    [InlineData("#MeToo", 6)]
    public void A_post_is_as_long_as_Mastodon_says(string text, int length) => Assert.Equal(length, PostLength.Count(text));
}
