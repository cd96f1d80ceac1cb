using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Http;

/// <summary>What all fronts share. Each front adds itself as a <see cref="Front"/>; the server calls <see cref="UseGate"/> between routing and the endpoints.</summary>
public static class HttpServices
{
    public static IServiceCollection AddGate(this IServiceCollection services, LimitOptions limits)
    {
        services.AddSingleton(limits);
        services.AddSingleton<AddressKeys>();
        services.AddSingleton<Limits>();
        services.AddAntiforgery(static options =>
        {
            options.FormFieldName = "form_token";
            options.HeaderName = "X-Form-Token";
            options.Cookie.Name = "form_token";
            options.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict;
            options.Cookie.SecurePolicy = Microsoft.AspNetCore.Http.CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    public static IApplicationBuilder UseGate(this IApplicationBuilder app) => app.UseMiddleware<Gate>();
}
