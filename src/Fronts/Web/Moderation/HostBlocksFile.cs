using System.Text;
using Antiphon.Http;
using Antiphon.Moderation.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Moderation;

/// <summary>The blocked servers as a file, as Mastodon writes it.</summary>
internal static class HostBlocksFile
{
    public static void MapHostBlocksFile(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/servers.csv", Write).Rule(Allow.Administrators, Csrf.ChangesNothing, Caching.Never, Rate.Reads);

    private static async Task Write(HttpContext http, HostLists hosts)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"domain_blocks.csv\"";
        await http.Response.WriteAsync(HostCsv.Write(hosts.Blocks(Paging.Newest(HostCsv.MostLines))), Encoding.UTF8, http.RequestAborted).ConfigureAwait(false);
    }
}
