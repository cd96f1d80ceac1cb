using Microsoft.AspNetCore.Http;

namespace Antiphon.Web.Shell;

/// <summary>The form that came with a request; an empty one where none came, which every form of ours refuses in its own words.</summary>
internal static class SentForm
{
    public static async ValueTask<IFormCollection> Of(HttpContext http) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false) : FormCollection.Empty;
}
