using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.Web.Assets;
using Antiphon.Web.Calls;
using Antiphon.Web.Feeds;
using Antiphon.Web.Moderation;
using Antiphon.Web.Passkeys;
using Antiphon.Web.Posts;
using Antiphon.Web.Shell;
using Antiphon.Web.Take;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web;

/// <summary>The pages, for the server's composition.</summary>
public static class WebServices
{
    /// <summary>Expects the house's parts, <see cref="Site"/> and the gate. Register the API's front before this one, as the pages own every path that is left.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddRazorPages(static options => options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()))
            .AddApplicationPart(typeof(WebServices).Assembly)
            .AddMvcOptions(static options => options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true);
        services.AddSingleton(Encode.Html);
        services.AddSingleton<AssetFiles>();
        services.AddSingleton<Languages>();
        services.AddSingleton(static parts => new NumberInWords((language, answered) => CallInWords.Say(parts.GetRequiredService<Languages>()[language ?? Languages.Default], answered)));
        services.AddSingleton<Pictures>();
        services.AddSingleton<EmojiHtml>();
        services.AddSingleton<Fragments>();
        services.AddSingleton<PollHtml>();
        services.AddSingleton<FeedWriter>();
        services.AddSingleton<Pages.Write.ComposerPictures>();
        services.AddSingleton<Ceremonies>();
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.Configure<IdentityPasskeyOptions>(static passkeys => (passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = ("required", "required"));
        services.AddSingleton<CallPages>();
        services.AddSingleton<SeriesDesk>();
        services.AddSingleton<CallSpreads>();
        services.AddSingleton<CardPictures>();
        services.AddSingleton<CallParts>();
        services.AddSingleton<WebFront>();
        services.AddSingleton<Front>(static provider => provider.GetRequiredService<WebFront>());
        services.Configure<FormOptions>(static form => form.ValueCountLimit = 256);
        return services;
    }

    /// <summary>All routes of the pages. Each carries its rule: pages on their model, the others here.</summary>
    public static void MapWeb(this IEndpointRouteBuilder routes)
    {
        var kept = routes.ServiceProvider.GetRequiredService<CallPages>();
        routes.MapRazorPages().Add(page =>
        {
            if (page.RequestDelegate is not { } run) return;
            var spliced = Splice.Around(run);
            page.RequestDelegate = page is RouteEndpointBuilder { RoutePattern.RawText: CallPages.Route } ? kept.Around(spliced) : spliced;
        });
        routes.MapGet(AssetFiles.Path + "{file}", static (HttpContext http, string file, AssetFiles assets) => assets.Serve(http, file))
            .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Forever, Rate.Free);
        routes.MapLeave();
        routes.MapPostDeeds();
        routes.MapHostBlocksFile();
        routes.MapPersonDeeds();
        routes.MapPasskeys();
        routes.MapCallData();
        routes.MapCallSeries();
        routes.MapCallLive();
        routes.MapArchiveUpload();
        routes.MapOEmbed();
        routes.MapAtom();
        CardPictures.Map(routes);
    }
}
