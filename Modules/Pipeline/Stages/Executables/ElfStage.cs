using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Elf;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Looks at programs and libraries of Linux and its kin.</summary>
internal sealed partial class ElfStage : IScanStage
{
    private const int MaxNames = 64;
    private const int MaxCommands = 5000;
    private const double PackedEntropy = 7.2;
    private const int MinSegment = 4096;

    private static readonly string[] BotWords = ["/dev/watchdog", "/bin/busybox", "xc3511", "vizxv", "anko", "juantech"];
    private static readonly string[] ShellWords = ["bash -i >& /dev/tcp/", "sh -i >& /dev/tcp/", "nc -e /bin/", "0<&196;exec 196<>/dev/tcp/"];

    private const int MaxSmall = 1 << 16;

    // Each of them stands in the program that owns the place; three have no owner in common.
    private static readonly string[] Places =
        ["/etc/cron.d/", "/var/spool/cron", "/root/.ssh/authorized_keys", "/etc/ld.so.preload", "chattr +i", "/etc/rc.local", "/etc/rc.d/rc.local", "iptables -A INPUT", "pkill -f", "pkill -9", "ssh-rsa AAAA"];

    private static readonly byte[] SocketCall = [0x6A, 0x29, 0x58];
    private static readonly byte[] SocketCall32 = [0x6A, 0x66, 0x58];
    private static readonly byte[] InternetFamily = [0x6A, 0x02, 0x5F];

    private static readonly string[] NoHistory = ["HISTFILE=/dev/null", "HISTSIZE=0", "unset HISTFILE"];
    private static readonly string[] FalseNames = ["[kworker/", "[kthreadd", "[ksoftirqd", "[migration/", "/sbin/udevd -d", "dbus-daemon --system", "avahi-daemon: chroot helper"];

    public string Name => "elf";

    public string Version => "4";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("elf");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (ElfFile.TryOpen(scan.Content) is not { } elf)
            throw new MalformedFileException("elf", 0, "the header is cut short");
        NoteFacts(scan, elf);
        // Linux asks for the machine alone; whoever reads by the byte order that is told sees empty tables.
        if (elf.Header.IsBigEndian && (elf.Header.Machine & 0xFF) == 0 && IsLittleEndian(elf.Header.Machine >> 8))
            scan.Miss(GapReason.Damaged, "The header tells a byte order that its machine does not have.");
        cancellationToken.ThrowIfCancellationRequested();
        if (elf.Header.Type is ElfHeader.Executable or ElfHeader.Shared)
        {
            CheckSegments(scan, elf);
            CheckEntry(scan, elf);
            CheckPacker(scan, elf);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var isBot = CheckWords(scan, elf);
        CheckTexts(scan, elf.Content.Span);
        if (MaskedWords.In(elf.Content.Span) is { } masked)
        {
            scan.Report(ExecutableHeuristics.MaskedWords, ExecutableText.Text(string.Join(", ", masked.Words)));
            CheckTexts(scan, masked.Plain);
        }
        var isSocketCode = OpensConnection(elf);
        if (isSocketCode)
            scan.Report(ExecutableHeuristics.ElfSocketCode);
        if (IsBare(elf) && (isSocketCode || isBot || Command(scan, elf.Content.Span, FetchedAndRun()) is not null))
            scan.Report(ExecutableHeuristics.ElfHidesForm);
        return ValueTask.CompletedTask;
    }

    // gABI, e_machine: 386, x86-64, RISC-V.
    private static bool IsLittleEndian(int machine) => machine is 3 or 62 or 243;

    private static void NoteFacts(IScanContext scan, ElfFile elf)
    {
        scan.Note("machine", elf.Header.Machine);
        scan.Note("entry_point", ExecutableText.Hex(elf.Header.Entry));
        scan.Note("interpreter", ExecutableText.Show(elf.Interpreter));
        scan.Note("sections", elf.Sections.Count);
        scan.Note("segments", elf.Segments.Count);
        scan.Note("is_stripped", elf.Symbols is null);
        scan.Note("libraries", Names(elf.NeededLibraries));
        scan.Note("run_paths", Names(elf.RunPaths));
        scan.Note("telfhash", ElfHashes.SymbolHash(elf));
        scan.Note("import_md5", ElfHashes.ImportHash(elf));
    }

