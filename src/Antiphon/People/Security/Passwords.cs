using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Antiphon.People.Security;

/// <summary>
/// Hashes and checks passwords with ASP.NET Core Identity's PBKDF2, never on the writer's thread, and as many at once as there are cores at most: beyond that
/// they only slow each other down. Whoever comes when <see cref="MostWaiting"/> wait already is refused, so that a flood of guesses cannot hold up the server.
/// </summary>
public sealed class Passwords : IPasswordHasher<User>, IDisposable
{
    /// <summary>At 70 ms each on two cores, the last of these waits seven seconds.</summary>
    public const int MostWaiting = 200;

    private static readonly User Nobody = new();

    private readonly PasswordHasher<User> hasher;
    private readonly SemaphoreSlim gate = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly string nobodysHash;
    private int waiting;

    public Passwords(PeopleOptions options)
    {
        hasher = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = options.HashRounds }));
        nobodysHash = hasher.HashPassword(Nobody, "nobody's");
    }

    public Task<Outcome<string>> Hash(string password) => Bounded(() => hasher.HashPassword(Nobody, password));

    /// <summary>Checks against a member's hash, or with the same effort against nobody's, which never succeeds.</summary>
    public Task<Outcome<PasswordVerificationResult>> Verify(string? hash, string password) => Bounded(() =>
    {
        // Longer than any password that was ever taken: not worth hashing.
        if (password.Length > PasswordRules.Longest) return PasswordVerificationResult.Failed;
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? nobodysHash, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    });

    public void Dispose() => gate.Dispose();

    string IPasswordHasher<User>.HashPassword(User user, string password) => hasher.HashPassword(user, password);

    PasswordVerificationResult IPasswordHasher<User>.VerifyHashedPassword(User user, string hashedPassword, string providedPassword) =>
        hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);

    private async Task<Outcome<T>> Bounded<T>(Func<T> work)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return Refusal.Busy;
        }

        try
        {
            await gate.WaitAsync().ConfigureAwait(false);
            try
            {
                return await Task.Run(work).ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
