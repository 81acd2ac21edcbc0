using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScanHost.Benchmarks.Measuring;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Zip;

/// <summary>A zip of 10,000 files and 1 GiB: <c>7z x</c>, our reader alone, and the whole scan. All on the core that the caller gives.</summary>
internal static class ZipSection
{
    private const int Files = 10_000;
    private const int FileBytes = 107_374;

    public static async Task RunAsync(Page page)
    {
        using var folder = new TemporaryFolder();
        var files = page.Scaled(Files);
        Page.Say($"writing a zip of {files} files");
        var path = Path.Combine(folder.Path, "sample.zip");
        Write(path, files);
        Page.Say("7z x");
        var seven = SevenZip(folder.Path, path);
        Page.Say("the reader");
        var reader = Measure(() => Read(path));
        Page.Say("the whole scan");
        var scan = await MeasureAsync(() => ScanAsync(path));
        var gigabytes = files * (double)FileBytes / (1 << 30);
        Page.Table(
            $"{files} files, {gigabytes:0.00} GiB unpacked, {new FileInfo(path).Length / (double)(1 << 30):0.00} GiB packed",
            ["", "CPU s", "wall s", "MiB/s of CPU", "of 7z's speed"],
            [Row("7z x, written to disk", seven), Row("reader, thrown away", reader), Row("whole scan: hashes, rules, all analysers", scan)]);

        IReadOnlyList<string> Row(string what, (double Cpu, double Wall) cost) =>
            [what, Page.Show(cost.Cpu), Page.Show(cost.Wall), Page.Show(gigabytes * 1024 / cost.Cpu), Page.Show(seven.Cpu / cost.Cpu)];
    }

    // Every second file is text, the others are a third noise, a third zeros, a third text.
    private static void Write(string path, int files)
    {
        var random = new Random(1);
        string[] words = [.. Enumerable.Range(0, 5000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)random.Next('a', 'z' + 1))))];
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        for (var number = 0; number < files; number++)
        {
            using var member = zip.CreateEntry($"d{number / 100}/f{number}.{(number % 2 == 0 ? "txt" : "bin")}").Open();
            var content = new byte[FileBytes];
            var text = Encoding.ASCII.GetBytes(string.Join(' ', random.GetItems(words, FileBytes / 3)))[..FileBytes];
            text.CopyTo(content, 0);
            if (number % 2 != 0)
            {
                random.NextBytes(content.AsSpan(0, FileBytes / 3));
                content.AsSpan(FileBytes / 3, FileBytes / 3).Clear();
            }
            member.Write(content);
        }
    }

    // The shell's "times" prints what its children used, as 0m6.090s 0m4.390s on the second line.
    private static (double Cpu, double Wall) SevenZip(string folder, string path)
    {
        var started = Stopwatch.GetTimestamp();
        var times = Encoding.ASCII.GetString(ForeignTool.Run(folder, "bash", "-c", $"7z x -y -oout '{path}' > log; times")).Split('\n')[1];
        return (times.Split(' ').Sum(Seconds), Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static double Seconds(string text)
    {
        var parts = text.TrimEnd('s').Split('m');
        return (60 * double.Parse(parts[0], CultureInfo.InvariantCulture)) + double.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    private static void Read(string path) =>
        ContainerReaders.All.Single(reader => reader.Name == "zip").Unpack(File.ReadAllBytes(path), new Nowhere(), [], CancellationToken.None);

    private static async Task ScanAsync(string path)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Limits:MaxArtifacts"] = "20000", ["Limits:MaxJobSeconds"] = "3600", ["Limits:MaxStageSeconds"] = "3600",
            ["Limits:MaxFileBytes"] = $"{4L << 30}",
        });
        builder.AddScanner();
        using var host = builder.Build();
        var outcome = await host.Services.GetRequiredService<IFileScanner>().ScanAsync(path, "sample.zip", onStage: null, CancellationToken.None);
        foreach (var stage in outcome.Stages.OrderByDescending(stage => stage.Duration).Take(12))
            Page.Say($"{stage.Name}: {stage.Duration.TotalSeconds:0.0} s");
        Page.Say($"{outcome.Artifacts.Count} artifacts, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
    }

    private static (double Cpu, double Wall) Measure(Action work) =>
        MeasureAsync(() =>
        {
            work();
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    private static async Task<(double Cpu, double Wall)> MeasureAsync(Func<Task> work)
    {
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return ((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private sealed class Nowhere : IMemberSink
    {
        public Stream Open(ContainerMember member) => Stream.Null;

        public void NotUnpacked(ContainerMember member, UnpackGap reason, string detail) => Page.Say($"{member.Name}: {detail}");

        public void Anomaly(string id, long? offset, string detail)
        {
        }
    }
}