    private static JsonArray Names(IEnumerable<string> names) =>
        new([.. names.Take(MaxNames).Select(name => JsonValue.Create(ExecutableText.Show(name)))]);

    private static void CheckSegments(IScanContext scan, ElfFile elf)
    {
        // Modules of the boot loader SYSLINUX run without an operating system; Linux finds no library of that name.
        var isBootModule = elf.NeededLibraries.Any(name => name.EndsWith(".c32", StringComparison.Ordinal));
        foreach (var segment in elf.Segments.Where(segment => segment.Type == ElfSegment.Load))
        {
            var evidence = new Evidence((long)Math.Min(segment.Offset, long.MaxValue), (long)Math.Min(segment.FileSize, long.MaxValue), null);
            if (segment is { IsExecutable: true, IsWritable: true } && !isBootModule)
                scan.Report(ExecutableHeuristics.ElfWritableCode, evidence);
            var content = Content(elf, segment);
            if (content.Length >= MinSegment && ExecutableText.Entropy(content) > PackedEntropy)
                scan.Report(ExecutableHeuristics.ElfEntropy, evidence);
        }
    }

    private static ReadOnlySpan<byte> Content(ElfFile elf, ElfSegment segment)
    {
        var start = Math.Min(segment.Offset, (ulong)elf.Content.Length);
        return elf.Content.Span.Slice((int)start, (int)Math.Min(segment.FileSize, (ulong)elf.Content.Length - start));
    }

    // A library needs no entry point; kernel modules and other objects have no segments.
    private static void CheckEntry(IScanContext scan, ElfFile elf)
    {
        if (elf.Header.Entry == 0 || elf.Segments.Count == 0)
            return;
        var isInCode = elf.Segments.Any(segment => segment is { Type: ElfSegment.Load, IsExecutable: true }
            && elf.Header.Entry >= segment.VirtualAddress && elf.Header.Entry - segment.VirtualAddress < segment.MemorySize);
        if (!isInCode)
            scan.Report(ExecutableHeuristics.ElfOddEntry, ExecutableText.Text(ExecutableText.Hex(elf.Header.Entry)));
        if (IsBare(elf))
            scan.Report(ExecutableHeuristics.ElfNoSections);
    }

    private static bool IsBare(ElfFile elf) =>
        elf.Header.SectionHeaderCount == 0 && elf.Interpreter is null && elf.Dynamic.Count == 0 && elf.Segments.Count > 0 && elf.Header.Entry != 0;

    // UPX leaves its name in a header behind the program headers and at the end. Whoever alters it still leaves the shape: no sections
    // and two segments, of which the one with the code is compressed.
    private static void CheckPacker(IScanContext scan, ElfFile elf)
    {
        const int lookAt = 1024;
        var content = elf.Content.Span;
        var head = content[..Math.Min(content.Length, lookAt)];
        if (head.IndexOf("UPX!"u8) >= 0)
            scan.Report(ExecutableHeuristics.ElfUpx);
        else if (content.IndexOf("$Info: This file is packed with the UPX"u8) is >= 0 and var offset && elf.Header.SectionHeaderCount == 0)
            scan.Report(ExecutableHeuristics.ElfUpxAltered, new Evidence(offset, 39, null));
    }

    private static bool CheckWords(IScanContext scan, ElfFile elf)
    {
        var content = elf.Content.Span;
        // The loader itself reads that file.
        if (elf.Interpreter is not null || elf.NeededLibraries.Count > 0 || elf.Dynamic.Count == 0)
            Word(scan, content, "/etc/ld.so.preload", ExecutableHeuristics.ElfPreload);
        Word(scan, content, "stratum+tcp://", ExecutableHeuristics.ElfMiner);
        if (DownloadPipe(scan, content) is { } pipe)
            scan.Report(ExecutableHeuristics.ElfDownloadPipe, ExecutableText.Text(pipe));
        foreach (var words in ShellWords)
            Word(scan, content, words, ExecutableHeuristics.ElfReverseShell);
        var bots = 0;
        foreach (var words in BotWords)
            bots += ExecutableText.IndexOf(content, words) >= 0 ? 1 : 0;
        if (bots >= 3)
            scan.Report(ExecutableHeuristics.ElfBotnet);
        return bots >= 3;
    }

