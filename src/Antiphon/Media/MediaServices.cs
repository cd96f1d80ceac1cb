using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Media;

/// <summary>Registers what this folder offers.</summary>
public static class MediaServices
{
    /// <summary>Expects <c>AddHouse</c>, which calls it, and a <see cref="MediaStore"/>, which the composition places in the data directory.</summary>
    internal static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton(new PictureLimits());
        services.AddSingleton<DrawPicture>();
        services.AddSingleton<DoomedFiles>();
        services.AddSingleton<WaitingPictures>();
        services.AddSingleton<UploadPicture>();
        services.AddSingleton<DescribePicture>();
        services.AddSingleton<DeletePicture>();
        services.AddSingleton<DrawProfilePicture>();
        services.AddSingleton<SweepPictures>();
        return services.AddHostedService<PictureSweeper>();
    }
}
