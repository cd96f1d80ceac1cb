using Antiphon.Moderation.Hosts;
using Antiphon.Moderation.Mailboxes;
using Antiphon.Moderation.Reports;
using Antiphon.Moderation.Warnings;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Moderation;

/// <summary>Registers what this folder offers; <c>AddPeople</c> calls it.</summary>
internal static class ModerationServices
{
    public static IServiceCollection AddModeration(this IServiceCollection services)
    {
        foreach (var type in Singletons) services.AddSingleton(type);
        return services;
    }

    private static readonly Type[] Singletons =
    [
        typeof(BlockHost), typeof(AllowHost), typeof(HostLists), typeof(MailBlocks), typeof(Reports.Reports), typeof(ReportSomebody), typeof(TendReport), typeof(Warnings.Warnings),
        typeof(Restraints), typeof(ActOnAccount), typeof(Appeal), typeof(AllAccounts),
    ];
}
