namespace Antiphon.Calls;

/// <summary>UTC hours, in milliseconds: what every series is by.</summary>
public static class Hours
{
    public const long Hour = 3_600_000;

    public const long Day = 24 * Hour;

    /// <summary>
    /// Where the hour begins in which this was. A call's first 24 hours are the 24 UTC hours from the one in which it opened: whatever a series has in them was within
    /// 24 hours of the opening.
    /// </summary>
    public static long First(long at) => at / Hour * Hour;
}
