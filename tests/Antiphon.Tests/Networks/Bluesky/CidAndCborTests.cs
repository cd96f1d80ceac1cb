using System.Text;
using System.Text.Json;
using Antiphon.Networks.Archives.Bluesky;
using Xunit;

namespace Antiphon.Tests.Networks.Bluesky;

public sealed class CidAndCborTests
{
    private const string Interop = "data/corpora/atproto-interop/";

    [Theory]
    [InlineData("00", 0, 1)]
    [InlineData("7f", 127, 1)]
    [InlineData("8001", 128, 2)]
    [InlineData("ac0255", 300, 2)]
    [InlineData("ffffffffffffffff7f", long.MaxValue, 9)]
    public void A_varint_is_read(string hex, long value, int length)
    {
        Assert.True(Varint.TryRead(Convert.FromHexString(hex), out var read, out var used));
        Assert.Equal(((ulong)value, length), (read, used));
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("8000")]
    [InlineData("ffffffffffffffffff01")]
    public void A_varint_that_is_cut_off_or_longer_than_needed_is_none(string hex) => Assert.False(Varint.TryRead(Convert.FromHexString(hex), out _, out _));

    [Fact]
    public void A_CID_is_the_hash_of_its_block_and_reads_back()
    {
        // The empty map, whose name everybody knows.
        var cid = Cid.Of(Cid.DagCbor, [0xA0]);
        Assert.Equal("bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua", cid.ToString());
        Assert.True(Cid.TryParse(cid.ToString(), out var again));
        Assert.Equal(cid, again);
        Assert.NotEqual(cid, Cid.Of(Cid.Raw, [0xA0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swu")]
    [InlineData("bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swuaa")]
    [InlineData("zafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua")]
    [InlineData("bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swuA")]
    [InlineData("bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swub")]
    public void What_is_not_a_CID_of_the_network_is_none(string text) => Assert.False(Cid.TryParse(text, out _));

    [Theory]
    [InlineData("a0", null)]
    [InlineData("a2616100616201", null)]
    [InlineData("fb3ff8000000000000", null)]
    [InlineData("83f4f5f6", null)]
    [InlineData("3903e7", null)]
    [InlineData("", "is cut off")]
    [InlineData("1800", "longer than needed")]
    [InlineData("190017", "longer than needed")]
    [InlineData("1a0000ffff", "longer than needed")]
    [InlineData("1b00000000ffffffff", "longer than needed")]
    [InlineData("1bffffffffffffffff", "63 bits")]
    [InlineData("1c", "reserved")]
    [InlineData("9f01ff", "open length")]
    [InlineData("5f4101ff", "open length")]
    [InlineData("bf616101ff", "open length")]
    [InlineData("a2616201616101", "not in order")]
    [InlineData("a2616101616101", "not in order")]
    [InlineData("a262616101616201", "not in order")]
    [InlineData("a10101", "no text")]
    [InlineData("f93e00", "neither true")]
    [InlineData("fa3fc00000", "neither true")]
    [InlineData("fb7ff8000000000000", "number that is none")]
    [InlineData("fb7ff0000000000000", "number that is none")]
    [InlineData("fb3ff8", "cut off")]
    [InlineData("f7", "neither true")]
    [InlineData("e0", "neither true")]
    [InlineData("c001", "tag 0")]
    [InlineData("d82a01", "not of bytes")]
    [InlineData("d82a420001", "no CID")]
    [InlineData("d82a58250101711220c19a797fa1fd590cd2e5b42d1cf5f246e29b91684e2f87404b81dc345c7a56a0", "no CID")]
    [InlineData("61ff", "not UTF-8")]
    [InlineData("63eda080", "not UTF-8")]
    [InlineData("6261", "cut off")]
    [InlineData("9bffffffffffffffff", "longer than needed|cut off|63")]
    [InlineData("bb7fffffffffffffff", "cut off")]
    [InlineData("7b7fffffffffffffff61", "cut off")]
    [InlineData("0000", "behind its end")]
    public void DAG_CBOR_is_written_in_one_way_only(string hex, string? wrong)
    {
        var found = DagCbor.Check(Convert.FromHexString(hex));
        if (wrong is null) Assert.Null(found);
        else Assert.Contains(wrong.Split('|'), part => found is not null && found.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_in_lists_have_a_bottom()
    {
        byte[] Nested(int depth) => [.. Enumerable.Repeat((byte)0x81, depth), 0];
        Assert.Null(DagCbor.Check(Nested(DagCbor.Deepest)));
        Assert.Contains("nested", DagCbor.Check(Nested(DagCbor.Deepest + 1)), StringComparison.Ordinal);
        Assert.Contains("nested", DagCbor.Check(Nested(1_000_000)), StringComparison.Ordinal);
        Assert.Contains("more than", DagCbor.Check(new byte[DagCbor.LongestValue + 1]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_protocols_own_values_are_good_and_have_the_names_that_they_should()
    {
        using var fixtures = JsonDocument.Parse(File.ReadAllBytes(Shared.File(Interop + "data-model/data-model-fixtures.json")));
        Assert.Equal(3, fixtures.RootElement.GetArrayLength());
        foreach (var fixture in fixtures.RootElement.EnumerateArray())
        {
            var cbor = Base64(fixture.GetProperty("cbor_base64").GetString()!);
            Assert.Null(DagCbor.Check(cbor));
            Assert.Equal(fixture.GetProperty("cid").GetString(), Cid.Of(Cid.DagCbor, cbor).ToString());
            for (var cut = 0; cut < cbor.Length; cut++) Assert.NotNull(DagCbor.Check(cbor.AsSpan(0, cut)));
        }
    }

    [Fact]
    public void The_protocols_own_heights_and_prefixes_of_keys_come_out()
    {
        using var heights = JsonDocument.Parse(File.ReadAllBytes(Shared.File(Interop + "mst/key_heights.json")));
        foreach (var height in heights.RootElement.EnumerateArray())
            Assert.Equal(height.GetProperty("height").GetInt32(), MstNode.HeightOf(Encoding.UTF8.GetBytes(height.GetProperty("key").GetString()!)));
        using var prefixes = JsonDocument.Parse(File.ReadAllBytes(Shared.File(Interop + "mst/common_prefix.json")));
        foreach (var prefix in prefixes.RootElement.EnumerateArray())
        {
            var (left, right) = (Encoding.UTF8.GetBytes(prefix.GetProperty("left").GetString()!), Encoding.UTF8.GetBytes(prefix.GetProperty("right").GetString()!));
            Assert.Equal(prefix.GetProperty("len").GetInt32(), MstNode.SharedPrefix(left, right));
        }

        // "K2/453868" and its like: the sixth letter of an example key is its height.
        var keys = File.ReadAllLines(Shared.File(Interop + "mst/example_keys.txt"));
        Assert.Equal(156, keys.Length);
        Assert.All(keys, static key => Assert.Equal(key[1] - '0', MstNode.HeightOf(Encoding.ASCII.GetBytes(key))));
    }

    [Theory]
    [InlineData("3jzfcijpj2z2a", "2023-06-30T15:03:01.887Z")]
    [InlineData("2222222222222", "1970-01-01T00:00:00.000Z")]
    public void A_TID_says_when_it_was_made(string text, string at)
    {
        Assert.True(Tid.TryParse(Encoding.ASCII.GetBytes(text), out var ms));
        Assert.Equal(at, DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("tid_syntax_valid.txt", true)]
    [InlineData("tid_syntax_invalid.txt", false)]
    public void The_protocols_own_TIDs_are_told_from_what_is_none(string file, bool valid)
    {
        var lines = File.ReadAllLines(Shared.File(Interop + "syntax/" + file)).Where(static line => line.Length > 0 && line[0] != '#').ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(valid, Tid.TryParse(Encoding.UTF8.GetBytes(line), out _)));
    }

    [Fact]
    public void The_protocols_own_signatures_are_told_apart()
    {
        using var fixtures = JsonDocument.Parse(File.ReadAllBytes(Shared.File(Interop + "crypto/signature-fixtures.json")));
        Assert.Equal(6, fixtures.RootElement.GetArrayLength());
        foreach (var fixture in fixtures.RootElement.EnumerateArray())
        {
            string Text(string name) => fixture.GetProperty(name).GetString()!;
            var key = SigningKey.FromDid(Text("publicKeyDid"));
            var older = SigningKey.FromMultibase(Text("publicKeyMultibase"), Text("didDocSuite"));
            Assert.NotNull(key);
            Assert.NotNull(older);
            var (message, signature) = (Base64(Text("messageBase64")), Base64(Text("signatureBase64")));
            Assert.Equal(fixture.GetProperty("validSignature").GetBoolean(), key.Signed(message, signature));
            Assert.Equal(fixture.GetProperty("validSignature").GetBoolean(), older.Signed(message, signature));
            Assert.False(key.Signed([.. message, 0], signature));
        }
    }

    [Theory]
    [InlineData("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", true)]
    [InlineData("did:key:zDnaeTiq1PdzvZXUaMdezchcMJQpBdH2VN4pgrrEhMCCbmwSb", true)]
    [InlineData("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBm0", false)]
    [InlineData("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBm", false)]
    [InlineData("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", false)]
    [InlineData("did:plc:adaadaadaadaadaadaadaada", false)]
    [InlineData("did:key:", false)]
    public void A_key_is_one_of_the_two_curves_or_none(string did, bool valid) => Assert.Equal(valid, SigningKey.FromDid(did) is not null);

    private static byte[] Base64(string text) => Convert.FromBase64String(text + new string('=', -text.Length & 3));
}
