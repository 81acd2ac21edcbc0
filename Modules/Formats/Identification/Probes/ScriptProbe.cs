using ScanHost.Formats.Identification.Text;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Recognises scripts that carry binary data behind their text: self-extracting ones, bundled programs.</summary>
internal static class ScriptProbe
{
    private const int HeadBytes = 512;

    internal static FileType? Identify(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(0, "#!"u8) || file.Length <= HeadBytes || TextSample.Read(file[..HeadBytes]) is not { } head)
            return null;
        return Interpreter.Of(head.Content) is { } id ? FileTypes.Find(id) : null;
    }
}
