using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Tests.Doubles;

/// <summary>What must and what must not make one heuristic speak: one file that deserves it, and at least three that come close.</summary>
/// <param name="Heuristic">Which.</param>
/// <param name="Positive">Deserves it.</param>
/// <param name="Negatives">Come close.</param>
internal sealed record HeuristicCase(Heuristic Heuristic, SampleFile Positive, params SampleFile[] Negatives)
{
    /// <summary>A table row of text files that share a name.</summary>
    public static HeuristicCase Of(Heuristic heuristic, string name, string positive, params string[] negatives) =>
        new(heuristic, new(name, positive), [.. negatives.Select(text => new SampleFile(name, text))]);

    /// <summary>Scans the files and complains about every wrong answer of this heuristic.</summary>
    public async Task CheckAsync()
    {
        Negatives.Should().HaveCountGreaterThanOrEqualTo(3, "every heuristic is tried on three files that come close");
        (await IdsAsync(Positive)).Should().Contain(Heuristic.Id);
        foreach (var negative in Negatives)
            (await IdsAsync(negative)).Should().NotContain(Heuristic.Id, "of {0}", negative.Text);
    }

    private static async Task<string[]> IdsAsync(SampleFile file)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var outcome = await scans.ScanAsync(file.Content, file.Name);
        outcome.Stages.Where(stage => stage.Status == StageStatus.Failed).Should().BeEmpty();
        return [.. outcome.Findings.Select(finding => finding.Id)];
    }
}

/// <summary>A file of a test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record SampleFile(string Name, byte[] Content)
{
    public SampleFile(string name, string text) : this(name, Encoding.UTF8.GetBytes(text))
    {
    }

    public string Text => Encoding.Latin1.GetString(Content, 0, Math.Min(Content.Length, 200));
}
