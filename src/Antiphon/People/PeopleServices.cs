using Antiphon.Mail;
using Antiphon.People.Authority;
using Antiphon.People.Finding;
using Antiphon.People.Joining;
using Antiphon.People.Leaving;
using Antiphon.People.Links;
using Antiphon.People.Lists;
using Antiphon.People.Profiles;
using Antiphon.People.Relations;
using Antiphon.People.Security;
using Antiphon.People.Tags;
using Antiphon.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.People;

/// <summary>Registers what this folder, <c>Settings</c> and <c>Mail</c> offer.</summary>
public static class PeopleServices
{
    /// <summary>
    /// Expects <c>AddHouse</c>, and <see cref="MailOptions"/>, <see cref="PeopleOptions"/> and <see cref="OpenMedia"/> registered as themselves.
    /// Identity's <c>UserManager&lt;User&gt;</c> is scoped, as it wants to be; everything else is one of each.
    /// </summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        foreach (var type in Singletons) services.AddSingleton(type);
        services.AddSingleton<IPasswordHasher<User>>(static provider => provider.GetRequiredService<Passwords>());
        services.AddIdentityCore<User>(static options =>
        {
            options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
            options.Lockout.MaxFailedAccessAttempts = Attempts.Most;
            options.Lockout.DefaultLockoutTimeSpan = Attempts.Closed;
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

            // PasswordRules says what a password must be; Identity's own rules about kinds of characters are off.
            options.Password.RequiredLength = 1;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        }).AddUserStore<UserStore>().AddPasswordValidator<PasswordRules>();
        return services;
    }

    private static readonly Type[] Singletons =
    [
        typeof(CurrentSettings), typeof(ChangeSettings), typeof(MailSender), typeof(Members), typeof(Sweep),
        typeof(Attempts), typeof(Passwords), typeof(PasswordCheck), typeof(SignIn), typeof(Sessions), typeof(SecondFactor), typeof(SecurityLog), typeof(SecurityLetters),
        typeof(ChangePassword), typeof(RecoverPassword), typeof(SetNewPassword), typeof(ChangeEmail),
        typeof(Usage), typeof(ServerContact), typeof(SignUp), typeof(CreateMember), typeof(OwnerLink), typeof(Invites), typeof(Waiting),
        typeof(ChangeProfile), typeof(ChangePreferences), typeof(PreferencesOf), typeof(SearchAccounts),
        typeof(Relationships), typeof(Follow), typeof(Unfollow), typeof(RemoveFollower), typeof(AcceptFollower), typeof(RejectFollower), typeof(Block), typeof(Unblock),
        typeof(Mute), typeof(Unmute), typeof(RelationLists), typeof(RelationCounts),
        typeof(Endorse), typeof(WriteNote), typeof(DomainBlocks), typeof(FamiliarFollowers), typeof(MemberLists), typeof(MakeList), typeof(ChangeList), typeof(DeleteList), typeof(ListMembership),
        typeof(FollowedTags), typeof(FeaturedTags), typeof(Suggestions), typeof(Finding.Directory),
        typeof(SuspendAccount), typeof(LimitAccount), typeof(RestoreAccount), typeof(ChangeRole), typeof(MakeRecoveryLink), typeof(ResetSecondFactor), typeof(ModerationLog),
        typeof(LinksOf), typeof(LinkBySigningIn), typeof(Unlink), typeof(ShowLink), typeof(CheckProfileLinks),
        typeof(ExportData), typeof(DeleteAccount),
    ];
}
