using System.Globalization;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Microsoft.AspNetCore.Http;

namespace Antiphon.Web.Calls;

/// <summary><c>?at=SEQUENCE</c>: what a citation points to, a call as it stood when its ledger ended with that line.</summary>
internal static class CallAt
{
    public static bool Asked(HttpRequest request) => request.Query.ContainsKey("at");

    public static async Task<Outcome<PastCount>> Find(HttpRequest request, Call call, PastCounts past) =>
        long.TryParse(request.Query["at"], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? await past.At(call, sequence)
            : Refusal.Invalid("at", "A line of the ledger is a number.");
}
