using System.Collections.Concurrent;
using ScanHost.Yara;

namespace ScanHost.Pipeline.Stages.Yara;

/// <summary>The rules of one moment.</summary>
/// <param name="rules">Compiled.</param>
/// <param name="digest">SHA-256 over the sources.</param>
/// <param name="unreadable">Rule files that could not be read.</param>
internal sealed class RuleSet(Rules rules, string digest, IReadOnlyList<string> unreadable)
{
    private readonly ConcurrentBag<Scanner> idle = [];

    public Rules Rules { get; } = rules;

    public string Digest { get; } = digest;

    public IReadOnlyList<string> Unreadable { get; } = unreadable;

    /// <summary>A scanner for one thread, until it is given back.</summary>
    public Scanner Rent() => idle.TryTake(out var scanner) ? scanner : new Scanner(Rules);

    public void Return(Scanner scanner) => idle.Add(scanner);
}
