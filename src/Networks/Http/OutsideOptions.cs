namespace Antiphon.Networks.Http;

/// <summary>Where this server may go by itself.</summary>
public sealed record OutsideOptions
{
    public const string Section = "Outside";

    /// <summary>Whether it may call addresses of private networks and of this machine, any port, and without encryption: for an intranet, and for tests. Anybody who can name an address to the server then reaches what it reaches.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>Whether it looks at the pages that profiles name, to see whether they name the profile as well. Without it no line of a profile is ever marked as checked.</summary>
    public bool CheckProfiles { get; init; } = true;
}
