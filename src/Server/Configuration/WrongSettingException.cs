namespace Antiphon.Server.Configuration;

/// <summary>The configuration cannot work. The message is one sentence for the operator that names the setting and where it was given.</summary>
public sealed class WrongSettingException : Exception
{
    public WrongSettingException(string key, string problem)
        : base($"{key}: {problem}") => Key = key;

    /// <summary>As the operator wrote it: <c>--urls</c>, <c>ANTIPHON_URLS</c> or <c>antiphon.json: urls</c>.</summary>
    public string Key { get; }
}
