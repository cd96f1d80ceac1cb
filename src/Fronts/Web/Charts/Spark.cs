namespace Antiphon.Web.Charts;

/// <summary>The growth as a line without words, beside the number that says the same.</summary>
public static class Spark
{
    private const int Width = 96;
    private const int Height = 26;

    /// <param name="until">UTC ms: the line goes on level towards here, so that a call that has gone quiet looks quiet; at most by half of its own time, so that it stays a line.</param>
    public static string Draw(Growth growth, long until)
    {
        var end = Math.Max(growth.DrawnTo, Math.Min(until, growth.DrawnTo + ((growth.DrawnTo - growth.Start) / 2)));
        double X(long t) => 2 + ((Width - 4.0) * (t - growth.Start) / (end - growth.Start));
        double Y(long n) => Height - 2 - ((Height - 5.0) * n / Math.Max(1, growth.Total));
        var points = growth.Samples(48).Select(sample => (X(sample.T), Y(sample.Sum))).Append((X(end), Y(growth.At(growth.DrawnTo))));
        return new Svg().Open("spark", Width, Height, null).Path("l", points).Dot("d", X(end), Y(growth.At(growth.DrawnTo)), 2).Close();
    }
}
