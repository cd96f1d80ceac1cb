using Antiphon.Web.Texts;

namespace Antiphon.Web.Charts;

/// <summary>
/// The picture of a cascade. Time runs to the right; each network has a line, first the one on which it began. Above a line stand the people whose answers hung on nothing, below it those who
/// answered at the call itself, deeper replies lighter; a hairline marks the hour in which it came to the next network; knots are the named posts through which others answered. A dozen
/// people are a dozen dots, a million are bars of the same scale on every line.
/// </summary>
public static class CascadeChart
{
    private const double Top = 20;
    private const double Header = 20;
    private const double Gap = 12;
    private const double Lane = 17;

    /// <summary>What all bands together may be high.</summary>
    private const double Room = 230;

    /// <summary>Up to so many people in the fullest bucket each is a dot of its own.</summary>
    private const long MostDots = 9;

    /// <summary>For a wide column and again for a phone; the first speaks for both.</summary>
    public static string Both(Cascade cascade, string title, string description, Words words) =>
        new Picture(cascade, 576, 84, 7, words).Draw("wide", title, description) + new Picture(cascade, 280, 70, 4, words).Draw("narrow", null, string.Empty);

    private sealed class Picture
    {
        private readonly Cascade cascade;
        private readonly int width;
        private readonly int ticks;
        private readonly Words words;
        private readonly double right;
        private readonly long size;
        private readonly Wave[][] waves;
        private readonly double each;
        private readonly bool dots;
        private readonly List<Line> lines = [];

        public Picture(Cascade cascade, int width, double margin, int ticks, Words words)
        {
            (this.cascade, this.width, this.ticks, this.words) = (cascade, width, ticks, words);
            right = width - margin;
            var growth = cascade.Growth;
            size = growth.Buckets((int)(right / 5), growth.Start, growth.DrawnTo).BucketMs;
            waves = [.. cascade.Bands.Select(band => cascade.Waves(band, size))];
            var most = waves.Max(static band => band.Max(static w => Math.Max(w.Free, w.Below)));
            dots = most <= MostDots;
            each = dots ? Math.Min(8, StepOf(waves[0].Length)) : Room / Math.Max(1, waves.Sum(static band => band.Max(static w => w.Free) + band.Max(static w => w.Below)));
            Place();
        }

        /// <summary>Where a band has its line, and how many lanes of labels stand beneath.</summary>
        private readonly record struct Line(double Head, double Base, double End, IReadOnlyList<(Knot Knot, double X, double Y, string Label)> Labels);

        private int Height => (int)Math.Ceiling(lines[^1].End + 26);

        public string Draw(string @class, string? title, string description)
        {
            var svg = title is null ? new Svg().Open(@class, width, Height, null) : new Svg().Open(@class, width, Height, "cascade-", title, description);
            var bottom = lines[^1].End;
            var call = X(cascade.Opened);
            svg.Line("c", call, Top - 16, call, lines[0].Base);
            svg.Label("n", call + 6, Top - 7, words["spread.the-call", words.AxisDay(cascade.Opened, withWeekday: true), Words.Clock(cascade.Opened)]);
            for (var band = 0; band < lines.Count; band++) Band(svg, band);
            if (!dots) Peak(svg);
            svg.Line("g", 0, bottom, right, bottom);
            Axis.Under(svg, Axis.Times(cascade.Growth.Start, cascade.Growth.DrawnTo, ticks, words).Select(time => (X(time.T), time.Label)), bottom, right);
            if (!dots) svg.Label("t", right + 6, bottom + 20, size >= Growth.DayMs ? words["spread.bar-days", size / Growth.DayMs] : words["spread.bar-hours", size / Growth.HourMs]);
            return svg.Close();
        }

        private static double StepOf(int buckets, double right) => right / buckets;

        private double StepOf(int buckets) => StepOf(buckets, right);

        private double X(long t) => 1 + ((right - 1) * (Math.Clamp(t, cascade.Growth.Start, cascade.Growth.DrawnTo) - cascade.Growth.Start) / (cascade.Growth.DrawnTo - cascade.Growth.Start));

        private void Place()
        {
            var y = Top;
            for (var band = 0; band < waves.Length; band++)
            {
                var @base = y + Header + Math.Max(10, waves[band].Max(static w => w.Free) * each);
                var labels = Labels(band, @base + Math.Max(6, waves[band].Max(static w => w.Below) * each) + 4, out var end);
                lines.Add(new Line(y + 13, @base, band == 0 ? Math.Max(end, @base + 18) : end, labels));
                y = lines[^1].End + Gap;
            }
        }

