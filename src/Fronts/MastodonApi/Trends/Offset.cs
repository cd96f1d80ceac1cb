namespace Antiphon.MastodonApi.Trends;

/// <summary>How many entries of a list that has no ids to page by are passed over.</summary>
internal static class Offset
{
    private const long Most = 1_000;

    public static int Of(Request request) => (int)Math.Clamp(request.Params.Number("offset") ?? 0, 0, Most);
}
