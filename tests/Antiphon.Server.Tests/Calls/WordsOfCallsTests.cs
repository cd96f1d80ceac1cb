using Antiphon.Calls;
using Antiphon.Web.Calls;
using Antiphon.Web.Charts;
using Xunit;

namespace Antiphon.Server.Tests.Calls;

public sealed class WordsOfCallsTests
{
    [Theory]
    [InlineData("Short and whole.", "Short and whole.", true)]
    [InlineData("If a landlord ever kept your deposit for nothing, answer me too. It is asked because the new law is being written this winter, and nobody knows how many of us there are.", "If a landlord ever kept your deposit for nothing, answer me too.", false)]
    [InlineData("First line\nSecond line.", "First line …", false)]
    public void A_headline_is_the_whole_call_or_its_first_line(string wording, string headline, bool whole)
    {
        Assert.Equal(headline, Headline.Of(wording));
        Assert.Equal(whole, Headline.IsWhole(wording));
    }

    [Fact]
    public void A_long_call_is_cut_between_words_and_one_without_spaces_between_characters()
    {
        var words = string.Join(' ', Enumerable.Repeat("answer", 60));
        Assert.EndsWith("answer …", Headline.Of(words));
        Assert.True(Headline.Of(words).Length <= 153);
        Assert.EndsWith("👩‍👩‍👧 …", Headline.Of(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 60))));
    }

    [Theory]
    [InlineData("me too", "Me too")]
    [InlineData("ég líka", "Ég líka")]
    [InlineData("أنا أيضا", "أنا أيضا")]
    public void The_button_says_the_phrase_as_a_sentence_begins(string phrase, string button) => Assert.Equal(button, Headline.Phrase(phrase));

    [Fact]
    public void Links_are_an_address_and_what_it_is_and_are_written_as_they_are_read()
    {
        ContextLink[] links = [new("The report", "https://example.org/report"), new(string.Empty, "https://example.org/")];
        Assert.Equal(links, CallForm.Links("https://example.org/report  The report\r\n\n https://example.org/ "));
        Assert.Equal(links, CallForm.Links(CallForm.Written(links)));
    }

    [Theory]
    [InlineData("2026-11-24T13:05", 1795525500000)]
    [InlineData("2026-11-24", 1795478400000)]
    public void A_time_without_a_zone_is_UTC(string text, long at)
    {
        Assert.True(CallForm.TryTime(text, out var read));
        Assert.Equal(at, read);
        Assert.False(CallForm.TryTime("tomorrow", out _));
        Assert.True(CallForm.TryTime(" ", out var none));
        Assert.Null(none);
    }

    [Fact]
    public void Half_of_the_answers_is_said_once_there_are_enough_of_them()
    {
        var hours = Enumerable.Range(0, 10).Select(static hour => new HourCount(hour * Growth.HourMs, 10 - hour)).ToList();
        var growth = new Growth(hours, 0);
        Assert.Equal(55, growth.Total);
        Assert.Equal(4, growth.HoursToHalf);
        Assert.True(growth.HasFinding);
        Assert.False(new Growth(hours.Take(1), 0).Drawable);
        Assert.Equal(55, growth.Samples().Last().Sum);
        Assert.Equal(55, growth.Buckets(4, growth.Start, growth.End).N.Sum());
    }

    [Fact]
    public void A_few_answers_of_years_later_do_not_make_a_wall_of_all_before_them_and_are_said()
    {
        var hours = Enumerable.Range(0, 48).Select(static hour => new HourCount(hour * Growth.HourMs, 10)).ToList();
        var growth = new Growth([.. hours, new HourCount(50_000 * Growth.HourMs, 2)], 0);
        Assert.Equal(2, growth.NotDrawn);
        Assert.InRange(growth.DrawnTo, 48 * Growth.HourMs, 72 * Growth.HourMs);
        Assert.Equal(480, growth.Samples().Last().Sum);
        Assert.Equal(482, growth.Total);

        var steady = new Growth(hours, 0);
        Assert.Equal(0, steady.NotDrawn);
        Assert.Equal(steady.End, steady.DrawnTo);
    }
}
