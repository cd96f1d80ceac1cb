using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Antiphon.MastodonApi.Parameters;

/// <summary>Reads <c>multipart/form-data</c>. Files stay in memory: nothing of an upload touches the disk before it is decoded and drawn anew.</summary>
internal static class MultipartParams
{
    private const int LongestBoundary = 100;

    /// <summary>A text part; a story is far below it.</summary>
    private const int LongestText = 256 * 1024;

    private static readonly Refusal Broken = new(RefusalKind.Invalid, "The multipart body could not be read to its end.", "body");
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task<Refusal?> Read(MediaTypeHeaderValue type, Stream body, Params into, CancellationToken cancel)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary) return Broken;
        try
        {
            var reader = new MultipartReader(boundary, body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
            var records = new FormParams.Records();
            while (await reader.ReadNextSectionAsync(cancel).ConfigureAwait(false) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
                if (HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name) continue;
                using var bytes = new MemoryStream();
                await section.Body.CopyToAsync(bytes, cancel).ConfigureAwait(false);
                var file = disposition.FileName.HasValue || disposition.FileNameStar.HasValue;
                if (!file && bytes.Length > LongestText) return Refusal.TooLarge("A field of the form is too long.", name);
                var added = file
                    ? into.AddFile(name, new UploadedFile(Name(disposition), section.ContentType, bytes.GetBuffer().AsMemory(0, (int)bytes.Length)))
                    : into.Add(records.Number(name), Utf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).Replace("\0", string.Empty, StringComparison.Ordinal));
                if (!added) return FormParams.TooMany;
            }

            return null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            return Broken;
        }
    }

    private static string? Name(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
}
