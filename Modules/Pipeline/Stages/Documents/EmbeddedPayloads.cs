using ScanHost.Formats;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Ole;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Finds programs in what a document embeds.</summary>
internal static class EmbeddedPayloads
{
    private static ReadOnlySpan<byte> OleSignature => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>Name of the program, script or shortcut in an embedded part; null when it is none.</summary>
    /// <param name="part">The part: a file as it is, or a compound file around it.</param>
    /// <param name="name">The part's own name.</param>
    public static string? Find(byte[] part, string name)
    {
        if (!part.AsSpan().StartsWith(OleSignature))
            return Judge(name, FileIdentifier.Identify(part));
        try
        {
            var ole = OleFile.Parse(part);
            foreach (var entry in ole.Entries.Where(entry => entry.Name.EndsWith("Ole10Native", StringComparison.OrdinalIgnoreCase)))
            {
                if (OlePackage.Read(ole.Read(entry)) is { } package && Judge(package.FileName, FileIdentifier.Identify(package.Data.Span)) is { } payload)
                    return payload;
            }
        }
        catch (MalformedFileException)
        {
            // The part is a child of its own: its own stages say what is wrong with it.
        }

        return null;
    }

    private static string? Judge(string name, Identification content) =>
        PayloadNames.IsProgram(name) || PayloadNames.IsProgram(content) || PayloadNames.IsShortcut(name, content) ? name : null;
}
