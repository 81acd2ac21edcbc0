using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>The reviewed table of what the stages report about documents and mail. The rules of <see cref="Heuristics"/> hold here too.</summary>
internal static class DocumentHeuristics
{
    public static readonly Heuristic EquationEditor = new(
        "cfb.eqnedt", "An Equation Editor object that no equation editor wrote (CVE-2017-11882)",
        Severity.VeryHigh, Confidence.High, Capability, "T1203");

    public static readonly Heuristic EquationOverflow = new(
        "cfb.eqnedt_overflow", "An equation with a font's name that overruns the Equation Editor's buffer (CVE-2017-11882)",
        Severity.Critical, Confidence.High, Active, "T1203");

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

    public static readonly Heuristic XlmDownload = new(
        "cfb.xlm_download", "An Excel 4 macro that downloads a file",
        Severity.VeryHigh, Confidence.High, Capability, "T1105");

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

    public static readonly Heuristic InstallerUnsigned = new(
        "msi.unsigned_small", "A small installer that nobody signed",
        Severity.Low, Confidence.Medium, Structure);

    public static readonly Heuristic NamelessSource = new(
        "document.nameless_host", "The document loads a part of itself from a host without a name",
        Severity.VeryHigh, Confidence.High, Capability, "T1221", "T1105");

    public static readonly Heuristic HiddenCommand = new(
        "ooxml.hidden_command", "A document with macros keeps a command among its variables, properties or cells",
        Severity.High, Confidence.High, Obfuscation, "T1027.009");

    public static readonly Heuristic MacroPersistence = new(
        "vba.persist", "A macro that has something started again: a scheduled task, a start key or the start folder",
        Severity.VeryHigh, Confidence.High, Capability, "T1053.005", "T1547.001");

    public static readonly Heuristic PdfPictureLink = new(
        "pdf.picture_link", "One page without text whose picture is one link",
        Severity.High, Confidence.Medium, Social, "T1566.002");

    public static readonly Heuristic DangerousAttachment = new(
        "eml.dangerous_att", "A mail with an attachment that runs when it is opened",
        Severity.VeryHigh, Confidence.High, Active, "T1566.001");

    public static readonly Heuristic PasswordInBody = new(
        "eml.pwd_in_body", "The mail tells the password of its encrypted attachment",
        Severity.High, Confidence.High, Social);

    public static readonly Heuristic HtmlAttachment = new(
        "eml.html_att", "An attached page that asks for a password or builds a file",
        Severity.High, Confidence.High, Social, "T1566.001");

    public static readonly Heuristic DisplaySpoof = new(
        "eml.display_spoof", "The sender's name shows another address or a brand that the address is not of",
        Severity.High, Confidence.Medium, Social, "T1684.001");

    public static readonly Heuristic ReplyToMismatch = new(
        "eml.replyto_mismatch", "Answers go to another organisation",
        Severity.Low, Confidence.Medium, Social);

    public static readonly Heuristic LinkTextMismatch = new(
        "eml.url_text_mismatch", "A link shows another host than it leads to",
        Severity.Medium, Confidence.Medium, Social, "T1566.002");

    public static readonly Heuristic MixedScriptDomain = new(
        "eml.punycode", "A domain of letters of several scripts",
        Severity.Medium, Confidence.Medium, Social);

    public static readonly Heuristic BaitingLetter = new(
        "eml.bait", "Presses for an account, a payment or a call, and does not come from where it says",
        Severity.High, Confidence.High, Social, "T1566", "T1656");

    public static readonly Heuristic ExtortingLetter = new(
        "eml.extortion", "Threatens, sets a term and names a wallet to pay into",
        Severity.High, Confidence.High, Social, "T1657");