    private static void CheckTexts(IScanContext scan, ReadOnlySpan<byte> content)
    {
        if (Command(scan, content, FetchedAndRun()) is { } command)
            scan.Report(ExecutableHeuristics.ElfFetchRun, ExecutableText.Text(command));
        var places = Shown(content, Places);
        if (places.Count >= 3)
            scan.Report(ExecutableHeuristics.ElfStays, ExecutableText.Text(string.Join(", ", places)));
        if (Shown(content, NoHistory) is [var history, ..] && Shown(content, FalseNames) is [var name, ..] && ExecutableText.IndexOf(content, "/bin/sh") >= 0)
            scan.Report(ExecutableHeuristics.ElfCovers, ExecutableText.Text($"{history}, {name}"));
    }

    // socket(AF_INET, SOCK_STREAM) without a library: push 41, pop rax ... push 2, pop rdi; and push 102, pop eax (socketcall) on 32 bits.
    private static bool OpensConnection(ElfFile elf)
    {
        if (elf.Content.Length > MaxSmall || !IsBare(elf))
            return false;
        var content = elf.Content.Span;
        var at = content.IndexOf(SocketCall);
        return (at >= 0 && content[at..Math.Min(content.Length, at + 24)].IndexOf(InternetFamily) >= 0) || content.IndexOf(SocketCall32) >= 0;
    }

    private static List<string> Shown(ReadOnlySpan<byte> content, string[] words)
    {
        var shown = new List<string>();
        foreach (var word in words)
            if (ExecutableText.IndexOf(content, word) >= 0)
                shown.Add(word);
        return shown;
    }

    // curl or wget with an address, and a pipe into a shell, within one text of the program.
    private static string? DownloadPipe(IScanContext scan, ReadOnlySpan<byte> content) => Command(scan, content, PipedDownload());

    private static string? Command(IScanContext scan, ReadOnlySpan<byte> content, System.Text.RegularExpressions.Regex form)
    {
        var tries = 0;
        foreach (var mark in new[] { "curl "u8.ToArray(), "wget "u8.ToArray() })
            for (var at = content.IndexOf(mark); at >= 0 && tries++ < MaxCommands;)
            {
                var text = System.Text.Encoding.Latin1.GetString(content.Slice(at, Math.Min(400, content.Length - at)));
                if (form.Match(text) is { Success: true } pipe)
                    return pipe.Value;
                var next = content[(at + mark.Length)..].IndexOf(mark);
                at = next < 0 ? -1 : at + mark.Length + next;
            }
        if (tries > MaxCommands)
            scan.Miss(GapReason.Limit, $"Only the first {MaxCommands} commands in the texts of the program are judged.");
        return null;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:curl|wget) [^\0\n|]{0,250}(?:https?://|(?:\d{1,3}\.){3}\d)[^\0\n|]{0,250}\|\s*(?:ba|z|da)?sh\b")]
    private static partial System.Text.RegularExpressions.Regex PipedDownload();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?:curl|wget) [^\0\n|;&]{0,150}(?<![\d.])(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}[:/][^\0\n|;&]{0,150}(?:;|&&|\|\||\n)\s{0,8}(?:(?:ba|z|da)?sh |chmod |/bin/busybox |\./)")]
    private static partial System.Text.RegularExpressions.Regex FetchedAndRun();

    private static void Word(IScanContext scan, ReadOnlySpan<byte> content, string words, Heuristic heuristic)
    {
        if (ExecutableText.IndexOf(content, words) is >= 0 and var offset)
            scan.Report(heuristic, new Evidence(offset, words.Length, words));
    }
}
