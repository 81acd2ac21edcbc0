using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>
/// What the stages for programs report. Left out by measurement, as harmless programs have them: times in the future, wrong checksums, an
/// overlay as such, odd names of sections, no resources, no relocations, stripped symbols. They stay facts.
/// </summary>
internal static class ExecutableHeuristics
{
    public static readonly Heuristic PeWritableCode = new(
        "pe.wx", "A section that may be written and executed", Severity.High, Confidence.High, Obfuscation, "T1027.002");

    public static readonly Heuristic PeOddEntry = new(
        "pe.entry_odd", "Starts outside of its code", Severity.High, Confidence.Medium, Obfuscation, "T1027.002");

    public static readonly Heuristic PeEntropy = new(
        "pe.entropy", "Code that is encrypted or compressed", Severity.Medium, Confidence.Medium, Obfuscation, "T1027.002");

    public static readonly Heuristic PePacker = new(
        "pe.packer", "Packed by a common tool", Severity.Low, Confidence.High, Obfuscation, "T1027.002");

    public static readonly Heuristic PeProtector = new(
        "pe.protector", "Protected against analysis", Severity.High, Confidence.Medium, Obfuscation, "T1027.002");

    public static readonly Heuristic PeInjection = new(
        "pe.inject", "Imports what it takes to run code in another process", Severity.High, Confidence.Medium, Capability, "T1055");

    public static readonly Heuristic PeHollowing = new(
        "pe.hollow", "Imports what it takes to replace the code of another process", Severity.VeryHigh, Confidence.Medium, Capability, "T1055.012");

    public static readonly Heuristic PeReflective = new(
        "pe.reflective", "Exports a loader that maps the library into memory without Windows", Severity.VeryHigh, Confidence.High, Capability, "T1620");

    public static readonly Heuristic PeAddInStarts = new(
        "pe.addin_starts", "An add-in for Excel that starts a launcher of Windows", Severity.High, Confidence.High, Capability, "T1137.006", "T1218");

    public static readonly Heuristic PeWatchesOut = new(
        "pe.watches_out", "Names several sandboxes and tools of analysts", Severity.High, Confidence.Medium, Obfuscation, "T1497.001", "T1518.001");