    public static readonly Heuristic NamelessLink = new(
        "eml.nameless_link", "A link shows a name and leads to a host without one",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic OfficeBait = new(
        "ooxml.bait", "A short document that says it is protected and has its reader sign in elsewhere",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic CommandLink = new(
        "ooxml.command_link", "A link or an action of the document starts a command instead of opening an address",
        Severity.VeryHigh, Confidence.High, Active, "T1204.002");

    public static readonly Heuristic PdfBait = new(
        "pdf.bait", "A short document that only sends its reader to an address, or has a stranger called over a charge",
        Severity.High, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic AuthenticationFailed = new(
        "eml.auth_fail", "The sender's domain disowns the mail (DMARC)",
        Severity.Low, Confidence.Medium, Social);

    public static readonly Heuristic PdfExploitAuto = new(
        "pdf.exploit_auto", "Opening the document calls a function of the viewer with a known flaw, and machine code lies ready for it",
        Severity.Critical, Confidence.High, Active, "T1203");

    public static readonly Heuristic HiddenObject = new(
        "vba.hidden_object", "A macro makes an object whose name it decodes first, or calls by its class what starts programs",
        Severity.High, Confidence.High, Obfuscation, "T1027", "T1059.005");

    public static readonly Heuristic SplitWords = new(
        "eml.split_words", "Letters that nobody sees stand inside of many words, so that no filter reads them",
        Severity.High, Confidence.Medium, Obfuscation, "T1027");

    public static readonly Heuristic HiddenText = new(
        "eml.hidden_text", "Words broken up by characters that nobody sees",
        Severity.Medium, Confidence.Low, Obfuscation);

    public static readonly Heuristic MimeAnomaly = new(
        "eml.mime_anomaly", "The mail breaks the format so that programs read it differently",
        Severity.Medium, Confidence.Medium, Structure);

    public static readonly Heuristic ReminderLeak = new(
        "msg.cve_2023_23397", "A reminder whose sound is on another machine, which sends the password hash there",
        Severity.Critical, Confidence.High, Active, "T1187");

    public static readonly Heuristic PdfLaunchAuto = new(
        "pdf.launch_auto", "Opening the document starts a program",
        Severity.VeryHigh, Confidence.High, Active, "T1204.002");

    public static readonly Heuristic PdfLaunch = new(
        "pdf.launch", "The document can start a program",
        Severity.High, Confidence.Medium, Active);

    public static readonly Heuristic PdfEmbeddedProgram = new(
        "pdf.embed_exec", "A program or script embedded in the document",
        Severity.VeryHigh, Confidence.High, Social);

    public static readonly Heuristic PdfEmbeddedAutoScript = new(
        "pdf.embed_auto_js", "A script opens an embedded file by itself",
        Severity.High, Confidence.High, Active);

    public static readonly Heuristic PdfHexKeyword = new(
        "pdf.hex_keyword", "A keyword is written in codes so that scanners miss it",
        Severity.High, Confidence.High, Obfuscation);

    public static readonly Heuristic PdfScriptAuto = new(
        "pdf.js_auto", "A script runs by itself",
        Severity.Medium, Confidence.Medium, Active);

    public static readonly Heuristic PdfScriptExploit = new(
        "pdf.js_exploit", "A script as exploits of viewers have it",
        Severity.VeryHigh, Confidence.High, Capability, "T1203");

    public static readonly Heuristic PdfLure = new(
        "pdf.lure", "One page, a large picture and one link to a host that anybody can use",
        Severity.Medium, Confidence.Medium, Social, "T1566.002");

    public static readonly Heuristic PdfDangerousLink = new(
        "pdf.uri_danger", "A link to a program, script or archive",
        Severity.Medium, Confidence.High, Network);

    public static readonly Heuristic PdfProgramLink = new(
        "pdf.uri_program", "A link to a program on a host without a name",
        Severity.High, Confidence.High, Social, "T1204.001");

    public static readonly Heuristic PdfRemoteLaunch = new(
        "pdf.launch_remote", "The program that the document starts is on another machine",
        Severity.VeryHigh, Confidence.High, Capability, "T1204.002", "T1105");

    public static readonly Heuristic PdfLeakAuto = new(
        "pdf.unc_auto", "Opening the document asks a file server, which sends the password hash there",
        Severity.Critical, Confidence.High, Active, "T1187");

    public static readonly Heuristic PdfDownloadAuto = new(
        "pdf.uri_auto", "Opening the document opens the address of a program or script",
        Severity.Critical, Confidence.High, Active, "T1204.001");

    public static readonly Heuristic PdfRemoteAction = new(
        "pdf.gotoe_unc", "An action that opens or sends to another machine",
        Severity.Medium, Confidence.High, Network, "T1187");

    public static readonly Heuristic PdfTailData = new(
        "pdf.tail", "More than 500 bytes behind the document's end",
        Severity.Low, Confidence.Medium, Structure);

    public static readonly Heuristic PdfActiveMime = new(
        "pdf.polyglot", "An Office document with macros hidden in a PDF file",
        Severity.VeryHigh, Confidence.High, Obfuscation);

    public static readonly Heuristic RtfEquation = new(
        "rtf.equation", "An Equation Editor object (CVE-2017-11882)",
        Severity.VeryHigh, Confidence.High, Capability, "T1203");

    public static readonly Heuristic RtfObjUpdate = new(
        "rtf.objupdate", "An object that loads as soon as the document opens",
        Severity.High, Confidence.High, Active);

    public static readonly Heuristic RtfLink = new(
        "rtf.ole2link", "A linked object that is loaded from another machine (CVE-2017-0199)",
        Severity.VeryHigh, Confidence.High, Capability);

    public static readonly Heuristic RtfPackedProgram = new(
        "rtf.package_exec", "A program packed into the document",
        Severity.VeryHigh, Confidence.High, Active);

    public static readonly Heuristic RtfTemplate = new(
        "rtf.template", "The document loads its template from another machine",
        Severity.High, Confidence.High, Active, "T1221");

    public static readonly Heuristic RtfObfuscated = new(
        "rtf.obf", "Object data broken up so that scanners cannot read it",
        Severity.High, Confidence.Medium, Obfuscation);

    public static readonly Heuristic RtfBadHeader = new(
        "rtf.bad_header", "An incomplete header that only Word accepts",
        Severity.Low, Confidence.High, Structure);

    public static readonly Heuristic RtfDde = new(
        "rtf.dde", "A field that starts a program through DDE",
        Severity.High, Confidence.High, Active);

    public static readonly Heuristic OneNoteRepeated = new(
        "one.repeat", "The same file attached to a notebook over and over, so that any click hits it",
        Severity.High, Confidence.Medium, Social, "T1566.001");

    public static readonly Heuristic OneNoteLure = new(
        "one.lure", "A picture beside an attached program: a button painted over it",
        Severity.Medium, Confidence.Medium, Social, "T1566.001");

    public static readonly Heuristic OneNoteProgram = new(
        "one.embed_exec", "A program, script or shortcut embedded in a notebook",
        Severity.VeryHigh, Confidence.High, Active, "T1566.001");

    public static readonly Heuristic OneNoteDirection = new(
        "one.rlo", "The name of an embedded file is turned around",
        Severity.High, Confidence.High, Social);

    public static readonly Heuristic OneNoteEncodedScript = new(
        "one.wse", "An encoded script in a notebook",
        Severity.High, Confidence.High, Obfuscation);

    public static readonly Heuristic InstallerCommand = new(
        "msi.ca_cmd", "The installer runs a command interpreter",
        Severity.High, Confidence.High, Active, "T1218.007");

    public static readonly Heuristic InstallerScript = new(
        "msi.ca_script", "The installer runs a script of its own",
        Severity.Medium, Confidence.Medium, Active);

    public static readonly Heuristic InstallerScriptActs = new(
        "msi.script_acts", "The installer's own script can start programs, fetch or write files",
        Severity.High, Confidence.High, Active, "T1059.005", "T1218.007");

    public static readonly Heuristic InstallerLibrary = new(
        "msi.ca_dll", "The installer calls a library that it carries",
        Severity.Medium, Confidence.Medium, Active);

    public static readonly Heuristic InstallerStartup = new(
        "msi.drops_startup", "The installer puts something where it starts with the computer",
        Severity.High, Confidence.Medium, Capability, "T1547.001");

    public static readonly Heuristic ActiveMime = new(
        "mht.activemime", "Macros in the wrapping of a web archive",
        Severity.High, Confidence.High, Obfuscation);
}
