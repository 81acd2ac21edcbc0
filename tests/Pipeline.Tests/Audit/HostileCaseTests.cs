using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Stages;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>
/// The law for a new analyser: it reads or refuses every beginning and every mutation of a file that it looks at. The stages are read from the catalogue and the files are those
/// that deserve a finding (<see cref="HeuristicAuditTests"/>), so a stage without a file is told here, and a new heuristic's file is damaged without a line here.
/// </summary>
public sealed class HostileCaseTests
{
    private const int Beginnings = 40;
    private const int ManyMutations = 10_000;

    /// <summary>Tested elsewhere, with what they need: a list, an engine, armed faults, more than 10 MiB. Readers of containers have tables of their own in Formats.Tests.</summary>
    private static readonly string[] Elsewhere = ["lists", "clamav", "yara", "fault", "bloat"];

    private static readonly SampleFile[] Files = [Invitation, OldWorkbook, Module, .. HeuristicAuditTests.Cases().OrderBy(one => one.Heuristic.Id, StringComparer.Ordinal).Select(one => one.Positive).Where(file => file.Content.Length is > 0 and <= 4 << 20)];

    // What a calendar deserves are the findings of letters, which have their files already.
    private static SampleFile Invitation => new("a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20240101T000000Z\r\nORGANIZER;CN=A:mailto:a@one.invalid\r\nATTENDEE:mailto:b@two.invalid\r\nSUMMARY:Talk\r\nDESCRIPTION:See https://host.invalid/\r\nATTACH;ENCODING=BASE64;VALUE=BINARY;FILENAME=a.txt:aGVsbG8gd29ybGQ=\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

    // The records of a workbook by themselves deserve what they deserve in a compound file.
    private static SampleFile OldWorkbook => new("a.xls", BiffBuilder.MacroSheet("=EXEC(\"powershell\")", isBiff5: true));

    // A module by itself deserves what it deserves in a project.
    private static SampleFile Module => new("a.bas", "Attribute VB_Name = \"A\"\r\nDeclare Function URLDownloadToFileA Lib \"urlmon\" ()\r\nSub AutoOpen()\r\nShell \"cmd\"\r\nEnd Sub\r\n");

    [Fact]
    public async Task Every_stage_looks_at_one_of_the_files_and_survives_damage_to_each()
    {
        var random = new Random(17);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var scans = new Scans { Readers = ContainerReaders.All };
        foreach (var file in Files)
        {
            foreach (var stage in await StagesOf(scans, file.Name, file.Content, $"{file.Name} {file.Text}"))
                seen.Add(stage);
            await StagesOf(scans, file.Name, random.Next(3) == 0 ? file.Content[..random.Next(file.Content.Length)] : Mutate(file.Content, random), $"a damaged {file.Name} {file.Text}");
        }

        StageCatalogue.Create([], new ContainersOptions()).Select(stage => stage.Name).Except(seen).Except(Elsewhere).Should().BeEmpty("each of these needs a file that is damaged");
    }

    [Fact]
    [Trait("Run", "Long")]
    public async Task No_stage_fails_on_a_beginning_of_a_file()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        foreach (var file in Files)
            for (var length = 0; length < file.Content.Length; length += Math.Max(1, file.Content.Length / Beginnings))
                await StagesOf(scans, file.Name, file.Content[..length], $"the first {length} bytes of {file.Name} {file.Text}");
    }

    [Fact]
    [Trait("Run", "Long")]
    public async Task No_stage_fails_on_ten_thousand_mutations()
    {
        var random = new Random(18);
        using var scans = new Scans { Readers = ContainerReaders.All };
        for (var mutation = 0; mutation < ManyMutations; mutation++)
        {
            var file = Files[mutation % Files.Length];
            await StagesOf(scans, file.Name, Mutate(file.Content, random), $"mutation {mutation} of {file.Name} {file.Text}");
        }
    }

    private static async Task<IEnumerable<string>> StagesOf(Scans scans, string name, byte[] content, string what)
    {
        var outcome = await scans.ScanAsync(content, name);
        outcome.Stages.Where(stage => stage.Status is StageStatus.Failed or StageStatus.TimedOut).Select(stage => $"{stage.Name}: {stage.Error}").Should().BeEmpty("of {0}", what);
        return outcome.Stages.Where(stage => stage.Status == StageStatus.Ok).Select(stage => stage.Name);
    }

    // Bytes of fields and letters of texts: overwritten, a part doubled, a part taken out, two parts exchanged.
    private static byte[] Mutate(byte[] file, Random random)
    {
        var copy = (byte[])file.Clone();
        for (var count = random.Next(1, 9); count > 0; count--)
            copy[random.Next(copy.Length)] = random.Next(5) switch { 0 => 0xFF, 1 => 0, 2 => (byte)random.Next(256), 3 => (byte)" \n\"'(){}<>\\/%$;|&"[random.Next(17)], _ => copy[random.Next(copy.Length)] };
        var (from, to) = (random.Next(copy.Length), random.Next(copy.Length));
        return random.Next(6) switch
        {
            0 => [.. copy[..from], .. copy[to..]],
            1 => [.. copy[from..], .. copy[..from]],
            2 => [.. Enumerable.Repeat(copy[Math.Min(from, to)..Math.Max(from, to)], random.Next(2, 40)).SelectMany(part => part).Take(1 << 20)],
            _ => copy,
        };
    }
}