        /// <summary>Names beneath a band, each as near to its knot as those before it leave room.</summary>
        private List<(Knot, double X, double Y, string Label)> Labels(int band, double y, out double end)
        {
            var placed = new List<(Knot, double X, double Y, string Label)>();
            var lanes = new List<double>();
            foreach (var knot in cascade.Knots.Where(knot => knot.Band == band && knot.At < cascade.Growth.DrawnTo).OrderBy(static knot => knot.At))
            {
                var label = TextRoom.Fit(words["spread.knot", knot.Name, words.Number(knot.People)], width * 0.6);
                var from = Math.Clamp(X(knot.At) + 4, 0, width - TextRoom.Of(label));
                var lane = lanes.FindIndex(until => until < from);
                if (lane < 0)
                {
                    lane = lanes.Count;
                    lanes.Add(0);
                }

                lanes[lane] = from + TextRoom.Of(label) + 8;
                placed.Add((knot, from, y + (lane * Lane) + 12, label));
            }

            end = y + (lanes.Count * Lane);
            return placed;
        }

        private void Band(Svg svg, int band)
        {
            var (line, call) = (lines[band], X(cascade.Opened) + 6);
            var shown = cascade.Bands[band];
            if (band > 0)
            {
                // Where it came over from the first network.
                var x = X(shown.First);
                svg.Line("x", x, lines[0].Base, x, line.Base);
            }

            if (dots) Dots(svg, band);
            else Bars(svg, band);
            svg.Line("g", 0, line.Base, right, line.Base);

            // Where each person is a dot, no other dot may stand beside them.
            if (band > 0 && !dots) svg.Dot("d", X(shown.First), line.Base, 3);
            var head = words.Count("spread.band", shown.People, shown.Name);
            var crossed = band > 0 ? words["spread.crossed", words.AxisDay(shown.First, withWeekday: true), Words.Clock(shown.First)] : string.Empty;
            svg.Label("n", band == 0 ? call : 0, line.Head, TextRoom.Of(head + crossed) <= width ? head + crossed : TextRoom.Fit(head, width - 8));
            if (band == 0)
            {
                svg.Label("e2", right + 6, line.Base - 5, words["spread.free-label"]);
                svg.Label("t", right + 6, line.Base + 13, words["spread.at-call-label"]);
            }

            foreach (var (knot, x, y, label) in line.Labels)
            {
                svg.Line("k", X(knot.At), line.Base, X(knot.At), y);
                svg.Dot("o", X(knot.At), line.Base, 4);
                svg.Label("n", x, y, label);
            }
        }

        private void Bars(Svg svg, int band)
        {
            var y = lines[band].Base;
            var step = StepOf(waves[band].Length);
            var thick = Math.Max(1, step - Math.Min(1, step / 4));
            for (var i = 0; i < waves[band].Length; i++)
            {
                var (x, wave) = (1 + (i * step), waves[band][i]);
                double up = Tall(wave.Free), direct = Tall(wave.Direct), deeper = Tall(wave.Deeper);
                if (up > 0) svg.Bar("b", x, y - up, thick, up);
                if (direct > 0) svg.Bar("m", x, y, thick, direct);
                if (deeper > 0) svg.Bar("m2", x, y + direct, thick, deeper);
            }
        }

        /// <summary>The one number that gives all bars their scale, beside the tallest.</summary>
        private void Peak(Svg svg)
        {
            var band = Enumerable.Range(0, waves.Length).MaxBy(of => waves[of].Max(static w => w.Free));
            var (most, at) = waves[band].Select(static (w, i) => (w.Free, i)).MaxBy(static wave => wave.Free);
            if (most == 0) return;
            var said = words.Number(most);
            var x = 1 + ((at + 1) * StepOf(waves[band].Length));
            var before = x + 4 + TextRoom.Of(said) > right;
            svg.Label("e2", before ? x - StepOf(waves[band].Length) - 4 : x + 4, lines[band].Base - Tall(most) + 9, said, before ? "end" : "start");
        }

        /// <summary>One person in an hour is seen, however many the next hour has.</summary>
        private double Tall(long people) => people == 0 ? 0 : Math.Max(1, people * each);

        private void Dots(Svg svg, int band)
        {
            var y = lines[band].Base;
            var step = StepOf(waves[band].Length);
            var radius = Math.Max(1.5, (each / 2) - 0.5);
            for (var i = 0; i < waves[band].Length; i++)
            {
                var (x, wave) = (1 + (i * step) + (step / 2), waves[band][i]);
                for (var n = 0; n < wave.Free; n++) svg.Dot("d", x, y - ((n + 0.5) * each), radius);
                for (var n = 0; n < wave.Below; n++) svg.Dot(n < wave.Direct ? "m" : "m2", x, y + ((n + 0.5) * each), radius);
            }
        }
    }
}
