namespace Antiphon.People.Links;

/// <summary>Whether two addresses are of the same page: host in any case, with or without a slash at the end, whatever part of the page they lead to.</summary>
public static class SameAddress
{
    public static bool Are(Uri one, Uri other) =>
        one.Scheme == other.Scheme && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase) && one.Port == other.Port && one.UserInfo.Length + other.UserInfo.Length == 0
        && one.PathAndQuery.TrimEnd('/') == other.PathAndQuery.TrimEnd('/');
}
