namespace Antiphon.Store;

/// <summary>Where everything is kept.</summary>
public sealed record StoreOptions
{
    public const string Section = "Store";

    /// <summary>A PostgreSQL connection string ("Host=…;Database=…"). Empty: SQLite in the data directory, which needs nothing.</summary>
    public string Store { get; init; } = string.Empty;
}
