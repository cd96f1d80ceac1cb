namespace Antiphon.Access;

/// <summary>What a token may do, in the finest grain that apps can ask for. <c>read</c>, <c>write</c> and <c>follow</c> are names for many of these at once.</summary>
[Flags]
public enum Scope : ulong
{
    None = 0,
    ReadAccounts = 1UL << 0,
    ReadBlocks = 1UL << 1,
    ReadBookmarks = 1UL << 2,
    ReadCollections = 1UL << 3,
    ReadFavourites = 1UL << 4,
    ReadFilters = 1UL << 5,
    ReadFollows = 1UL << 6,
    ReadLists = 1UL << 7,
    ReadMutes = 1UL << 8,
    ReadNotifications = 1UL << 9,
    ReadSearch = 1UL << 10,
    ReadStatuses = 1UL << 11,
    WriteAccounts = 1UL << 16,
    WriteBlocks = 1UL << 17,
    WriteBookmarks = 1UL << 18,
    WriteCollections = 1UL << 19,
    WriteConversations = 1UL << 20,
    WriteFavourites = 1UL << 21,
    WriteFilters = 1UL << 22,
    WriteFollows = 1UL << 23,
    WriteLists = 1UL << 24,
    WriteMedia = 1UL << 25,
    WriteMutes = 1UL << 26,
    WriteNotifications = 1UL << 27,
    WriteReports = 1UL << 28,
    WriteStatuses = 1UL << 29,
    Push = 1UL << 32,

    /// <summary>Who the person is, and nothing more.</summary>
    Profile = 1UL << 33,

    AdminReadAccounts = 1UL << 40,
    AdminReadReports = 1UL << 41,
    AdminReadDomainAllows = 1UL << 42,
    AdminReadDomainBlocks = 1UL << 43,
    AdminReadEmailDomainBlocks = 1UL << 44,
    AdminReadCanonicalEmailBlocks = 1UL << 45,

    /// <summary>What of the administration has no scope of its own: measures, tags, trends. <c>admin:read</c> alone gives it.</summary>
    AdminReadRest = 1UL << 46,
    AdminWriteAccounts = 1UL << 50,
    AdminWriteReports = 1UL << 51,
    AdminWriteDomainAllows = 1UL << 52,
    AdminWriteDomainBlocks = 1UL << 53,
    AdminWriteEmailDomainBlocks = 1UL << 54,
    AdminWriteCanonicalEmailBlocks = 1UL << 55,

    /// <summary>The same for changes: <c>admin:write</c> alone gives it.</summary>
    AdminWriteRest = 1UL << 56,

    /// <summary>Every <c>admin:read:…</c>. No other scope includes any of these.</summary>
    AdminRead = 0x7FUL << 40,

    /// <summary>Every <c>admin:write:…</c>.</summary>
    AdminWrite = 0x7FUL << 50,

    /// <summary>Every <c>read:…</c>.</summary>
    Read = 0x0000_FFFF,

    /// <summary>Every <c>write:…</c>.</summary>
    Write = 0xFFFF_0000,

    /// <summary>The old name for follows, blocks and mutes, to read and to write.</summary>
    Follow = ReadBlocks | ReadFollows | ReadMutes | WriteBlocks | WriteFollows | WriteMutes,
}
