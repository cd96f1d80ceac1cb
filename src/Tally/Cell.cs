using System.Globalization;

namespace Antiphon.Tally;

/// <summary>A published figure that may be too small to be shown.</summary>
public readonly record struct Cell
{
    /// <summary>The smallest number of people that is shown where a smaller one could point at somebody.</summary>
    public const int Least = 10;

    private readonly long value;
    private readonly bool shown;

    private Cell(long value, bool shown, bool few) => (this.value, this.shown, IsFew) = (value, shown, few);

    /// <summary>The figure, or null where it is not shown.</summary>
    public long? Value => shown ? value : null;

    /// <summary>Whether the figure is withheld because it is under <see cref="Least"/>, and that may be said.</summary>
    public bool IsFew { get; }

    /// <summary>Withheld, for being under <see cref="Least"/>.</summary>
    public static Cell Few => new(0, false, true);

    /// <summary>Withheld, without saying whether it is small itself or protects one that is.</summary>
    public static Cell Hidden => new(0, false, false);

    /// <summary>The figure as it is.</summary>
    public static Cell Exact(long value) => new(value, true, false);

    /// <summary>The figure, or <see cref="Few"/> where it is under <see cref="Least"/> (0 too: nothing and one must look alike).</summary>
    public static Cell Of(long value) => value < Least ? Few : Exact(value);

    /// <summary>As it is read by people, in English.</summary>
    public override string ToString() =>
        shown ? value.ToString(CultureInfo.InvariantCulture) : IsFew ? "fewer than 10" : "not shown";
}
