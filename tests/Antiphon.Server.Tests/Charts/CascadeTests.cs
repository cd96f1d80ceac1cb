using System.Globalization;
using System.Xml.Linq;
using Antiphon.Calls.Spreading;
using Antiphon.Tally;
using Antiphon.Web.Charts;
using Antiphon.Web.Texts;
using Xunit;

namespace Antiphon.Server.Tests.Charts;

/// <summary>The charts of how a call spread as they are drawn, for few people and for many: everything inside the picture, no label over another, nothing smaller than 12 px.</summary>
public sealed class CascadeTests
{
    private const long Hour = Growth.HourMs;
    private const long Start = 1_770_000_000_000 / Hour * Hour;

    private static readonly Words English = new Languages()["en"];

    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 0 }, { 9, 1, 0 }, { 12, 2, 1 }, { 10, 3, 2 }, { 1_000, 1, 3 }, { 45_000, 4, 5 }, { 1_000_000, 5, 8 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_picture_is_well_formed_and_keeps_its_labels_inside_and_apart(int people, int networks, int knots)
    {
        var cascade = Made(people, networks, knots);
        foreach (var svg in Pictures(CascadeChart.Both(cascade, "A title", "What it says.", English))) AssertLegible(svg);
    }

    [Fact]
    public void The_wide_picture_speaks_and_the_narrow_one_is_silent()
    {
        var both = Pictures(CascadeChart.Both(Made(1_000, 2, 1), "A title", "What it says.", English));
        Assert.Equal(["wide", "narrow"], both.Select(static svg => svg.Attribute("class")!.Value));
        Assert.Equal(("A title", "What it says."), (both[0].Element("title")!.Value, both[0].Element("desc")!.Value));
        Assert.Equal("true", both[1].Attribute("aria-hidden")!.Value);
    }

    [Fact]
    public void A_dozen_people_are_a_dozen_dots()
    {
        var wide = Pictures(CascadeChart.Both(Made(12, 2, 0), "A title", "What it says.", English))[0];
        Assert.Equal(12, wide.Elements("circle").Count(static dot => dot.Attribute("class")!.Value is "d" or "m" or "m2"));
        Assert.Empty(wide.Elements("rect"));
    }

    [Fact]
    public void All_bands_have_one_scale()
    {
        var wide = Pictures(CascadeChart.Both(Made(90_000, 3, 0), "A title", "What it says.", English))[0];
        var bars = wide.Elements("rect").Where(static bar => bar.Attribute("class")!.Value == "b").Select(static bar => Of(bar, "height")).ToList();
        var cascade = Made(90_000, 3, 0);
        var (size, _) = cascade.Growth.Buckets((576 - 84) / 5, cascade.Growth.Start, cascade.Growth.DrawnTo);
        var figures = cascade.Bands.SelectMany(band => cascade.Waves(band, size)).Where(static w => w.Free > 0).Select(static w => (double)w.Free).ToList();
        Assert.Equal(figures.Count, bars.Count);
        var scale = bars.Max() / figures.Max();
        for (var i = 0; i < bars.Count; i++) Assert.Equal(Math.Max(1, figures[i] * scale), bars[i], 0.2);
    }

    [Fact]
    public void Of_a_hundred_says_all_and_none_only_where_it_is_so()
    {
        Assert.Equal(100, new Cascade([new Band("A", [new Ways(Start, Network.Twitter, 500, 0, 0, 0)])], [], Start).FreeOfHundred);
        Assert.Equal(99, new Cascade([new Band("A", [new Ways(Start, Network.Twitter, 999, 1, 0, 0)])], [], Start).FreeOfHundred);
        Assert.Equal(1, new Cascade([new Band("A", [new Ways(Start, Network.Twitter, 1, 0, 999, 0)])], [], Start).FreeOfHundred);
        Assert.Equal(0, new Cascade([new Band("A", [new Ways(Start, Network.Twitter, 0, 0, 0, 7)])], [], Start).FreeOfHundred);
    }

    [Fact]
    public void Lists_of_bars_and_the_chart_of_who_stands_are_legible()
    {
        BarLine[] lines = [new("Serbo-Croatian as it is spoken", 4_100_200, "4,100,200", true), new("en", 0, "0", false), new("日本語の長い名前です", 12, "12", false)];
        var ever = new Growth(Enumerable.Range(0, 90).Select(static i => new HourCount(Start + (i * Hour), 1_000 - i)), Start);
        var standing = new Growth(Enumerable.Range(0, 90).Select(static i => new HourCount(Start + (i * Hour), 990 - i)), Start);
        foreach (var svg in Pictures(BarList.Both(lines, "x-", "A title", "Says.") + StandChart.Both(ever, standing, "Says.", English))) AssertLegible(svg);
    }

    private static Cascade Made(int people, int networks, int knots)
    {
        var random = new Random(people);
        var bands = new List<Band>();
        for (var n = 0; n < networks; n++)
        {
            var ways = new List<Ways>();
            for (var i = 0; i < people / networks; i++)
            {
                var hour = (n * 5) + (int)(60 * random.NextDouble() * random.NextDouble());
                var free = random.Next(10) > 1 ? 1 : 0;
                ways.Add(new Ways(Start + (hour * Hour), (Network)(n + 1), free, 0, 1 - free, 0));
            }

            var merged = ways.GroupBy(static w => w.T).OrderBy(static g => g.Key).Select(g => new Ways(g.Key, (Network)(n + 1), g.Sum(static w => w.Free), 0, g.Sum(static w => w.Direct), 0));
            bands.Add(new Band($"Network {n}", [.. merged]));
        }

        return new Cascade(bands, [.. Enumerable.Range(0, knots).Select(i => new Knot(i % networks, i % 3 == 0 ? "A union of cooks and of waiters" : "Mo", Start + (i * i * Hour), 100 * i))], Start + 1_260_000);
    }

    private static List<XElement> Pictures(string markup) => [.. XElement.Parse($"<all>{markup}</all>").Elements("svg")];

    private static double Of(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static void AssertLegible(XElement svg)
    {
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var labels = svg.Elements("text").Select(static text => (Said: text.Value, Room: RoomOf(text))).ToList();
        foreach (var (said, room) in labels)
        {
            Assert.True(room.Left >= -1 && room.Right <= box[2] + 4, $"\"{said}\" leaves the picture: {room.Left:0} to {room.Right:0} of {box[2]}");
            Assert.True(room.Top >= -1 && room.Bottom <= box[3] + 1, $"\"{said}\" leaves the picture: {room.Top:0} to {room.Bottom:0} of {box[3]}");
        }

        for (var i = 0; i < labels.Count; i++)
        {
            for (var j = i + 1; j < labels.Count; j++)
            {
                var (a, b) = (labels[i].Room, labels[j].Room);
                var apart = a.Right <= b.Left || b.Right <= a.Left || a.Bottom <= b.Top || b.Bottom <= a.Top;
                Assert.True(apart, $"\"{labels[i].Said}\" lies over \"{labels[j].Said}\"");
            }
        }

        foreach (var bar in svg.Elements("rect")) Assert.True(Of(bar, "x") + Of(bar, "width") <= box[2] + 1 && Of(bar, "y") >= 0 && Of(bar, "height") > 0);
    }

    /// <summary>Where a label stands: at 12 px, some 6 px a letter.</summary>
    private static (double Left, double Right, double Top, double Bottom) RoomOf(XElement text)
    {
        var (x, y, width) = (Of(text, "x"), Of(text, "y"), TextRoom.Of(text.Value) * 0.9);
        var left = (string?)text.Attribute("text-anchor") switch { "end" => x - width, "middle" => x - (width / 2), _ => x };
        return (left, left + width, y - 9, y + 2);
    }
}
