using Antiphon.Intake;

namespace Antiphon.Networks.Archives;

/// <summary>A format that archives come in. It says what stands in the bytes and decides nothing.</summary>
public interface IArchiveFormat
{
    /// <summary>As <c>--format</c> names it: "twitter-v2".</summary>
    string Name { get; }

    /// <summary>One line for <c>--help</c>: "Twitter API v2, a page or a tweet a line (twarc2)".</summary>
    string Description { get; }

    /// <summary>Whether its posts have public ids by which anybody can look them up at their origin; not where people were made unrecognisable, nor in somebody's own archive.</summary>
    bool Recheckable => true;

    /// <summary>The same of one archive, where the format leaves it to the archive to say.</summary>
    bool RecheckableIn(Archive archive) => Recheckable;

    /// <summary>Whether a network gives it to a person as their own archive, so that they can give it themselves: it holds what one person did, and what is private in it is not opened. Most of what only this server attests is.</summary>
    bool IsOwn => !Recheckable;

    /// <summary>Whether the content looks like it. Names of files count for nothing but inside a container.</summary>
    bool Recognises(Archive archive);

    /// <summary>
    /// Null where the archive says of each post whether everybody could read it, or holds nothing else. Otherwise why it is taken in only as its own person's upload, who knows: a sentence for
    /// whoever tries it otherwise.
    /// </summary>
    string? OnlyAsOwn => null;

    /// <summary>
    /// Whether <see cref="Read"/> opens this entry. Nothing else of a container is opened, neither for reading nor to check whether it is whole: a person's own archive holds their messages too.
    /// A format whose files are never in a container with others needs to say nothing: a single file is always read through first.
    /// </summary>
    bool Needs(ArchiveEntry entry) => false;

    /// <summary>
    /// Everything in it, in batches of a few thousand rows. A row that is not understood is named and passed over; where nothing can be read any further it throws
    /// <see cref="InvalidDataException"/> with a sentence for the person at the keyboard. Opens no entry of a container that it does not need.
    /// </summary>
    IAsyncEnumerable<ArchivedRows> Read(Archive archive, CancellationToken cancel);
}
