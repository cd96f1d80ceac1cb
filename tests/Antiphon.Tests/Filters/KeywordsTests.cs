using Antiphon.Filters;
using Xunit;

namespace Antiphon.Tests.Filters;

public sealed class KeywordsTests
{
    [Theory]
    [InlineData("A cat sat", "CAT", true, "cat")]
    [InlineData("concatenate", "cat", true, null)]
    [InlineData("concatenate", "cat", false, "cat")]
    [InlineData("concatenate, cat!", "cat", true, "cat")]
    [InlineData("cat_flap", "cat", true, null)]
    [InlineData("cat7", "cat", true, null)]
    [InlineData("naïvety naïve", "naïve", true, "naïve")]
    [InlineData("ночью не спится", "НОЧЬ", true, null)]
    [InlineData("эта Ночь", "ночь", true, "Ночь")]
    [InlineData("cafe\u0301", "cafe", true, null)]
    [InlineData("日本語", "本", true, null)]
    [InlineData("日 本 語", "本", true, "本")]
    [InlineData("see #ill today", "#ill", true, "#ill")]
    [InlineData("see a#ill today", "#ill", true, "#ill")]
    [InlineData("see #illness", "#ill", true, null)]
    [InlineData("I know C++20", "c++", true, "C++")]
    [InlineData("𝒳cat", "cat", true, null)]
    [InlineData("🐈cat", "cat", true, "cat")]
    [InlineData("two words, two  words", "two words", true, "two words")]
    [InlineData("catcat concat cat", "cat", true, "cat")]
    [InlineData("cats cat", "cat", true, "cat")]
    [InlineData("cat-cats.cat", "cat", true, "cat")]
    [InlineData("aaaa", "aa", true, null)]
    [InlineData("aaa aa", "aa", true, "aa")]
    [InlineData("ca", "cat", false, null)]
    [InlineData("", "cat", false, null)]
    public void A_keyword_is_found_as_it_is_written_and_whole_where_it_is_to_be_whole(string text, string keyword, bool whole, string? found) =>
        Assert.Equal(found, Keywords.Find(text, keyword, whole));
}
