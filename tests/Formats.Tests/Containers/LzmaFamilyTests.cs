using System.Buffers.Binary;
using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class LzmaFamilyTests
{
    /// <summary>A foreign program's own code: branch filters have to find every call of it.</summary>
    public static TheoryData<string, string[]> Programs => new()
    {
        { "7z", ["7z", "a", "-m0=bcj", "-m1=lzma2", "out", "program"] },
        { "7z", ["7z", "a", "-m0=bcj2", "-m1=lzma", "-m2=lzma", "-m3=lzma", "-mb0:1", "-mb0s1:2", "-mb0s2:3", "out", "program"] },
        { "7z", ["7z", "a", "-m0=arm", "-m1=lzma2", "out", "program"] },
        { "7z", ["7z", "a", "-m0=armt", "-m1=lzma2", "out", "program"] },
        { "7z", ["7z", "a", "-m0=ppc", "-m1=lzma2", "out", "program"] },
        { "7z", ["7z", "a", "-m0=sparc", "-m1=lzma2", "out", "program"] },
        { "7z", ["7z", "a", "-m0=arm64", "-m1=lzma2", "out", "program"] },
        { "xz", ["sh", "-c", "xz --x86 --lzma2 -c program > out"] },
        { "xz", ["sh", "-c", "xz --delta=dist=4 --lzma2 -c program > out"] },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_behind_a_branch_filter_comes_out_as_it_was(string reader, string[] command)
    {
        using var folder = new TemporaryFolder();
        var program = File.ReadAllBytes("/bin/bash");
        folder.Write("program", program);
        ForeignTool.Run(folder.Path, command[0], command[1..]);

        var sink = RecordingSink.Unpack(reader, File.ReadAllBytes(Directory.GetFiles(folder.Path, "out*").Single()));

        sink.Hashes.Should().Equal(RecordingSink.Hash(program));
    }

    [Theory]
    [InlineData("xz", "xz --lzma2=dict=1536MiB -c dir/inner.bin > out")]
    [InlineData("xz", "(xz -1 -c dir/inner.bin; xz --lzma2=dict=1536MiB -c dir/inner.bin) > out")]
    [InlineData("lzma", "xz --format=lzma --lzma1=dict=1536MiB -c dir/inner.bin > out")]
    public void A_declared_dictionary_takes_no_memory_as_long_as_the_data_is_smaller(string reader, string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/inner.bin", Samples.Inner);
        ForeignTool.Run(folder.Path, "sh", "-c", command);
        var file = folder.Read("out");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sink = RecordingSink.Unpack(reader, file);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 * 1024 * 1024);
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void A_declared_dictionary_of_7z_takes_no_memory_as_long_as_the_data_is_smaller()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.Inner);
        ForeignTool.Run(folder.Path, "7z", "a", "-m0=lzma:d=4m", "-mhc=off", "out.7z", "inner.bin");
        var file = folder.Read("out.7z");
        var properties = file.AsSpan().LastIndexOf(new byte[] { 0x23, 0x03, 0x01, 0x01, 0x05, 0x5D });
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(properties + 6), 0xF0000000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sink = RecordingSink.Unpack("7z", file);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 * 1024 * 1024);
        sink.Hashes.Should().Equal(Samples.InnerHash);
    }

    [Fact]
    public void A_match_that_reaches_further_back_than_the_limit_is_a_gap_that_names_it()
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "sh", "-c", "(cat /bin/bash; head -c 70000000 /dev/zero; cat /bin/bash) | xz -1 --lzma2=dict=128MiB,mode=fast,nice=273 > out");
        var sink = new RecordingSink(maxBytes: 200_000_000);

        RecordingSink.Reader("xz").Unpack(folder.Read("out"), sink, [], CancellationToken.None);

        sink.Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Unsupported);
        sink.Details.Should().ContainSingle().Which.Should().Contain("67108864");
    }
}
