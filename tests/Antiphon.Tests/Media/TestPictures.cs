using NetVips;

namespace Antiphon.Tests.Media;

/// <summary>Files as people send them, made for the tests.</summary>
public static class TestPictures
{
    /// <summary>A gradient, with red at the upper left so that one can see which way up it is.</summary>
    public static Image Drawn(int width = 320, int height = 200, bool alpha = false)
    {
        using var ramp = Image.Xyz(width, height);
        using var red = ramp[0].Linear([-255.0 / width], [255]);
        using var green = ramp[1].Linear([255.0 / height], [0]);
        using var blue = red.NewFromImage(120);
        using var joined = red.Bandjoin(green, blue);
        using var bytes = joined.Cast(Enums.BandFormat.Uchar);
        using var image = bytes.Copy(interpretation: Enums.Interpretation.Srgb);
        return alpha ? image.Bandjoin(180).CopyMemory() : image.CopyMemory();
    }

    public static byte[] Jpeg(int width = 320, int height = 200)
    {
        using var image = Drawn(width, height);
        return image.JpegsaveBuffer(q: 90);
    }

    public static byte[] Png(int width = 320, int height = 200, bool alpha = false)
    {
        using var image = Drawn(width, height, alpha);
        return image.PngsaveBuffer();
    }

    /// <summary>An animation, its frames below each other in different colours.</summary>
    public static byte[] Gif(int frames = 5, int width = 64, int height = 48)
    {
        using var animation = Frames(frames, width, height);
        return animation.GifsaveBuffer();
    }

    public static byte[] WebP(int frames = 1, int width = 64, int height = 48)
    {
        using var animation = Frames(frames, width, height);
        return animation.WebpsaveBuffer(lossless: true);
    }

    public static byte[] Avif(int width = 64, int height = 48)
    {
        using var image = Drawn(width, height);
        return image.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1);
    }

    private static Image Frames(int frames, int width, int height)
    {
        var colours = Enumerable.Range(0, frames).Select(i => (Image)(Image.Black(width, height, bands: 3) + new double[] { 40 * i % 256, 200, 255 - 30 * i % 256 })).ToArray();
        using var joined = Image.Arrayjoin(colours, across: 1);
        foreach (var colour in colours) colour.Dispose();
        using var bytes = joined.Cast(Enums.BandFormat.Uchar);
        using var srgb = bytes.Copy(interpretation: Enums.Interpretation.Srgb);
        if (frames == 1) return srgb.CopyMemory();
        return srgb.Mutate(image =>
        {
            image.Set(GValue.GIntType, "page-height", height);
            image.Set(GValue.ArrayIntType, "delay", Enumerable.Repeat(80, frames).ToArray());
        });
    }
}