    public static readonly Heuristic NetHiddenWords = new(
        "net.hidden_words", "Keeps names of telling functions spelled apart, backwards or in base64", Severity.VeryHigh, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic PeDownload = new(
        "pe.download_exec", "Imports what it takes to load and start a program from the net", Severity.High, Confidence.Medium, Capability, "T1105");

    public static readonly Heuristic PeDocumentIcon = new(
        "pe.doc_icon", "A program that nobody signed, drawn as a document: an upright sheet with a turned corner and a coloured patch", Severity.Medium, Confidence.High, Social, "T1036");

    public static readonly Heuristic PeSuspectPdb = new(
        "pe.susp_pdb", "The path of its debugging file names what it is for", Severity.High, Confidence.Medium, Capability, "T1587.001");

    public static readonly Heuristic PeInjectsDownload = new(
        "pe.inject_download", "Nobody signed it, and it imports what it takes to fetch something and run it in another process", Severity.VeryHigh, Confidence.High, Active, "T1055", "T1105");

    public static readonly Heuristic PeAddInDownload = new(
        "pe.xll_download", "An add-in of Excel that loads and starts a program from the net when it is opened", Severity.VeryHigh, Confidence.High, Active, "T1137.006", "T1105");

    public static readonly Heuristic NetHiddenCode = new(
        "net.hidden_code", "Loads an assembly that it decodes from text, decrypts or downloads", Severity.High, Confidence.High, Obfuscation, "T1620", "T1027");

    public static readonly Heuristic NetLoadRun = new(
        "net.load_run", "Runs the entry point of an assembly that it loaded from bytes", Severity.VeryHigh, Confidence.Medium, Active, "T1620");

    public static readonly Heuristic PeDynamicOnly = new(
        "pe.dynamic_only", "Finds its functions at run time, and imports hardly any", Severity.Medium, Confidence.Medium, Obfuscation, "T1027.007");

    public static readonly Heuristic PeProgramInResource = new(
        "pe.resource_exe", "A program among the resources", Severity.Medium, Confidence.Medium, Container, "T1027.009");

    public static readonly Heuristic PeHiddenInstall = new(
        "pe.sfx_hidden", "An installer that runs a command out of sight as soon as it is opened", Severity.Medium, Confidence.High, Active, "T1059.003", "T1564.003");

    public static readonly Heuristic PeOverlayPayload = new(
        "pe.overlay_payload", "A program or archive behind the program, and no known installer", Severity.Medium, Confidence.Medium, Container, "T1027.009");

    public static readonly Heuristic PeBloat = new(
        "pe.bloat", "Made too big to be scanned by filling", Severity.High, Confidence.Medium, Obfuscation, "T1027.001");

    public static readonly Heuristic PeTlsCallback = new(
        "pe.tls_callback", "Code that runs before the entry point", Severity.Low, Confidence.Medium, Active);

    public static readonly Heuristic PeFakeVendor = new(
        "pe.fake_vendor", "Names a large vendor that has not signed it", Severity.Low, Confidence.Medium, Social, "T1036.001");

    public static readonly Heuristic PeShadowCopies = new(
        "pe.shadow_copies", "A command that deletes the backups of Windows", Severity.High, Confidence.Medium, Capability, "T1490");

    public static readonly Heuristic PeRansomNote = new(
        "pe.ransom_note", "Words of a letter that demands money for files", Severity.High, Confidence.High, Social, "T1486");

    public static readonly Heuristic PeStealer = new(
        "pe.stealer", "Names the stores of passwords and wallets of several programs", Severity.VeryHigh, Confidence.High, Capability, "T1555.003");

    public static readonly Heuristic PeKeyLogger = new(
        "pe.keylogger", "Reads the keyboard everywhere and writes keys down by name", Severity.High, Confidence.High, Capability, "T1056.001");

    public static readonly Heuristic PeHiddenCommand = new(
        "pe.hidden_command", "Holds a command for a hidden shell that runs what comes from the network", Severity.High, Confidence.High, Active, "T1059.001");

    public static readonly Heuristic ElfDownloadPipe = new(
        "elf.download_pipe", "A command that pipes a download into a shell", Severity.High, Confidence.High, Active, "T1105");

    public static readonly Heuristic SignatureMismatch = new(
        "authenticode.hash_mismatch", "Changed after it was signed", Severity.High, Confidence.High, Obfuscation, "T1553.002");

    public static readonly Heuristic SignatureInvalid = new(
        "authenticode.invalid", "A signature that does not hold", Severity.Medium, Confidence.Medium, Obfuscation, "T1553.002");

    public static readonly Heuristic SelfSigned = new(
        "authenticode.self_signed", "Signed by someone for whom nobody vouches", Severity.Medium, Confidence.Medium, Structure);

    public static readonly Heuristic KnownBadSigner = new(
        "authenticode.known_bad", "Signed with a certificate that is known to have been stolen or misused", Severity.VeryHigh, Confidence.High, Reputation, "T1553.002");

    public static readonly Heuristic ExpiredSigner = new(
        "authenticode.expired", "Signed with a certificate that has run out, and nobody says that it was signed before", Severity.Low, Confidence.Medium, Structure, "T1553.002");

    public static readonly Heuristic CertificateTableData = new(
        "authenticode.table_data", "Data hidden among the certificates", Severity.Medium, Confidence.Medium, Container, "T1027.009");

    public static readonly Heuristic SignatureTrusted = new(
        "authenticode.trusted", "Signed, unchanged, and vouched for by a known root", Severity.Info, Confidence.High, Structure);

    public static readonly Heuristic NetObfuscator = new(
        "net.obfuscator", "Marks or names of an obfuscator", Severity.High, Confidence.Medium, Obfuscation, "T1027.002");

    public static readonly Heuristic NetReflectiveLoad = new(
        "net.reflect_load", "Loads an assembly from bytes that it keeps or decodes", Severity.Medium, Confidence.Medium, Capability, "T1620");

    public static readonly Heuristic NetInjection = new(
        "net.pinvoke_inject", "Calls what it takes to run code in another process", Severity.High, Confidence.High, Capability, "T1055");

    public static readonly Heuristic NetBigResource = new(
        "net.big_resource", "Mostly one encrypted resource", Severity.Medium, Confidence.Medium, Obfuscation, "T1027.009");

    public static readonly Heuristic NetPowerShellHost = new(
        "net.powershell_host", "A small program that hosts PowerShell", Severity.Medium, Confidence.Medium, Capability, "T1059.001");

    public static readonly Heuristic NetAmsiPatch = new(
        "net.amsi_patch", "Names what is patched to blind the virus scanner", Severity.VeryHigh, Confidence.High, Capability, "T1685");

    public static readonly Heuristic ElfWritableCode = new(
        "elf.rwx", "Memory that may be written and executed", Severity.High, Confidence.High, Obfuscation, "T1027.002");

    public static readonly Heuristic ElfNoSections = new(
        "elf.no_sections", "A static program without section headers", Severity.Medium, Confidence.High, Obfuscation, "T1027.002");

    public static readonly Heuristic ElfOddEntry = new(
        "elf.entry_odd", "Starts outside of its code", Severity.High, Confidence.High, Obfuscation, "T1027.002");

    public static readonly Heuristic ElfUpx = new(
        "elf.upx", "Packed with UPX", Severity.Medium, Confidence.High, Obfuscation, "T1027.002");

    public static readonly Heuristic ElfUpxAltered = new(
        "elf.upx_altered", "Packed with UPX and altered against unpacking", Severity.High, Confidence.Medium, Obfuscation, "T1027.002");

    public static readonly Heuristic ElfEntropy = new(
        "elf.entropy", "A segment that is encrypted or compressed", Severity.Low, Confidence.Medium, Obfuscation, "T1027.002");

    public static readonly Heuristic ElfPreload = new(
        "elf.preload", "Names the file that loads a library into every program", Severity.High, Confidence.Medium, Capability, "T1574.006");

    public static readonly Heuristic ElfBotnet = new(
        "elf.botnet", "Words of a bot net for small devices", Severity.VeryHigh, Confidence.High, Capability, "T1498");

    public static readonly Heuristic ElfMiner = new(
        "elf.miner", "Speaks the protocol of coin mining pools", Severity.VeryHigh, Confidence.High, Capability, "T1496");

    public static readonly Heuristic ElfReverseShell = new(
        "elf.reverse_shell", "A shell command that hands itself to another machine", Severity.High, Confidence.Medium, Capability, "T1059.004");

    public static readonly Heuristic MachONoSignature = new(
        "macho.no_signature", "Not signed, as macOS wants programs to be", Severity.Low, Confidence.Medium, Structure);

    public static readonly Heuristic MaskedWords = new(
        "exe.masked_words", "Keeps telling names and commands under a key of one byte", Severity.VeryHigh, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic PeNamelessHost = new(
        "pe.nameless_host", "Nobody signed it, it reaches a host on the Internet that has no name, and it starts or injects programs", Severity.VeryHigh, Confidence.Medium, Active, "T1105");

    public static readonly Heuristic PeRemoteControl = new(
        "pe.remote_control", "Nobody signed it, and it imports what it takes to watch keys, titles and the screen, and to hand a shell to the network", Severity.VeryHigh, Confidence.Medium, Capability, "T1219", "T1056.001");

    public static readonly Heuristic PeElevates = new(
        "pe.elevates", "Nobody signed it, and it names a program that Windows elevates without asking and the setting that has it start another", Severity.VeryHigh, Confidence.High, Active, "T1548.002");

    public static readonly Heuristic PeOpensStores = new(
        "pe.opens_stores", "Imports what opens the passwords whose stores it names, and what sends them", Severity.High, Confidence.High, Active, "T1555.003", "T1041");

    public static readonly Heuristic PeDropsResource = new(
        "pe.drops_resource", "Nobody signed it, and it imports what it takes to write a program from its resources to a temporary folder and start it", Severity.High, Confidence.High, Capability, "T1027.009", "T1105");

    public static readonly Heuristic PeSystemName = new(
        "pe.system_name", "Gives the program that it writes the name of a process of Windows", Severity.VeryHigh, Confidence.Medium, Social, "T1036.005");

    public static readonly Heuristic PeEncryptedLoad = new(
        "pe.encrypted_load", "Encrypted data behind a program that writes into other processes", Severity.High, Confidence.Medium, Obfuscation, "T1027.009");

    public static readonly Heuristic PeKeyedProgram = new(
        "pe.keyed_program", "A program among the resources under a key that repeats", Severity.VeryHigh, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic PeRunsHidden = new(
        "pe.runs_hidden", "Imports what it takes to run from memory the program that its resources hide", Severity.High, Confidence.Medium, Capability, "T1620");

    public static readonly Heuristic PeNotOfVendor = new(
        "pe.not_of_vendor", "Names a large vendor that has not signed it, and has what that vendor's programs do not have: a host without a name, a chat bot, or a load behind it", Severity.VeryHigh, Confidence.Medium, Social, "T1036.001");

    public static readonly Heuristic ElfFetchRun = new(
        "elf.fetch_run", "A command that fetches from a host without a name and runs it", Severity.VeryHigh, Confidence.Medium, Active, "T1105");

    public static readonly Heuristic ElfStays = new(
        "elf.stays", "Names several places from which programs start again, or keys that let somebody in", Severity.VeryHigh, Confidence.Medium, Capability, "T1053.003", "T1098.004");

    public static readonly Heuristic ElfSocketCode = new(
        "elf.socket_code", "A small program without libraries that opens a connection by itself", Severity.VeryHigh, Confidence.Medium, Capability, "T1059.004");

    public static readonly Heuristic ElfCovers = new(
        "elf.covers", "Starts a shell that keeps no history, under the name of a thread of the kernel or a daemon", Severity.High, Confidence.Medium, Capability, "T1036.005", "T1070.003");

    public static readonly Heuristic ElfHidesForm = new(
        "elf.hides_form", "A program with a bot's words, commands or code has had its sections taken away", Severity.High, Confidence.Medium, Obfuscation, "T1027.008");
}
