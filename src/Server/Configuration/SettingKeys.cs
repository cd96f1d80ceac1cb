using System.Reflection;
using Antiphon.Http;
using Antiphon.Intake.Own;
using Antiphon.Mail;
using Antiphon.Networks.Http;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Server.Configuration;

/// <summary>Every setting there is: the public properties of the options records. <c>docs/configuration.md</c> is checked against this list.</summary>
public static class SettingKeys
{
    /// <summary>The options records, one per owner. A new owner adds its record here and nowhere else.</summary>
    public static readonly IReadOnlyList<Type> Records =
    [
        typeof(ServeOptions),
        typeof(StoreOptions),
        typeof(PostOptions),
        typeof(LimitOptions),
        typeof(MailOptions),
        typeof(PeopleOptions),
        typeof(OutsideOptions),
        typeof(OwnArchiveOptions),
    ];

    public static IReadOnlyList<SettingKey> All { get; } = [.. Records.SelectMany(Of)];

    private static IEnumerable<SettingKey> Of(Type record)
    {
        var section = (string)record.GetField("Section")!.GetRawConstantValue()!;
        return record.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static property => property.SetMethod is { IsPublic: true })
            .Select(property => new SettingKey(record, section, property));
    }
}
