using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Media;

namespace Antiphon.MastodonApi.Uploads;

/// <summary>
/// Takes a picture, to be attached to a post. It is drawn anew before the answer, so both versions answer with its address at once; an app that asks again
/// until there is one is content with the first answer.
/// </summary>
[Endpoint("POST", "/api/v1/media", Allow.Members, Scope.WriteMedia, Rate = Rate.Uploads, MaxBody = MaxBytes)]
[Endpoint("POST", "/api/v2/media", Allow.Members, Scope.WriteMedia, Rate = Rate.Uploads, MaxBody = MaxBytes)]
internal sealed class PostMedia(UploadPicture upload, AttachmentJson attachments) : Endpoint
{
    /// <summary>A picture of the largest size, a description and the form around them.</summary>
    private const long MaxBytes = 17 * 1024 * 1024;

    protected override async Task Answer(Request request)
    {
        var p = request.Params;
        var uploaded = p.File("file") is { } file
            ? await upload.Run(request.Viewer.Id, file.Bytes, p.Text("description"), Focus.Parse(p.Text("focus")) ?? default, request.Aborted)
            : Refusal.Invalid("file", "Send the picture as the field \"file\" of a multipart form.");
        if (uploaded.Ok) await request.Json(json => attachments.Write(json, uploaded.Value));
        else await request.Refuse(uploaded.Refusal);
    }
}
