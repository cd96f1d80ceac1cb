using System.Data.Common;
using Antiphon.Intake.Own;
using Antiphon.Live;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.Networks.Http;
using Antiphon.Networks.Http.Profiles;
using Antiphon.Networks.Http.Push;
using Antiphon.Notifications.Push;
using Antiphon.People.Leaving;
using Antiphon.People.Links;
using Antiphon.Server.Backups;
using Antiphon.Server.Configuration;
using Antiphon.Store;

namespace Antiphon.Server.Running;

/// <summary>The parts of the house, put together the same way for the server and for a verb that runs alone.</summary>
public static class Composition
{
    /// <summary>Opens the store; what the operator can put right comes back as <see cref="WrongSettingException"/> or <see cref="StoreInUseException"/>.</summary>
    public static async Task<DataStore> OpenStore(DataDirectory directory, SettingSources settings, Happenings happenings, TimeProvider clock)
    {
        var options = settings.Get<StoreOptions>();
        var sqlite = options.Store.Length == 0;
        if (sqlite) Aside.Finish(directory);
        var store = await Reached(directory, settings.Named("store"), options, () => DataStore.Open(options, directory.Path, happenings, clock)).ConfigureAwait(false);
        if (!sqlite) Aside.Finish(directory, store);
        return store;
    }

    /// <summary>Work on a store; what the operator can put right comes back as <see cref="WrongSettingException"/>.</summary>
    /// <param name="source">How the store was named.</param>
    public static async Task<T> Reached<T>(DataDirectory directory, string source, StoreOptions options, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (ArgumentException malformed) when (options.Store.Length > 0)
        {
            throw new WrongSettingException(source, $"this is not a PostgreSQL connection string: {FirstLine(malformed)}");
        }
        catch (DbException unreachable) when (options.Store.Length > 0)
        {
            throw new WrongSettingException(source, $"PostgreSQL did not let us in: {FirstLine(unreachable)}");
        }
        catch (DbException damaged)
        {
            throw new WrongSettingException("--data", $"{directory.File(DataDirectory.Database)} cannot be opened as a database: {FirstLine(damaged)} Restore a backup, or name another directory.");
        }
    }

    /// <summary>Every part, by the owners' own lists.</summary>
    public static IServiceCollection AddParts(IServiceCollection services, Opened opened)
    {
        services.AddSingleton(opened.Directory);
        services.AddSingleton(opened.Settings);
        services.AddSingleton(opened.Site);
        foreach (var record in opened.Settings.Records) services.AddSingleton(record.GetType(), record);
        services.AddHouse(opened.Store, opened.Happenings, opened.Clock);
        services.AddSingleton(new MediaStore(opened.Directory.Folder(DataDirectory.Media)));
        services.AddSingleton<OpenMedia>(static provider => (key, _) => new(provider.GetRequiredService<MediaStore>().Open(key)));
        services.AddPeople();
        services.AddSingleton(new OwnArchiveFolder(opened.Directory.File(DataDirectory.Uploads)));
        services.AddSingleton<OpenOwnArchive>(static _ => Networks.Archives.OpenOwn.At);
        services.AddHostedService<OwnArchiveReader>();
        services.AddSingleton<Networks.Archives.ImportArchive>();
        services.AddSingleton<Networks.Archives.LookIntoArchives>();
        services.AddSingleton(static provider => new OutsideClient(provider.GetRequiredService<OutsideOptions>(), provider.GetRequiredService<Site>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => PushKeys.Open(opened.Directory.Folder(DataDirectory.Keys)));
        services.AddSingleton<BringToPushService>();
        services.AddSingleton<SendPush>(static provider => provider.GetRequiredService<BringToPushService>().Run);
        services.AddHostedService<PushDelivery>();
        services.AddHostedService<Search.TrendRounds>();
        services.AddSingleton<LookAtProfile>();
        services.AddSingleton<LookElsewhere>(static provider => provider.GetRequiredService<LookAtProfile>().Run);
        if (opened.Settings.Get<OutsideOptions>().CheckProfiles) services.AddHostedService<ProfileLinkChecker>();
        return services;
    }

    private static string FirstLine(Exception exception)
    {
        var line = exception.Message.Split('\n')[0].Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
