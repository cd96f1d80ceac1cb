using System.Text;
using Antiphon.Http;

namespace Antiphon.MastodonApi.About;

/// <summary>Where accounts are looked up (RFC 6415). Phanpy takes the host of the first template for the API's.</summary>
[Endpoint("GET", "/.well-known/host-meta", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetHostMeta(Site site) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var template = System.Net.WebUtility.HtmlEncode(site.To("/.well-known/webfinger?resource="));
        var xml = $$"""
            <?xml version="1.0" encoding="UTF-8"?>
            <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
              <Link rel="lrdd" template="{{template}}{uri}"/>
            </XRD>

            """;
        return Request.Send(request.Http.Response, Encoding.UTF8.GetBytes(xml), "application/xrd+xml; charset=utf-8", request.Aborted);
    }
}
