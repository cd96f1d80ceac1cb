using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Antiphon.Intake;

/// <summary>
/// SHA-256 of many short texts, eight side by side in the lanes of a vector: of a text as short as an id, one call of the platform's costs more than reading the whole line in which it stands.
/// FIPS 180-4, section 6.2, of which only the first eight bytes are wanted.
/// </summary>
internal static class ManyHashes
{
    /// <summary>Bytes of one block.</summary>
    public const int Block = 64;

    /// <summary>The longest text in so many blocks: the end takes a byte and the length eight.</summary>
    public static int Longest(int blocks) => blocks * Block - 9;

    /// <summary>Writes a text as the hash wants it, filled up to its blocks.</summary>
    public static void Fill(ReadOnlySpan<byte> text, Span<byte> blocks)
    {
        text.CopyTo(blocks);
        blocks[text.Length..].Clear();
        blocks[text.Length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(blocks[^8..], text.Length * 8L);
    }

    /// <summary>The first eight bytes of each text's hash.</summary>
    /// <param name="texts">As <see cref="Fill"/> writes them, one behind the other, each of <paramref name="blocks"/> blocks.</param>
    public static void First(ReadOnlySpan<byte> texts, int blocks, Span<ulong> hashes)
    {
        var each = blocks * Block;
        var at = 0;
        if (Vector256.IsHardwareAccelerated)
            for (; at + Vector256<uint>.Count <= hashes.Length; at += Vector256<uint>.Count) Eight(texts.Slice(at * each, each * Vector256<uint>.Count), blocks, hashes.Slice(at, Vector256<uint>.Count));
        for (; at < hashes.Length; at++) hashes[at] = One(texts.Slice(at * each, each));
    }

    private static ulong One(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(int)(BinaryPrimitives.ReadInt64BigEndian(text[^8..]) / 8)], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private static void Eight(ReadOnlySpan<byte> texts, int blocks, Span<ulong> hashes)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[8];
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[16];
        for (var i = 0; i < state.Length; i++) state[i] = Vector256.Create(Begin[i]);
        for (var block = 0; block < blocks; block++)
        {
            var lanes = MemoryMarshal.Cast<Vector256<uint>, uint>(words);
            for (var lane = 0; lane < Vector256<uint>.Count; lane++)
            {
                var text = MemoryMarshal.Cast<byte, uint>(texts.Slice((lane * blocks + block) * Block, Block));
                for (var word = 0; word < text.Length; word++)
                    lanes[word * Vector256<uint>.Count + lane] = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(text[word]) : text[word];
            }

            Rounds(state, words);
        }

        for (var lane = 0; lane < hashes.Length; lane++) hashes[lane] = ((ulong)state[0][lane] << 32) | state[1][lane];
    }

    private static void Rounds(Span<Vector256<uint>> state, Span<Vector256<uint>> words)
    {
        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var round = 0; round < Constants.Length; round++)
        {
            if (round >= 16)
            {
                var (early, late) = (words[(round + 1) & 15], words[(round + 14) & 15]);
                words[round & 15] += (Right(early, 7) ^ Right(early, 18) ^ (early >>> 3)) + words[(round + 9) & 15] + (Right(late, 17) ^ Right(late, 19) ^ (late >>> 10));
            }

            var first = h + (Right(e, 6) ^ Right(e, 11) ^ Right(e, 25)) + Vector256.ConditionalSelect(e, f, g) + Vector256.Create(Constants[round]) + words[round & 15];
            var second = (Right(a, 2) ^ Right(a, 13) ^ Right(a, 22)) + ((a & b) | (c & (a | b)));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Right(Vector256<uint> words, [ConstantExpected] byte bits) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(words, bits) : (words >>> bits) | (words << (32 - bits));

    private static ReadOnlySpan<uint> Begin => [0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19];

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
        0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
        0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
        0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
        0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
        0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
        0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
        0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
    ];
}
