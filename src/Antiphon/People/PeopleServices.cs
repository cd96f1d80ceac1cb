using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.People;

/// <summary>Registers what this folder, <c>Settings</c> and <c>Mail</c> offer.</summary>
public static class PeopleServices
{
    /// <summary>Expects the store, the happenings and the clock to be registered, and <c>MailOptions</c> and <see cref="PeopleOptions"/> as themselves.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services) => throw new NotImplementedException();
}
