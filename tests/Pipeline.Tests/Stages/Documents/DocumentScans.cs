using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

/// <summary>Scans documents with all readers, as the program does.</summary>
internal static class DocumentScans
{
    public static async Task<ScanOutcome> ScanAsync(byte[] file, string name = "file")
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var outcome = await scans.ScanAsync(file, name);
        outcome.Stages.Should().OnlyContain(stage => stage.Status == StageStatus.Ok || stage.Status == StageStatus.Skipped);
        return outcome;
    }

    public static async Task<IReadOnlyList<string>> FindingsAsync(byte[] file, string name = "file") =>
        [.. (await ScanAsync(file, name)).Findings.Select(finding => finding.Id)];
}
