using System.Globalization;
using ScanHost.Benchmarks.Measuring;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Yara;

/// <summary>Our YARA engine beside Debian's yara and YARA-X: the same rules and files in the same run, one thread each, answers compared.</summary>
internal static class YaraSection
{
    private static readonly (int Rules, bool WithModules)[] Sets = [(1, false), (100, false), (1000, false), (5918, false), (5918, true)];

    public static Task RunAsync(Page page)
    {
        using var folder = new TemporaryFolder();
        var corpus = Corpus.Gather(page.Scaled(300) * 1_000_000L);
        var list = Path.Combine(folder.Path, "files");
        File.WriteAllLines(list, corpus.Files);
        Page.Table($"Corpus: {corpus.Files.Count} files, {Page.Show(corpus.Bytes / 1e6)} MB", ["kind", "files", "MB"], corpus.Rows);
        foreach (var path in corpus.Files)
            File.ReadAllBytes(path); // into the page cache
        var yaraX = YaraX.Install(folder.Path);
        var speeds = new List<IReadOnlyList<string>>();
        var costs = new List<IReadOnlyList<string>>();
        foreach (var (count, withModules) in Sets)
            Measure(count, withModules, corpus, list, folder.Path, yaraX, speeds, costs);
        Page.Table(
            "Scanning: MB a second of CPU, one thread, files in the page cache; their reading counts",
            ["rules", "strings", "ScanHost, first pass", "ScanHost, second pass", "yara 4.2.3", "YARA-X", "x yara, first", "x yara, second", "x YARA-X, second", "hits", "other than yara's", "other than YARA-X's"], speeds);
        Page.Table(
            "Compiling and memory: CPU seconds, MB",
            ["rules", "compile, first", "compile, warm", "load .yarc", "yarac", "YARA-X", "peak compile", "peak scan", "peak yara", "peak YARA-X", "rules looked at in every file"], costs);
        return Task.CompletedTask;
    }

    private static void Measure(
        int count, bool withModules, Corpus corpus, string list, string folder, YaraX? yaraX,
        List<IReadOnlyList<string>> speeds, List<IReadOnlyList<string>> costs)
    {
        var name = count.ToString("N0", CultureInfo.InvariantCulture) + (withModules ? " with modules" : "");
        var rules = Path.Combine(folder, "rules.yar");
        var empty = Path.Combine(folder, "empty");
        File.WriteAllText(rules, new RuleWriter(corpus, count, withModules).Write(count));
        File.WriteAllText(empty, "");
        Page.Say($"{name} rules: ScanHost");
        var compile = OwnEngine.Start("compile", rules, Path.Combine(folder, "own"));
        var own = OwnEngine.Start("scan", Path.Combine(folder, "own"), list);
        Page.Say($"{name} rules: yara");
        var yarac = RunPeer("yarac", "-w", rules, Path.Combine(folder, "theirs"));
        var loading = yarac is null ? null : RunPeer("yara", "-w", "-C", "-p", "1", Path.Combine(folder, "theirs"), empty);
        var yara = loading is null ? null : RunPeer("yara", "-w", "-C", "-p", "1", "--scan-list", Path.Combine(folder, "theirs"), list);
        Page.Say($"{name} rules: YARA-X");
        var other = yaraX?.Run(rules, list);

        var megabytes = corpus.Bytes / 1e6;
        var ownSpeed = megabytes / Value(own, "scan");
        var warmSpeed = megabytes / Value(own, "again");
        var yaraSpeed = yara is null ? double.NaN : megabytes / (yara.CpuSeconds - loading!.CpuSeconds);
        var otherSpeed = other is null ? double.NaN : megabytes / Value(other, "scan");
        var hits = Hits(own);
        speeds.Add(
        [
            name, Page.Show(Value(compile, "strings")), Page.Show(ownSpeed), Page.Show(warmSpeed), Page.Show(yaraSpeed), Page.Show(otherSpeed),
            Page.Show(ownSpeed / yaraSpeed), Page.Show(warmSpeed / yaraSpeed), Page.Show(warmSpeed / otherSpeed), Page.Show(hits.Count), Differences(hits, yara, "yara"), Differences(hits, other, "YARA-X"),
        ]);
        costs.Add(
        [
            name, Page.Show(Value(compile, "compile")), Page.Show(Values(compile, "again").Min()), Page.Show(Value(own, "load")), Page.Show(yarac?.CpuSeconds ?? double.NaN),
            Page.Show(other is null ? double.NaN : Value(other, "compile")), Megabytes(Value(compile, "peak")), Megabytes(Value(own, "peak")),
            Megabytes(yara?.PeakBytes ?? double.NaN), Megabytes(other?.PeakBytes ?? double.NaN), Page.Show(Value(compile, "ungated")),
        ]);
        if (Value(compile, "broken") > 0)
            throw new InvalidOperationException("A generated rule does not compile.");
    }

    /// <summary>Null when the program fails: yara 4.2.3 dies of an assertion with some rules.</summary>
    private static ChildProcess? RunPeer(string program, params string[] arguments)
    {
        try
        {
            return ChildProcess.Run(program, arguments);
        }
        catch (InvalidOperationException error)
        {
            Page.Say(error.Message.ReplaceLineEndings(" "));
            return null;
        }
    }

    private static string Megabytes(double bytes) => Page.Show(bytes / 1e6);

    private static double Value(ChildProcess run, string name) => Values(run, name).First();

    private static IEnumerable<double> Values(ChildProcess run, string name) => run.Output
        .Where(line => line.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(line => double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture));

    private static HashSet<string> Hits(ChildProcess run) => [.. run.Output.Where(line => line.Contains(" /", StringComparison.Ordinal))];

    private static string Differences(HashSet<string> ours, ChildProcess? peer, string name)
    {
        if (peer is null)
            return "-";
        var theirs = Hits(peer);
        foreach (var one in ours.Except(theirs).Select(hit => $"not {name}'s: {hit}").Concat(theirs.Except(ours).Select(hit => $"only {name}'s: {hit}")).Take(5))
            Page.Say(one);
        return Page.Show(ours.Except(theirs).Count() + theirs.Except(ours).Count());
    }
}
