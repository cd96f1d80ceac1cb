using System.Net;
using System.Net.Sockets;

namespace Antiphon.Networks.Http;

/// <summary>
/// Whether an address is anybody's on the open internet. Of IPv6 only global unicast (2000::/3) is, without the blocks in it that are for something else, so every way to write an IPv4 address
/// into an IPv6 one (mapped, compatible, translated, NAT64, 6to4, Teredo) is out by construction; of IPv4 everything is but the special-purpose blocks (IANA registries, RFC 6890).
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // shared by providers
        IPNetwork.Parse("127.0.0.0/8"), // this machine
        IPNetwork.Parse("169.254.0.0/16"), // link-local, metadata of clouds
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.31.196.0/24"), // AS112
        IPNetwork.Parse("192.52.193.0/24"), // AMT
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("192.175.48.0/24"), // AS112
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/3"), // multicast, reserved, broadcast
        IPNetwork.Parse("2001::/23"), // protocol assignments, Teredo and ORCHID among them
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4
        IPNetwork.Parse("2620:4f:8000::/48"), // AS112
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)) return false;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        bytes = bytes[..length];
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && (address.ScopeId != 0 || bytes[0] >> 5 != 0b001)) return false;
        foreach (var block in Special)
        {
            if (block.BaseAddress.AddressFamily == address.AddressFamily && Holds(block, bytes)) return false;
        }

        return true;
    }

    /// <summary>Compared bit by bit: <c>IPNetwork.Contains</c> of .NET 10.0 says of some IPv4-mapped addresses (::ffff:0.255.255.255) that they are in 2000::/3.</summary>
    private static bool Holds(IPNetwork block, ReadOnlySpan<byte> address)
    {
        Span<byte> first = stackalloc byte[16];
        block.BaseAddress.TryWriteBytes(first, out _);
        for (var bit = 0; bit < block.PrefixLength; bit++)
        {
            if (((first[bit / 8] ^ address[bit / 8]) >> (7 - bit % 8) & 1) != 0) return false;
        }

        return true;
    }
}
