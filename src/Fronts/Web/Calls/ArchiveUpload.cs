using Antiphon.Http;
using Antiphon.Intake.Own;
using Antiphon.People;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Antiphon.Web.Calls;

/// <summary>The file of somebody's own archive, taken as it comes: of four gigabytes no more than a piece is ever in memory, and nothing of it on the disk beside the one file that is read.</summary>
internal static class ArchiveUpload
{
    /// <summary>More than any setting allows, and the rest of the form.</summary>
    private const long MaxBody = 16_001_000_000;

    private const int LongestBoundary = 100;

    private static readonly Refusal NoFile = Refusal.Invalid("archive", "No file has arrived. Choose it first, and leave the page open until it is here.");

    public static void MapArchiveUpload(this IEndpointRouteBuilder routes) => routes.MapPost("/calls/{slug}/archive/file", Take)
        .Rule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Uploads, maxBody: MaxBody);

    private static async Task Take(HttpContext http, string slug, ReceiveArchive receive, Accounts accounts, WebFront front)
    {
        var given = await Receive(http, slug, receive, accounts).ConfigureAwait(false);
        var page = $"/calls/{Uri.EscapeDataString(slug)}/archive";
        if (!given.Ok && ReferenceEquals(given.Refusal, ReceiveArchive.NoFile))
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = page + "?nothing";
            return;
        }

        if (!given.Ok)
        {
            await front.Refuse(http, given.Refusal).ConfigureAwait(false);
            return;
        }

        Visit.Of(http).Say("said.archive-given");
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = page;
    }

    private static async Task<Outcome<Done>> Receive(HttpContext http, string slug, ReceiveArchive receive, Accounts accounts)
    {
        if (accounts.Find(http.Caller().Viewer.Id) is not { } me) return Refusal.SignInNeeded;

        // Before four gigabytes are on their way it is said whether they are wanted.
        if (receive.Fault(me, slug) is { } fault) return fault;
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "multipart/form-data") return NoFile;
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary) return NoFile;
        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
            while (await reader.ReadNextSectionAsync(http.RequestAborted).ConfigureAwait(false) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name) != "Archive") continue;
                return await receive.Run(me, slug, section.Body, http.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return NoFile;
        }

        return NoFile;
    }
}
