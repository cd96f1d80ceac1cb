namespace Antiphon.Access;

/// <summary>Scopes as an app wrote them, and what they add up to. The text is echoed to apps, some of which compare it with what they asked for.</summary>
public sealed record ScopeSet
{
    /// <summary>What an app gets that asks for nothing, as Mastodon has it.</summary>
    public static readonly ScopeSet Default = new("read", Scope.Read);

    /// <summary>More than this is no scope list; all names together are below 700 characters.</summary>
    private const int LongestText = 1_000;

    private static readonly Dictionary<string, Scope> ByName = Names();

    private ScopeSet(string text, Scope scopes)
    {
        Text = text;
        Scopes = scopes;
    }

    /// <summary>The names, in the order asked for, once each, with single spaces.</summary>
    public string Text { get; }

    public Scope Scopes { get; }

    /// <summary>Every name that may be asked for.</summary>
    public static IReadOnlyCollection<string> Known => ByName.Keys;

    public IReadOnlyList<string> List => Text.Split(' ');

    /// <summary>Reads a list of names separated by white space. Nothing named: <see cref="Default"/>.</summary>
    public static Outcome<ScopeSet> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Default;
        if (text.Length > LongestText) return Refusal.Invalid("scope", "The list of scopes is too long.");
        var (names, scopes) = (new List<string>(), Scope.None);
        foreach (var name in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ByName.TryGetValue(name, out var scope))
                return Refusal.Invalid("scope", "The requested scope is invalid, unknown, or malformed. This server knows: " + string.Join(' ', ByName.Keys) + ".");
            if (names.Contains(name)) continue;
            names.Add(name);
            scopes |= scope;
        }

        return new ScopeSet(string.Join(' ', names), scopes);
    }

    /// <summary>What this server wrote into its own store.</summary>
    public static ScopeSet Stored(string text) => Parse(text) is { Ok: true } known ? known.Value : new ScopeSet(text, Scope.None);

    /// <summary>Whether the set allows something for which any one of <paramref name="any"/> suffices.</summary>
    public bool Allows(Scope any) => (Scopes & any) != 0;

    /// <summary>Whether everything in <paramref name="wanted"/> is allowed by this set.</summary>
    public bool Includes(ScopeSet wanted) => (wanted.Scopes & ~Scopes) == 0;

    public override string ToString() => Text;

    private static Dictionary<string, Scope> Names()
    {
        var names = new Dictionary<string, Scope>(StringComparer.Ordinal)
        {
            ["profile"] = Scope.Profile,
            ["read"] = Scope.Read,
            ["write"] = Scope.Write,
            ["follow"] = Scope.Follow,
            ["push"] = Scope.Push,
            ["admin:read"] = Scope.AdminRead,
            ["admin:write"] = Scope.AdminWrite,
        };
        foreach (var scope in Enum.GetValues<Scope>())
        {
            var name = scope.ToString();
            if (!ulong.IsPow2((ulong)scope) || scope is Scope.Push or Scope.Profile or Scope.AdminReadRest or Scope.AdminWriteRest) continue;
            if (name.StartsWith("Admin", StringComparison.Ordinal))
            {
                // "AdminReadDomainBlocks" is "admin:read:domain_blocks".
                var reads = name.StartsWith("AdminRead", StringComparison.Ordinal);
                var what = string.Concat(name[(reads ? 9 : 10)..].Select(static (letter, at) => char.IsUpper(letter) && at > 0 ? "_" + letter : letter.ToString()));
                names[$"admin:{(reads ? "read" : "write")}:{what.ToLowerInvariant()}"] = scope;
                continue;
            }

            var split = name.StartsWith("Read", StringComparison.Ordinal) ? 4 : 5;
            names[$"{name[..split]}:{name[split..]}".ToLowerInvariant()] = scope;
        }

        return names;
    }
}
