using System.Globalization;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Calls;

/// <summary><c>?at=SEQUENCE</c>: what a citation points to, a call as it stood when its ledger ended with that line.</summary>
internal static class CallAt
{
    public static bool Asked(HttpRequest request) => request.Query.ContainsKey("at");

    /// <summary>What is not kept costs the fold of a ledger, which one address may not ask for without end while others wait.</summary>
    public static Task<Outcome<PastCount>> Find(HttpRequest request, Call call, PastCounts past) => Find(request.HttpContext, request.Query["at"], call, past);

    /// <param name="at">The line, as an address names it.</param>
    public static async Task<Outcome<PastCount>> Find(HttpContext http, string? at, Call call, PastCounts past)
    {
        if (!long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return Refusal.Invalid("at", "A line of the ledger is a number.");
        if (!past.Has(call, sequence) && http.RequestServices.GetRequiredService<Limits>().TakeAlso(http, Rate.PastCounts) is { } tooMany) return tooMany;
        return await past.At(call, sequence);
    }
}

/// <summary>How a call spread, for its page: as it is now, or as it stood at the line that the address names.</summary>
public sealed class CallSpreads(Spreads spreads, PastCounts past, NamedCarriers carriers)
{
    public Task<Outcome<PastCount>> At(HttpRequest request, Call call) => CallAt.Find(request, call, past);

    /// <returns>Null while a large call's first snapshot is not there yet.</returns>
    public async ValueTask<CallSpread?> Of(Call call, PastCount? stood, Words words) =>
        (stood?.Spread ?? await spreads.Latest(call)) is { } spread ? new CallSpread(spread, carriers.Of(spread), call, words) : null;
}
