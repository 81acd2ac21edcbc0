using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>The reviewed table of what the stages report about documents and mail. The rules of <see cref="Heuristics"/> hold here too.</summary>
internal static class DocumentHeuristics
{
    public static readonly Heuristic EquationEditor = new(
        "cfb.eqnedt", "An Equation Editor object that no equation editor wrote (CVE-2017-11882)",
        Severity.VeryHigh, Confidence.High, Active, "T1203");

    public static readonly Heuristic BadClass = new(
        "cfb.bad_clsid", "An object of a class that is known from exploits",
        Severity.High, Confidence.Medium, Active);

    public static readonly Heuristic PackedProgram = new(
        "cfb.ole10_exec", "A program packed into the document",
        Severity.VeryHigh, Confidence.High, Active, "T1204.002");

    public static readonly Heuristic PackedShortcut = new(
        "cfb.ole10_lnk", "A shortcut packed into the document",
        Severity.High, Confidence.High, Active);

    public static readonly Heuristic LinkMoniker = new(
        "cfb.link_moniker", "An object that is loaded from another machine",
        Severity.High, Confidence.High, Active, "T1187");

    public static readonly Heuristic XlmExec = new(
        "cfb.xlm_exec", "An Excel 4 macro that runs by itself and calls the system",
        Severity.VeryHigh, Confidence.High, Active, "T1059");

    public static readonly Heuristic DefaultPassword = new(
        "cfb.default_pwd", "Encrypted with the password that Office tries by itself",
        Severity.High, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic ShellcodeInMetadata = new(
        "cfb.shellcode_meta", "A long run of hexadecimal digits among the document's properties",
        Severity.High, Confidence.Medium, Obfuscation);

    public static readonly Heuristic Flash = new(
        "cfb.flash", "A Flash movie in the document",
        Severity.Medium, Confidence.Medium, Active);

    public static readonly Heuristic CorruptCompound = new(
        "cfb.corrupt", "Breaks the structure of compound files",
        Severity.Low, Confidence.High, Structure);

    public static readonly Heuristic AutoExecWrite = new(
        "vba.auto_exec_write", "A macro that runs by itself and writes files or starts programs",
        Severity.High, Confidence.Medium, Active);

    public static readonly Heuristic AutoShellEncoded = new(
        "vba.auto_shell_enc", "A macro that runs by itself, decodes data and starts a program",
        Severity.VeryHigh, Confidence.High, Capability, "T1059.005");

    public static readonly Heuristic MacroDownload = new(
        "vba.download", "A macro that downloads a file",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

    public static readonly Heuristic MacroWmi = new(
        "vba.wmi", "A macro that starts a process through WMI",
        Severity.High, Confidence.High, Capability, "T1047");

    public static readonly Heuristic MacroInjection = new(
        "vba.inject", "A macro that copies code into memory and runs it",
        Severity.VeryHigh, Confidence.High, Capability, "T1055");

    public static readonly Heuristic Stomping = new(
        "vba.stomp", "The macro's source is not what its compiled form does",
        Severity.High, Confidence.Medium, Obfuscation, "T1564.007");

    public static readonly Heuristic DisablesSecurity = new(
        "vba.disable_sec", "A macro that switches off the macro protection of Office",
        Severity.VeryHigh, Confidence.High, Capability, "T1112", "T1685");

    public static readonly Heuristic CharacterChain = new(
        "vba.chr_chain", "A macro that puts its texts together character by character",
        Severity.Medium, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic HiddenData = new(
        "vba.hidden_data", "A macro whose payload is in a form or in the document's properties",
        Severity.Medium, Confidence.Medium, Obfuscation);

    public static readonly Heuristic RemoteTemplate = new(
        "ooxml.remote_template", "The document loads its template from another machine",
        Severity.High, Confidence.High, Active, "T1221");

    // High until the base rate of real linked objects is known; the tricks below it are never honest.
    public static readonly Heuristic RemoteObject = new(
        "ooxml.remote_ole", "The document loads an object or a frame from another machine",
        Severity.High, Confidence.High, Active, "T1203");

    public static readonly Heuristic RemoteScriptObject = new(
        "ooxml.remote_script", "The document loads an object through a handler that runs scripts (CVE-2021-40444, CVE-2022-30190)",
        Severity.VeryHigh, Confidence.High, Capability, "T1203");

    public static readonly Heuristic EmbeddedProgram = new(
        "ooxml.embed_exec", "A program, script or shortcut embedded in the document",
        Severity.VeryHigh, Confidence.High, Social, "T1204.002");

    public static readonly Heuristic Dde = new(
        "ooxml.dde", "A field or link that starts a program through DDE",
        Severity.High, Confidence.High, Active, "T1559.002");

    public static readonly Heuristic MacroSheet = new(
        "ooxml.xlm", "A sheet of Excel 4 macros that runs by itself",
        Severity.High, Confidence.Medium, Active);

    public static readonly Heuristic VeryHiddenMacroSheet = new(
        "ooxml.xlm_very_hidden", "A sheet of Excel 4 macros that no menu shows",
        Severity.Medium, Confidence.Medium, Obfuscation);

    public static readonly Heuristic MacrosUnderPlainType = new(
        "ooxml.vba_in_x", "Macros in a document whose type has none",
        Severity.High, Confidence.High, Obfuscation);

    public static readonly Heuristic ActiveX = new(
        "ooxml.activex", "ActiveX controls in the document",
        Severity.Low, Confidence.Medium, Active);

    public static readonly Heuristic RemoteRibbon = new(
        "ooxml.customui_remote", "The document's ribbon calls code on another machine",
        Severity.High, Confidence.High, Active);

    public static readonly Heuristic RemoteVsto = new(
        "ooxml.vsto_remote", "The document installs an add-in from another machine",
        Severity.High, Confidence.Medium, Active);

    public static readonly Heuristic PrependedPackage = new(
        "ooxml.prepended", "Something stands in front of the document's package",
        Severity.Medium, Confidence.High, Obfuscation);
}
