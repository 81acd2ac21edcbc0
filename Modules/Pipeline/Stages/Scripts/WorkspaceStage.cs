using System.Text;
using ScanHost.Formats;
using ScanHost.Formats.Scripts.Workspaces;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Takes the commands out of files that tell other programs what to run; each language becomes a script of its own, which its analyser judges.</summary>
internal sealed class WorkspaceStage : IScanStage
{
    private const long MaxBytes = 8 << 20;

    public string Name => "workspace";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Unpack;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size is > 0 and < MaxBytes && WorkspaceCommands.KindOf(facts.Type.Id, facts.Name) is not null;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var (extension, text) in WorkspaceCommands.Of(WorkspaceCommands.KindOf(scan.Facts.Type.Id, scan.Facts.Name)!.Value, SourceText.Read(scan.Content.Span).Text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var member = scan.Members.Open(new() { Name = $"commands-{++count}.{extension}", Relation = "script" });
            member.Write(Encoding.UTF8.GetBytes(text));
        }
        return ValueTask.CompletedTask;
    }
}
