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

    /// <summary>What libvips itself reads in the header, before any pixel is decoded.</summary>
    public static (int Width, int Height, int Frames, bool OnItsSide) Header(byte[] file)
    {
        using var image = Image.NewFromBuffer(file, access: Enums.Access.Sequential);
        var frames = image.Contains("n-pages") && image.Contains("loader-pages-are-frames") ? 1 : Number(image, "n-pages", 1);
        return (image.Width, image.Height, frames, Number(image, "orientation", 1) is >= 5 and <= 8);
    }

    /// <summary>
    /// Decodes to sRGB pixels in memory: turned upright, colour profile applied, fitted into the box, never enlarged unless it is cropped to it.
    /// </summary>
    /// <param name="frames">1, or -1 for all frames of an animation, which then stand below each other.</param>
    public static Image Decode(byte[] file, int width, int height, int frames, bool crop, CancellationToken stop)
    {
        using var lazy = Image.ThumbnailBuffer(
            file, width, frames == 1 ? "" : $"[n={frames}]", height, crop ? Enums.Size.Both : Enums.Size.Down,
            crop: crop ? Enums.Interesting.Centre : null, outputProfile: "srgb", failOn: Enums.FailOn.Error);
        using var kill = stop.Register(static image => ((Image)image!).SetKill(true), lazy);
        return lazy.CopyMemory();
    }

    /// <summary>A number out of the header, or what stands for its absence.</summary>
    private static int Number(Image image, string field, int absent) => image.Contains(field) && image.Get(field) is int number ? number : absent;
}
