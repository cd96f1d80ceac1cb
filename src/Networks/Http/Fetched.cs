namespace Antiphon.Networks.Http;

/// <summary>What is asked for.</summary>
/// <param name="Accept">The header.</param>
/// <param name="Fits">Whether an answer of this media type (lower case, with its parameters as sent) is what was asked for; anything else is refused unread.</param>
/// <param name="MostBytes">Unpacked; more is refused.</param>
public sealed record Wanted(string Accept, Func<MediaType, bool> Fits, int MostBytes);

/// <summary>A media type, in lower case, with the two parameters that decide anything here.</summary>
public sealed record MediaType(string Name, string? Charset, string? Profile);

/// <summary>A document as it came.</summary>
/// <param name="Address">Where it was in the end, after redirects.</param>
public sealed record Fetched(Uri Address, MediaType Type, byte[] Body);

/// <summary>How something that was handed over was received.</summary>
/// <param name="Status">HTTP's.</param>
/// <param name="Wait">What the answer's <c>Retry-After</c> asks for.</param>
public sealed record Handed(int Status, TimeSpan? Wait);
