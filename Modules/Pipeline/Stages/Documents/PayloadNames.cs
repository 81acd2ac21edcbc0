using System.Collections.Frozen;
using ScanHost.Formats.Identification;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>What a document or a mail should not carry: files that run when they are opened.</summary>
internal static class PayloadNames
{
    private static readonly FrozenSet<string> Programs = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "exe", "scr", "com", "pif", "cpl", "dll", "ocx", "msi", "msp", "bat", "cmd", "ps1", "psm1", "js", "jse", "vbs", "vbe", "wsf", "wsh", "wsc", "sct",
        "hta", "chm", "jar", "reg", "inf", "appref-ms", "application", "settingcontent-ms", "library-ms", "xll", "msc");

    /// <summary>True for the name of a program or script.</summary>
    public static bool IsProgram(string name) => Programs.Contains(FileNames.Extension(name));

    /// <summary>True for content that runs: a program, or a script that was recognised for sure.</summary>
    public static bool IsProgram(Identification content) =>
        content.Type.Category == FileCategory.Executable && content.Type.Id != "swf"
        || content.Type.IsA("msi") || content.Type.Id is "chm" or "hta"
        || content.Type.Category == FileCategory.Script && content.Confidence >= 85;

    /// <summary>True for a shortcut, by name or content.</summary>
    public static bool IsShortcut(string name, Identification content) =>
        FileNames.Extension(name).ToUpperInvariant() is "LNK" or "URL" || content.Type.Id is "lnk" or "url";
}
