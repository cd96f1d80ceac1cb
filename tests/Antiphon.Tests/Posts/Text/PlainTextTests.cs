using Antiphon.Posts.Text;
using Xunit;

namespace Antiphon.Tests.Posts.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("just text", "just text")]
    [InlineData("<p>one</p><p>two<br>three<br/>four</p>", "one\n\ntwo\nthree\nfour")]
    [InlineData("<p>one</p>\n\n<p>two</p>\n", "one\n\ntwo")]
    [InlineData("<div>one\n   two</div>", "one two")]
    [InlineData("a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&#39; &eacute; &#x1F600;", "a <b> &amp; \"c\" 'd' é 😀")]
    [InlineData("1 < 2 and 3 <4 i <3 you", "1 < 2 and 3 <4 i <3 you")]
    [InlineData("x<script>alert('</p>')</script>y", "xy")]
    [InlineData("x<SCRIPT src=a>alert(1)</ScRiPt >y", "xy")]
    [InlineData("x<style>p{}</style>y<template><p>z</p></template>", "xy")]
    [InlineData("x<!-- <p>hidden</p> -->y", "xy")]
    [InlineData("x<!-- never closed", "x")]
    [InlineData("x<script>never closed", "x")]
    [InlineData("x<img src=\"a>b\" onerror=alert(1)>y", "xy")]
    [InlineData("<!DOCTYPE html><?xml version='1.0'?>x", "x")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "a\n\nb")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr></table>", "a b")]
    [InlineData("<p>Answer to <a href=\"https://x.example/tags/metoo\" class=\"mention hashtag\">#<span>MeToo</span></a></p>", "Answer to #MeToo")]
    [InlineData("<a href=\"https://example.com/long\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">example</span><span class=\"invisible\">.com/long</span></a>",
        "https://example.com/long")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>")]
    public void Html_becomes_the_text_that_a_reader_sees(string html, string text) => Assert.Equal(text, PlainText.FromHtml(html));
}
