using System.Globalization;
using ScanHost.Pipeline.Contents;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Contents;

public sealed class FileContentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Blocks_and_memory_are_the_same_bytes()
    {
        var bytes = new byte[(3 << 20) + 17];
        new Random(3).NextBytes(bytes);
        using var content = FileContent.Open(folder.Write("file", bytes));

        var blocks = content.ReadBlocks(CancellationToken.None).SelectMany(block => block.ToArray()).ToArray();

        content.Should().BeOfType<FileContent>();
        blocks.Should().Equal(bytes);
        content.Memory.Span.SequenceEqual(bytes).Should().BeTrue();
    }

    [Fact]
    public void Pages_that_were_read_do_not_stay_in_the_memory_of_the_process()
    {
        const int Length = 200 << 20;
        var path = folder.Write("file", []);
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
            RandomAccess.SetLength(file, Length);
        using var reading = File.OpenHandle(path);
        using IDisposable disposing = new MappedFile(reading, Length);
        var mapped = (MappedFile)disposing;

        mapped.Memory.Span.Count((byte)0).Should().Be(Length);
        mapped.Trim();

        MappedResidentBytes().Should().BeLessThan(150 << 20);
        mapped.Memory.Span[Length / 2].Should().Be(0);
    }

    [Fact]
    public void A_file_that_becomes_shorter_while_it_is_read_is_an_io_error()
    {
        var path = folder.Write("file", new byte[2 << 20]);
        using var content = FileContent.Open(path);
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
            RandomAccess.SetLength(file, 1 << 20);

        var reading = () => content.ReadBlocks(CancellationToken.None).Count();

        reading.Should().Throw<IOException>();
    }

    [Fact]
    public void Reading_stops_when_it_is_canceled()
    {
        using var canceling = new CancellationTokenSource();
        using var content = FileContent.Open(folder.Write("file", new byte[2 << 20]));

        var reading = () => content.ReadBlocks(canceling.Token).Select(_ => canceling.CancelAsync()).Count();

        reading.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void A_folder_is_an_io_error()
    {
        var opening = () => FileContent.Open(folder.Path);

        opening.Should().Throw<IOException>();
    }

    /// <summary>RssFile of proc(5): resident pages that are mapped from files.</summary>
    private static long MappedResidentBytes()
    {
        var line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("RssFile:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) << 10;
    }
}
