using System.Diagnostics.CodeAnalysis;

namespace Antiphon;

/// <summary>Why something was not done. The closed set that every front maps in one file; the house knows no status codes.</summary>
public enum RefusalKind : byte
{
    /// <summary>The input is wrong; <see cref="Refusal.Field"/> says where.</summary>
    Invalid = 1,

    /// <summary>It does not exist, or this viewer may not know whether it does: both are the same answer, byte for byte.</summary>
    NotFound,

    /// <summary>Known to exist, known to be visible, and not allowed.</summary>
    Forbidden,

    /// <summary>Nobody is signed in, or the proof of who it is did not hold.</summary>
    Unauthenticated,

    /// <summary>It contradicts what is there already, such as a name that is taken.</summary>
    Conflict,

    /// <summary>Larger than a stated limit.</summary>
    TooLarge,

    /// <summary>More often than a stated limit; <see cref="Refusal.RetryAfter"/> says when to come back.</summary>
    TooMany,

    /// <summary>It was here and is gone.</summary>
    Gone,

    /// <summary>The server cannot take it at this moment and nothing was done.</summary>
    Busy,
}

/// <summary>An expected "no". The message is written for a stranger: what was wrong and what to do. Details belong in the log.</summary>
/// <param name="Kind">What sort of "no" it is.</param>
/// <param name="Message">A sentence that anyone may read.</param>
/// <param name="Field">The input's name in snake case, where one is to blame.</param>
/// <param name="RetryAfter">When it may succeed, for <see cref="RefusalKind.TooMany"/> and <see cref="RefusalKind.Busy"/>.</param>
public sealed record Refusal(RefusalKind Kind, string Message, string? Field = null, TimeSpan? RetryAfter = null)
{
    /// <summary>"Record not found" is what Mastodon answers; the text must not differ between hidden and absent.</summary>
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "Record not found");

    public static readonly Refusal SignInNeeded = new(RefusalKind.Unauthenticated, "Sign in to do this.");

    public static readonly Refusal Busy = new(
        RefusalKind.Busy, "The server is taking in more than it can write down. Nothing was saved; try again in a moment.", RetryAfter: TimeSpan.FromSeconds(2));

    public static Refusal Invalid(string field, string message) => new(RefusalKind.Invalid, message, field);

    public static Refusal Forbidden(string message) => new(RefusalKind.Forbidden, message);

    public static Refusal Conflict(string field, string message) => new(RefusalKind.Conflict, message, field);

    public static Refusal TooLarge(string message, string? field = null) => new(RefusalKind.TooLarge, message, field);

    public static Refusal TooMany(string message, TimeSpan retryAfter) => new(RefusalKind.TooMany, message, RetryAfter: retryAfter);

    public static Refusal Gone(string message) => new(RefusalKind.Gone, message);
}

/// <summary>A value, or the reason why there is none. Bugs are exceptions; refusals are values.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Null when it went well.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value. Asking a refused outcome for it is a bug.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Message}");

    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Ok => Refusal is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>One or the other, whichever it is.</summary>
    public TResult Match<TResult>(Func<T, TResult> whenOk, Func<Refusal, TResult> whenRefused) => Refusal is null ? whenOk(value!) : whenRefused(Refusal);
}

/// <summary>Nothing to say but that it was done.</summary>
public readonly record struct Done
{
    public static readonly Done Instance;
}
