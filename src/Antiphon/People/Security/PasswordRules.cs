using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace Antiphon.People.Security;

/// <summary>
/// Which passwords are taken: long ones, whatever they are made of (NIST SP 800-63B section 5.1.1.2), that are neither the account's own name nor among the commonest.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<User>
{
    public const int Shortest = 10;

    /// <summary>Enough for a passphrase, and too little to make hashing slow.</summary>
    public const int Longest = 256;

    // The commonest of ten characters and more in published lists of what leaked; shorter ones are refused by their length.
    private static readonly FrozenSet<string> Commonest = """
        1234567890 0123456789 0987654321 12345678910 123456789a 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 q1w2e3r4t5y6 qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertyuiop123
        asdfghjkl1 asdfghjkl123 zxcvbnm123 password12 password123 password1234 passw0rd123 p@ssw0rd123 p@ssword123 mypassword passwordpassword iloveyou12 iloveyou123 iloveyou1234
        iloveyou22 sunshine123 princess123 football123 baseball123 superman123 michael123 charlie123 jessica123 abcdefghij abcdefghijk abcd123456 abcde12345 abc1234567 a123456789
        aa12345678 administrator welcome123 welcome1234 letmein123 letmein1234 changeme123 changeme1234 trustno1trustno1 dragon1234 monkey1234 master1234 shadow1234 hello12345
        test123456 testtest123 secret1234 whatever123 computer123 internet123 liverpool1 manchester basketball chocolate1 alexander1 elizabeth1 christopher jacqueline qazwsxedcrfv
        1111111111 0000000000 9876543210 1122334455 1212121212 1231231234 123123123123 147258369147 159753456852 correcthorsebatterystaple
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>Why the password is not taken; null if it is.</summary>
    /// <param name="username">The account's name.</param>
    public static Refusal? Fault(string password, string username)
    {
        if (password.Length < Shortest) return Refusal.Invalid("password", $"The password needs at least {Shortest} characters. A few words in a row are easy to keep in mind.");
        if (password.Length > Longest) return Refusal.Invalid("password", $"The password has {Longest} characters at most.");
        var plain = password.ToLowerInvariant();
        if (plain.Distinct().Count() < 3 || Commonest.Contains(plain)) return Refusal.Invalid("password", "This is one of the commonest passwords. Choose another.");
        return IsName(plain, username.ToLowerInvariant()) ? Refusal.Invalid("password", "The password must not be the account's own name. Choose another.") : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) => Task.FromResult(
        Fault(password ?? string.Empty, user.Username) is { } refusal
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = refusal.Message })
            : IdentityResult.Success);

    /// <summary>The name, repeated, or with no more than four characters beside it ("annaberg1984").</summary>
    private static bool IsName(string plain, string name)
    {
        if (name.Length < 4 || !plain.Contains(name, StringComparison.Ordinal)) return false;
        return plain.Replace(name, string.Empty, StringComparison.Ordinal).Length <= 4;
    }
}
