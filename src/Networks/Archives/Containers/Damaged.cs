namespace Antiphon.Networks.Archives.Containers;

/// <summary>What is said of a file that cannot be unpacked.</summary>
internal static class Damaged
{
    public const string Sentence = "This file is damaged or cut off: it cannot be unpacked to its end. Fetch it again.";

    public static InvalidDataException Exception(Exception? cause = null) => new(Sentence, cause);

    /// <summary>It unpacks to more than a real archive would.</summary>
    public static InvalidDataException TooMuch() => new($"This file unpacks to more than {Unpacking.MostExpansion} times its size, which no real archive does.");
}
