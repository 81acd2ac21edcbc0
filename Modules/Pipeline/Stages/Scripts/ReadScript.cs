using ScanHost.Formats;
using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>A script as two stages want it: one takes off its layers, one looks for signs. It is read and folded once.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Script">The text with its constants folded.</param>
internal sealed record ReadScript(SourceText Source, ScriptSource Script)
{
    public static ReadScript Of(IScanContext scan, ScriptLanguage language, CancellationToken cancellationToken) =>
        scan.Once($"script {language}", () =>
        {
            var source = ScanText.Of(scan);
            return new ReadScript(source, ScriptSource.Read(language, source.Text, cancellationToken));
        });
}
