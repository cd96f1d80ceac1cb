using System.Text;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.People.Profiles;

/// <summary>The full-text index of names. Folded here and not by the stores, so that both find the same: "Renée" by "renee", on either.</summary>
internal static class AccountIndex
{
    /// <summary>Words of one account that are indexed, and words of a query that are looked at.</summary>
    private const int MostWords = 16;

    /// <summary>Brings the index up to date with the account's row: in while it may be found, out otherwise.</summary>
    public static void Put(Tx tx, long id)
    {
        tx.Run("DELETE FROM account_search WHERE rowid = $1", id);
        if (Accounts.Find(tx, id) is not { } account || account.State is AccountState.Suspended or AccountState.Deleted) return;
        var words = Words($"{account.Username} {account.Username.Replace("_", string.Empty, StringComparison.Ordinal)} {account.DisplayName}");
        if (words.Count == 0) return;
        var text = string.Join(' ', words);
        tx.Run(
            tx.Dialect.IsPostgres
                ? "INSERT INTO account_search (rowid, name) VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))"
                : "INSERT INTO account_search (rowid, name) VALUES ($1, $2)",
            id, text);
    }

    /// <summary>The condition that finds all words of a query by their beginnings, for parameter 1; null where the query has no word.</summary>
    public static string? Query(Dialect dialect, string query)
    {
        var words = Words(query);
        if (words.Count == 0) return null;
        return dialect.IsPostgres ? string.Join(" & ", words.Select(static word => $"'{word}':*")) : string.Join(' ', words.Select(static word => $"\"{word}\"*"));
    }

    /// <summary>Runs of letters, digits and marks, folded. Nothing that either store's query language knows can be among them.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            {
                FoldTable.Append(word, rune);
                continue;
            }

            Take(words, word);
        }

        Take(words, word);
        return words;
    }

    private static void Take(List<string> words, StringBuilder word)
    {
        if (word.Length == 0) return;
        var text = word.ToString();
        word.Clear();
        if (words.Count < MostWords && !words.Contains(text)) words.Add(text);
    }
}
