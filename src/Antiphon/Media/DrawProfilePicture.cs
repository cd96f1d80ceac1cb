namespace Antiphon.Media;

/// <summary>
/// Draws and stores a picture for a profile. Its key is then given to <see cref="People.Profiles.ChangeProfile"/> together with whatever else changes; what nobody
/// takes is deleted within the day.
/// </summary>
public sealed class DrawProfilePicture(DrawPicture draw, MediaStore files, DoomedFiles doomed)
{
    /// <returns>The key.</returns>
    public async Task<Outcome<string>> Run(ReadOnlyMemory<byte> file, ProfilePicture which, CancellationToken cancel = default)
    {
        var drawn = await draw.Run(file, which, cancel).ConfigureAwait(false);
        if (!drawn.Ok) return drawn.Refusal;
        var key = MediaStore.NewKey(drawn.Value);
        await doomed.Expect(key).ConfigureAwait(false);
        await files.Put(key, drawn.Value.Bytes, cancel).ConfigureAwait(false);
        return key;
    }
}
