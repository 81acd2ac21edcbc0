using System.Text;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Shortcuts;

/// <summary>Hands on the command that a shortcut runs, and what stands behind its end.</summary>
internal sealed class ShortcutReader : ContainerReader
{
    private const int MinCommandLetters = 12;

    public override string Name => "shortcut";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["lnk", "settingcontent-ms"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Span.U32(0) != 0x4C)
        {
            if (ShortcutText.DeepLink(SourceText.Read(file.Span).Text) is { } deepLink)
                Command(deepLink, sink, cancellationToken);
            return;
        }
        var link = ShellLink.Read(file.Span);
        if (link.Arguments is { Length: > 0 } arguments)
            Command($"{FileName(link.Target)} {arguments.Trim()}", sink, cancellationToken);
        var tail = file[link.End..];
        if (tail.Span.ContainsAnyExcept((byte)0))
            MemberCopy.Bytes(tail, sink, new() { Name = "appended", Relation = "overlay", Offset = link.End, DeclaredSize = tail.Length }, cancellationToken);
    }

    private static void Command(string command, IMemberSink sink, CancellationToken cancellationToken)
    {
        if (command.Length >= MinCommandLetters)
            MemberCopy.Bytes(Encoding.UTF8.GetBytes(command), sink, new() { Name = "command.bat", Relation = "script" }, cancellationToken);
    }

    private static string FileName(string? path) => path is null ? "" : path[(path.LastIndexOfAny(['\\', '/']) + 1)..];
}
