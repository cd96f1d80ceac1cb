using NetVips;

namespace Antiphon.Media;

/// <summary>
/// libvips, and the only place that touches it: the native library (18 MB) is loaded when the first picture arrives, not when the server starts.
/// Only five loaders are left switched on, whatever a file claims to be; no SVG, PDF, TIFF, ImageMagick.
/// </summary>
internal static class Vips
{
    private static readonly string[] Loaders =
        ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadNsgif", "VipsForeignLoadWebp", "VipsForeignLoadHeif"];

    /// <summary>Half a picture is none. Said in the loader's own options: as an argument of the thumbnail it is not passed on (libvips 8.18).</summary>
    private const string Strict = "[fail_on=error";

    private static readonly double[] White = [255, 255, 255];

    static Vips()
    {
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in Loaders) Operation.Block(loader, false);
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Cache.MaxMem = 0;
        Cache.MaxFiles = 0;
        // Its warnings are about other people's files; what matters comes back as an exception.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Info, static (_, _, _) => { });
    }

    /// <summary>Whoever makes a picture of nothing but our own pixels says this first: it switches the loaders off.</summary>
    public static void Ready() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Vips).TypeHandle);

    /// <summary>What libvips itself reads in the header, before any pixel is decoded.</summary>
    public static (int Width, int Height, int Frames, bool OnItsSide) Header(byte[] file)
    {
        using var image = Image.NewFromBuffer(file, access: Enums.Access.Sequential);
        var loader = image.Contains("vips-loader") ? (string)image.Get("vips-loader") : string.Empty;
        var animated = loader.StartsWith("gif", StringComparison.Ordinal) || loader.StartsWith("webp", StringComparison.Ordinal);
        return (image.Width, image.Height, animated ? Number(image, "n-pages", 1) : 1, Number(image, "orientation", 1) is >= 5 and <= 8);
    }

    /// <summary>
    /// Decodes to 8-bit sRGB pixels in memory: turned upright, colour profile applied, fitted into the box, never enlarged unless it is cropped to it.
    /// </summary>
    /// <param name="frames">1, or -1 for all frames of an animation, which then stand below each other.</param>
    public static Image Decode(byte[] file, int width, int height, int frames, bool crop, CancellationToken stop)
    {
        using var fitted = Image.ThumbnailBuffer(
            file, width, Strict + (frames == 1 ? "]" : $",n={frames}]"), height, crop ? Enums.Size.Both : Enums.Size.Down,
            crop: crop ? Enums.Interesting.Centre : null, outputProfile: "srgb");
        using var coloured = fitted.Colourspace(Enums.Interpretation.Srgb);
        using var lazy = coloured.Cast(Enums.BandFormat.Uchar);
        using var kill = stop.Register(static image => ((Image)image!).SetKill(true), lazy);
        return lazy.CopyMemory();
    }

    /// <summary>The first frame of an animation; of anything else the whole.</summary>
    public static Image FirstFrame(Image image) => image.ExtractArea(0, 0, image.Width, FrameHeight(image));

    public static int FrameHeight(Image image) => image.PageHeight;

    /// <summary>Fitted into the box, never enlarged.</summary>
    public static Image Smaller(Image image, int width, int height) => image.ThumbnailImage(width, height, Enums.Size.Down, noRotate: true);

    public static EncodedPicture Jpeg(Image image, CancellationToken stop) =>
        Encoded(image, "image/jpeg", stop, static image => image.JpegsaveBuffer(q: 85, optimizeCoding: true, keep: Enums.ForeignKeep.None));

    public static EncodedPicture Png(Image image, CancellationToken stop) =>
        Encoded(image, "image/png", stop, static image => image.PngsaveBuffer(compression: 6, keep: Enums.ForeignKeep.None));

    /// <param name="effort">0 to 6: how long the encoder looks for fewer bytes.</param>
    public static EncodedPicture WebP(Image image, int quality, int effort, CancellationToken stop) =>
        Encoded(image, "image/webp", stop, image => image.WebpsaveBuffer(q: quality, effort: effort, keep: Enums.ForeignKeep.None));

    /// <summary>32 × 32 pixels or fewer as rows of red, green, blue, on white: what the blurhash is made of.</summary>
    public static (byte[] Rgb, int Width, int Height) Tiny(Image image)
    {
        using var small = Smaller(image, 32, 32);
        using var flat = small.HasAlpha() ? small.Flatten(background: White) : small.Copy();
        return (flat.WriteToMemory<byte>(), flat.Width, flat.Height);
    }

    private static EncodedPicture Encoded(Image image, string mime, CancellationToken stop, Func<Image, byte[]> save)
    {
        using var own = image.Copy();
        using var kill = stop.Register(static image => ((Image)image!).SetKill(true), own);
        stop.ThrowIfCancellationRequested();
        return new EncodedPicture(save(own), mime, image.Width, FrameHeight(image));
    }

    /// <summary>A number out of the header, or what stands for its absence.</summary>
    private static int Number(Image image, string field, int absent) => image.Contains(field) && image.Get(field) is int number ? number : absent;
}
