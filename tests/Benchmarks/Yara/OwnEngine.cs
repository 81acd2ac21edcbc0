using System.Diagnostics;
using System.Globalization;
using ScanHost.Yara;

namespace ScanHost.Benchmarks.Yara;

/// <summary>Our engine, each step in a process of its own so that its time and memory are not those of the benchmark.</summary>
internal static class OwnEngine
{
    /// <summary>The first argument of a process that does a step.</summary>
    public const string StepName = "yara-step";

    /// <summary>Does a step: <c>compile RULES COMPILED</c> or <c>scan COMPILED LIST</c>.</summary>
    public static int RunStep(string[] arguments)
    {
        if (arguments[0] == "compile")
            Compile(arguments[1], arguments[2]);
        else
            Scan(arguments[1], arguments[2]);
        return 0;
    }

    /// <summary>Starts a process that does a step.</summary>
    public static ChildProcess Start(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        var isRuntime = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return ChildProcess.Run(program, [.. isRuntime ? [typeof(OwnEngine).Assembly.Location] : Array.Empty<string>(), StepName, .. arguments]);
    }

    private static void Compile(string rulesPath, string compiledPath)
    {
        var source = File.ReadAllBytes(rulesPath);
        // The first time is that of a program that has just started; then the code is compiled well.
        for (var round = 0; round < 4; round++)
        {
            var before = CpuSeconds();
            var compiler = new RuleCompiler();
            compiler.Add(source, rulesPath);
            var rules = compiler.Build();
            Say(round == 0 ? "compile" : "again", CpuSeconds() - before);
            if (round > 0)
                continue;
            Say("peak", ChildProcess.PeakOf(Environment.ProcessId));
            Say("broken", compiler.BrokenRuleCount);
            Say("strings", rules.PatternCount);
            Say("ungated", rules.AlwaysEvaluatedCount);
            using var file = File.Create(compiledPath);
            rules.Save(file);
        }
    }

    private static void Scan(string compiledPath, string listPath)
    {
        var bytes = File.ReadAllBytes(compiledPath);
        var before = CpuSeconds();
        var rules = Rules.Load(bytes);
        Say("load", CpuSeconds() - before);
        var scanner = new Scanner(rules);
        var settings = new ScanSettings { MaxStringMatches = 0 };
        var buffer = Array.Empty<byte>();
        var hits = new List<string>();
        // The first time that of a program that has just started, whose code is compiled meanwhile; then that of a service.
        foreach (var round in new[] { "scan", "again" })
        {
            hits.Clear();
            before = CpuSeconds();
            foreach (var path in File.ReadLines(listPath))
            {
                var length = Read(path, ref buffer);
                foreach (var match in scanner.Scan(buffer.AsMemory(0, length), settings).Matches)
                    hits.Add($"{match.Rule.Name} {path}");
            }

            Say(round, CpuSeconds() - before);
        }

        Say("peak", ChildProcess.PeakOf(Environment.ProcessId));
        foreach (var hit in hits)
            Console.WriteLine(hit);
    }

    private static int Read(string path, ref byte[] buffer)
    {
        using var file = File.OpenHandle(path);
        var length = (int)RandomAccess.GetLength(file);
        if (buffer.Length < length)
            buffer = GC.AllocateUninitializedArray<byte>(length);
        var read = 0;
        while (read < length && RandomAccess.Read(file, buffer.AsSpan(read, length - read), read) is > 0 and var more)
            read += more;
        return read;
    }

    private static void Say(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));

    private static double CpuSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
