namespace ScanHost.Yara;

/// <summary>A rule, as its author described it.</summary>
/// <param name="Name">Its name, unique in its namespace.</param>
/// <param name="Namespace">Its namespace; <c>default</c> unless the caller gave one.</param>
/// <param name="Tags">In the order of the source.</param>
/// <param name="Metas">In the order of the source; names may repeat.</param>
/// <param name="IsGlobal">No rule of the namespace matches unless this one does.</param>
/// <param name="IsPrivate">It serves other rules and is never reported.</param>
public sealed record Rule(
    string Name, string Namespace, IReadOnlyList<string> Tags, IReadOnlyList<RuleMeta> Metas, bool IsGlobal, bool IsPrivate);
