using NetVips;

namespace Antiphon.Media;

/// <summary>The two pictures of a profile. They are cropped to their size.</summary>
public enum ProfilePicture : byte
{
    /// <summary>400 × 400.</summary>
    Avatar,

    /// <summary>1500 × 500.</summary>
    Header,
}

/// <summary>
/// Makes a picture of ours of somebody's file: looked at (kind, size, frames) by our own few lines, decoded, and drawn again, so that nothing but pixels remains of it:
/// no position, serial number, thumbnail or trailer, and nothing that a browser could run. As many at once as there are processors; the rest wait.
/// </summary>
public sealed class DrawPicture(PictureLimits limits, TimeProvider clock) : IDisposable
{
    private static readonly Refusal Unknown = Refusal.Invalid("file", "This is not a picture that can be shown here. JPEG, PNG, GIF, WebP and AVIF can.");
    private static readonly Refusal Heic = Refusal.Invalid("file", "HEIC pictures cannot be shown by most browsers. Send it as a JPEG.");
    private static readonly Refusal Broken = Refusal.Invalid("file", "This picture is damaged and cannot be read.");
    private static readonly Refusal TooSlow = Refusal.Invalid("file", "This picture takes too long to read. Save it again, smaller, and send that.");

    private readonly SemaphoreSlim slots = new(limits.AtOnce, limits.AtOnce);

    /// <summary>For a post.</summary>
    public Task<Outcome<Picture>> Run(ReadOnlyMemory<byte> file, CancellationToken cancel = default) => Draw(file, Whole, cancel);

    /// <summary>For a profile.</summary>
    public Task<Outcome<EncodedPicture>> Run(ReadOnlyMemory<byte> file, ProfilePicture which, CancellationToken cancel = default) =>
        Draw(file, (bytes, _, stop) => Cropped(bytes, which, stop), cancel);

    public void Dispose() => slots.Dispose();

    /// <summary>What is wrong with a file, as far as its first bytes say. Microseconds, and no memory: bombs end here.</summary>
    private Refusal? Fault(ReadOnlySpan<byte> file)
    {
        if (file.Length > limits.MaxBytes) return Refusal.TooLarge($"A picture has {limits.MaxBytes / 1024 / 1024} MB at most.", "file");
        var header = PictureHeader.Read(file);
        if (header.Format == PictureFormat.Unknown) return Unknown;
        if (header.Format == PictureFormat.Heic) return Heic;
        return header is { Width: > 0, Height: > 0 } ? Size(header.Width, header.Height, Animation.Frames(file, header.Format, limits.MaxFrames)) : Broken;
    }

    private Refusal? Size(int width, int height, int frames)
    {
        if (Math.Max(width, height) > limits.MaxSide) return Refusal.TooLarge($"A picture is {limits.MaxSide} pixels wide and high at most; this has {width} × {height}.", "file");
        if (frames > limits.MaxFrames) return Refusal.TooLarge($"An animation has {limits.MaxFrames} frames at most.", "file");
        return (long)width * height * frames > limits.MaxPixels
            ? Refusal.TooLarge($"A picture has {limits.MaxPixels / 1_000_000} million pixels at most, over all its frames; this has {(long)width * height * frames / 1_000_000} million.", "file")
            : null;
    }

    private async Task<Outcome<T>> Draw<T>(ReadOnlyMemory<byte> file, Func<byte[], Shape, CancellationToken, T> draw, CancellationToken cancel)
    {
        if (Fault(file.Span) is { } fault) return fault;
        if (!await slots.WaitAsync(limits.Deadline, cancel).ConfigureAwait(false)) return Refusal.Busy;
        using var stop = new CancellationTokenSource(limits.Deadline, clock);
        try
        {
            return await Task.Run<Outcome<T>>(() => Decoded(file.ToArray(), draw, stop.Token), cancel).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    private Outcome<T> Decoded<T>(byte[] file, Func<byte[], Shape, CancellationToken, T> draw, CancellationToken stop)
    {
        try
        {
            // Said again by the library that will decode it: where the two readers disagree, the larger counts.
            var (width, height, frames, onItsSide) = Vips.Header(file);
            return Size(width, height, frames) is { } refusal ? refusal : draw(file, onItsSide ? new Shape(height, width, frames) : new Shape(width, height, frames), stop);
        }
        catch (Exception damaged) when (damaged is VipsException or OperationCanceledException)
        {
            return stop.IsCancellationRequested ? TooSlow : Broken;
        }
    }

    private Picture Whole(byte[] file, Shape shape, CancellationToken stop)
    {
        var (width, height) = Fit(shape.Width, shape.Height, limits.StoredPixels);
        var animated = shape.Frames > 1;
        using var image = Vips.Decode(file, width, height, animated ? -1 : 1, crop: false, stop);
        var original = animated ? Vips.WebP(image, quality: 75, effort: 2, stop) : Drawn(image, PictureHeader.Read(file).Format, stop);
        using var first = Vips.FirstFrame(image);
        var (smallWidth, smallHeight) = Fit(first.Width, first.Height, limits.PreviewPixels);
        using var small = Vips.Smaller(first, smallWidth, smallHeight);
        var (rgb, across, down) = Vips.Tiny(small);
        return new Picture(original, Vips.WebP(small, quality: 78, effort: 4, stop), Blurhash.Encode(rgb, across, down), Blurhash.AverageColour(rgb, across, down));
    }

    /// <summary>In the kind that it came in, where that keeps what it is: photographs as JPEG, drawings as PNG. What browsers seldom show becomes what all of them do.</summary>
    private static EncodedPicture Drawn(Image image, PictureFormat from, CancellationToken stop) => from switch
    {
        PictureFormat.WebP => Vips.WebP(image, quality: 85, effort: 4, stop),
        PictureFormat.Jpeg or PictureFormat.Avif when !image.HasAlpha() => Vips.Jpeg(image, stop),
        _ => Vips.Png(image, stop),
    };

    private static EncodedPicture Cropped(byte[] file, ProfilePicture which, CancellationToken stop)
    {
        var (width, height) = which == ProfilePicture.Avatar ? (400, 400) : (1500, 500);
        using var image = Vips.Decode(file, width, height, 1, crop: true, stop);
        return image.HasAlpha() ? Vips.Png(image, stop) : Vips.Jpeg(image, stop);
    }

    /// <summary>The largest box of the same shape with so many pixels at most.</summary>
    private static (int Width, int Height) Fit(int width, int height, int pixels)
    {
        var scale = Math.Sqrt((double)pixels / ((long)width * height));
        return scale >= 1 ? (width, height) : (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
    }

    /// <summary>Upright.</summary>
    private readonly record struct Shape(int Width, int Height, int Frames);
}
