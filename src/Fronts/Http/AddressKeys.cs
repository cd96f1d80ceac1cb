using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Antiphon.Http;

/// <summary>
/// An address as a number that says nothing: an HMAC under a key that lives in memory for one UTC day. Nothing else may be made of an address in this program;
/// it is written nowhere.
/// </summary>
public sealed class AddressKeys(TimeProvider clock)
{
    private Day today = new(DateOnly.MinValue, []);

    /// <summary>The same number for the same IPv4 address or the same IPv6 /64 (what one household has) until midnight.</summary>
    public UInt128 Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        var length = address is not null && address.TryWriteBytes(bytes, out var written) ? written : 0;
        if (address?.AddressFamily == AddressFamily.InterNetworkV6) length = 8;
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(Key(), bytes[..length], hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private byte[] Key()
    {
        var date = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var day = Volatile.Read(ref today);
        if (day.Date == date) return day.Key;
        var next = new Day(date, RandomNumberGenerator.GetBytes(32));
        var before = Interlocked.CompareExchange(ref today, next, day);
        return ReferenceEquals(before, day) ? next.Key : before.Key;
    }

    private sealed record Day(DateOnly Date, byte[] Key);
}
