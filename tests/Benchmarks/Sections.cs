using ScanHost.Benchmarks.Documents;
using ScanHost.Benchmarks.Http;
using ScanHost.Benchmarks.Measuring;
using ScanHost.Benchmarks.Queue;
using ScanHost.Benchmarks.Yara;

namespace ScanHost.Benchmarks;

/// <summary>What can be measured, by the name that the command takes.</summary>
internal static class Sections
{
    public static IReadOnlyDictionary<string, Func<Page, Task>> All { get; } = new Dictionary<string, Func<Page, Task>>
    {
        ["queue"] = QueueSection.RunAsync,
        ["http"] = HttpSection.RunAsync,
        ["documents"] = DocumentsSection.RunAsync,
        ["yara"] = YaraSection.RunAsync,
    };
}
