using System.Globalization;

namespace Antiphon.Benchmarks;

/// <summary>What a figure must be, in words and as a rule over (ours, floor).</summary>
public sealed record Goal(string Words, Func<double, double?, bool> Met)
{
    public static Goal AtLeast(double ours, string words) => new(words, (measured, _) => measured >= ours);

    public static Goal Under(double ours, string words) => new(words, (measured, _) => measured < ours);

    /// <summary>As a part of the floor, which is a throughput.</summary>
    public static Goal OfFloor(double share) => new(
        string.Create(CultureInfo.InvariantCulture, $"≥ {share:P0} of the floor").Replace(" %", " %", StringComparison.Ordinal),
        (measured, floor) => floor is { } base_ && measured >= share * base_);
}

/// <summary>One measured promise.</summary>
/// <param name="Unit">Of both values, such as "posts/s".</param>
/// <param name="Ours">The median of the rounds.</param>
/// <param name="Floor">The same work without us, measured in the same run; null where nothing could be left out.</param>
/// <param name="Note">What helps to read it: processor time per request, what the floor is.</param>
public sealed record Figure(string Name, string Unit, double Ours, double? Floor, Goal Goal, string Note = "")
{
    public double? Ratio => Floor is { } floor and > 0 ? Ours / floor : null;

    public bool Met => Goal.Met(Ours, Floor);
}

/// <summary>A step of the ladder.</summary>
public interface IRung
{
    /// <summary>What <c>./run bench NAME</c> looks for.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> Run(Workbench bench);
}
