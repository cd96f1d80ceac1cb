using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.People.Links;

/// <summary>How it is known that two accounts are one person's. Never from names, faces, style or addresses.</summary>
public enum LinkedBy : byte
{
    /// <summary>Both profiles name each other.</summary>
    BothProfiles = 1,

    /// <summary>The same person has signed in to both.</summary>
    SigningIn = 2,

    /// <summary>A bridge publishes which account mirrors which.</summary>
    Bridge = 3,

    /// <summary>The person gave their own archive of the other account.</summary>
    OwnArchive = 4,
}

/// <summary>A link between two accounts of one person. Nobody but they themselves sees it, unless they say so.</summary>
/// <param name="Account">The member who made it.</param>
/// <param name="Other">The account that is theirs as well.</param>
/// <param name="Address">Where the other profile is; empty where it is none.</param>
/// <param name="Created">UTC ms.</param>
/// <param name="Checked">When it was last found to hold, UTC ms.</param>
public sealed record AccountLink(long Account, long Other, LinkedBy How, bool Shown, string Address, long Created, long Checked)
{
    internal const string Columns = "account, other, how, shown, address, created, checked";

    internal static AccountLink Read(Row row) => new(row.Long(0), row.Long(1), (LinkedBy)row.Int(2), row.Bool(3), row.Text(4), row.Long(5), row.Long(6));

    /// <summary>The account at the other end, seen from one of the two.</summary>
    public long From(long account) => account == Account ? Other : Account;
}

/// <summary>Links were made or undone at a number of the ledger's count; every count of people from there on is one with these.</summary>
public sealed record LinksChanged(long Sequence, Tally.Links Links) : Happening;
