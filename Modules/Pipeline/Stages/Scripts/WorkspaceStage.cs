using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Scripts.Workspaces;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Takes the commands out of files that tell other programs what to run; each language becomes a script of its own, which its analyser judges.</summary>
internal sealed class WorkspaceStage : IScanStage
{
    public string Name => "workspace";

    public string Version => "2";

    public StagePhase Phase => StagePhase.Unpack;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0 && WorkspaceCommands.KindOf(facts.Type.Id, facts.Name) is not null;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var count = 0;
        var scripts = WorkspaceCommands.Of(WorkspaceCommands.KindOf(scan.Facts.Type.Id, scan.Facts.Name)!.Value, ScanText.AllOf(scan), out var isCut);
        if (isCut)
            scan.Miss(GapReason.Limit, $"Only the first {WorkspaceCommands.MaxCommands} commands of at most {WorkspaceCommands.MaxLength} letters are taken out.");
        foreach (var (extension, text) in scripts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var member = scan.Members.Open(new() { Name = $"commands-{++count}.{extension}", Relation = "script" });
            member.Write(Encoding.UTF8.GetBytes(text));
        }
        return ValueTask.CompletedTask;
    }
}
