using System.Globalization;
using Antiphon.Media;
using Antiphon.Posts;
using Microsoft.AspNetCore.Http;

namespace Antiphon.Web.Pages.Write;

/// <summary>What a form sent of pictures.</summary>
/// <param name="Kept">In their order, with the descriptions as typed.</param>
/// <param name="Descriptions">By picture, for those that a post has already.</param>
/// <param name="Problems">By the input's name.</param>
public sealed record SentPictures(IReadOnlyList<Attachment> Kept, IReadOnlyDictionary<long, string> Descriptions, IReadOnlyList<(string Field, Refusal Refusal)> Problems);

/// <summary>
/// The pictures of the form in which one writes: files with a description each, as plain multipart. A file that arrived is kept at once and comes back with the form as a
/// picture, since a browser cannot fill in a file again. All of them are looked up by their owner.
/// </summary>
public sealed class ComposerPictures(UploadPicture upload, DescribePicture describe, WaitingPictures waiting)
{
    /// <summary>Names: <c>picture</c> (ids that are there already), <c>picture-drop</c>, <c>about-ID</c>; <c>picture-N</c> and <c>about-new-N</c> for new ones.</summary>
    /// <param name="attached">Those of the post that is edited.</param>
    public async Task<SentPictures> Take(long account, IFormCollection form, IReadOnlyList<Attachment> attached, int most, CancellationToken cancel)
    {
        var (kept, described, problems) = (new List<Attachment>(), new Dictionary<long, string>(), new List<(string, Refusal)>());
        var dropped = form["picture-drop"].Select(Number).ToHashSet();
        foreach (var id in form["picture"].Select(Number).Distinct().Where(id => !dropped.Contains(id)))
        {
            var about = form["about-" + Text(id)].ToString();
            if (attached.FirstOrDefault(one => one.Id == id) is { } old)
            {
                described[id] = about.Trim();
                kept.Add(old with { Description = about });
            }
            else if (waiting.Find(account, id) is { } known)
            {
                var now = await describe.Run(account, id, about).ConfigureAwait(false);
                if (!now.Ok) problems.Add(("about-" + Text(id), now.Refusal));
                kept.Add(now.Ok ? now.Value : known with { Description = about });
            }
        }

        for (var n = 1; n <= most; n++)
        {
            if (form.Files.GetFile("picture-" + Text(n)) is not { Length: > 0 } file) continue;
            if (kept.Count >= most)
            {
                problems.Add(("picture-" + Text(n), Refusal.Invalid("picture", $"A post has {most} pictures at most.")));
                break;
            }

            var drawn = await upload.Run(account, await Read(file, cancel).ConfigureAwait(false), form["about-new-" + Text(n)], cancel: cancel).ConfigureAwait(false);
            if (drawn.Ok) kept.Add(drawn.Value);
            else problems.Add(("picture-" + Text(n), drawn.Refusal));
        }

        return new SentPictures(kept, described, problems);
    }

    /// <summary>A file of a form, whole.</summary>
    public static async Task<ReadOnlyMemory<byte>> Read(IFormFile file, CancellationToken cancel)
    {
        var bytes = new byte[file.Length];
        var stream = file.OpenReadStream();
        await using (stream.ConfigureAwait(false)) await stream.ReadExactlyAsync(bytes, cancel).ConfigureAwait(false);
        return bytes;
    }

    private static long Number(string? id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
