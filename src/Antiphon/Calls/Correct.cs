using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Calls;

/// <summary>What a call's page said wrongly, and what is right.</summary>
/// <param name="ByCaller">Said by whoever asked; else by somebody who looks after the server.</param>
/// <param name="At">UTC ms.</param>
public sealed record Correction(long Id, string Was, string RightIs, bool ByCaller, long At);

/// <summary>Adds a correction to a call's page, by the caller and by moderators. It is dated and stays: what was wrong once is part of the record.</summary>
public sealed class Correct(DataStore store, AllCalls calls)
{
    public const int Longest = 500;

    private const int Most = 100;

    /// <param name="was">What stood there.</param>
    /// <param name="rightIs">What is right.</param>
    public async Task<Outcome<Done>> Add(Account by, Role role, string slug, string was, string rightIs)
    {
        if (calls.Find(slug) is not { } call || !call.TendedBy(by, role)) return Refusal.NotFound;
        (was, rightIs) = (was.Trim(), rightIs.Trim());
        if (was.Length is 0 or > Longest) return Refusal.Invalid("was", $"Say what was wrong, in {Longest} characters at most.");
        if (rightIs.Length is 0 or > Longest) return Refusal.Invalid("right_is", $"Say what is right, in {Longest} characters at most.");
        return await store.TryWrite<Done>(tx =>
        {
            if (tx.Number("SELECT count(*) FROM corrections WHERE call = $1", call.Id) >= Most) return Refusal.Invalid(string.Empty, $"A call has {Most} corrections at most.");
            tx.Run(
                "INSERT INTO corrections (id, call, was, right_is, by_account, by_caller, created) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                tx.NewId(), call.Id, was, rightIs, by.Id, by.Id == call.Caller, tx.Now);
            tx.Happened(new CallChanged(call.Id));
            return Done.Instance;
        }).ConfigureAwait(false);
    }
}
