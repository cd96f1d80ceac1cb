namespace Antiphon.Media;

/// <summary>A file that we made ourselves: pixels, and nothing of what its source carried beside them.</summary>
/// <param name="Mime">image/jpeg, image/png or image/webp.</param>
public sealed record EncodedPicture(byte[] Bytes, string Mime, int Width, int Height)
{
    public double Aspect => (double)Width / Height;
}

/// <summary>An uploaded picture, ready to be stored.</summary>
/// <param name="Original">At most 8.3 million pixels. Animations stay animated (WebP).</param>
/// <param name="Preview">At most 230,400 pixels (640 × 360), WebP, never animated.</param>
/// <param name="Blurhash">What apps show while the preview loads, and instead of it behind a warning.</param>
/// <param name="AverageColour"><c>#rrggbb</c>.</param>
public sealed record Picture(EncodedPicture Original, EncodedPicture Preview, string Blurhash, string AverageColour);

/// <summary>What is accepted, and what it is made into. The defaults are Mastodon's.</summary>
public sealed record PictureLimits
{
    /// <summary>Bytes of an upload: 16 MiB.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Pixels of an upload, over all frames of an animation: 7680 × 4320.</summary>
    public long MaxPixels { get; init; } = 33_177_600;

    /// <summary>The longer side of an upload; WebP cannot hold more.</summary>
    public int MaxSide { get; init; } = 16_383;

    public int MaxFrames { get; init; } = 300;

    /// <summary>Pixels of what is stored: 3840 × 2160. Larger pictures are scaled down.</summary>
    public int StoredPixels { get; init; } = 8_294_400;

    /// <summary>Pixels of a preview: 640 × 360.</summary>
    public int PreviewPixels { get; init; } = 230_400;

    /// <summary>Reading, decoding and encoding of one picture together.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pictures decoded at once; the rest wait. One per processor, each of them with one thread.</summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;
}
