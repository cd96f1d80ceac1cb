using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Finding;

namespace Antiphon.MastodonApi.Finding;

/// <summary>Everybody who wants to be found.</summary>
[Endpoint("GET", "/api/v1/directory", Allow.Anyone)]
internal sealed class GetDirectory(People.Finding.Directory directory, Lists lists) : Endpoint
{
    private const int MostOffset = 10_000;

    protected override Task Answer(Request request)
    {
        var p = request.Params;
        var offset = (int)Math.Clamp(p.Number("offset") ?? 0, 0, MostOffset);
        return lists.People(request, directory.Page(request.Viewer, p.Text("order") == "new", p.Is("local"), offset, request.Limit(40, 80)));
    }
}
