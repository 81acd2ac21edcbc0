using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Ole;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Ole;

public sealed class OleFileTests
{
    [Fact]
    public void Streams_of_all_sizes_are_read_at_their_paths()
    {
        var (mini, regular, large) = (Noise(4095), Noise(4096), Noise(200_000));
        var file = new OleFileBuilder().Stream("A/mini", mini).Stream("A/B/regular", regular).Stream("large", large).Build();

        var ole = OleFile.Parse(file);

        ole.Read(ole.Find("A/mini")!).ToArray().Should().Equal(mini);
        ole.Read(ole.Find("A/B/regular")!).ToArray().Should().Equal(regular);
        ole.Read(ole.Find("large")!).ToArray().Should().Equal(large);
        ole.Problems.Should().BeEmpty();
    }

    [Fact]
    public void A_file_of_many_fat_sectors_is_read()
    {
        // More than 109 FAT sectors need the DIFAT, which the builder does not write: 6 MiB stay below it.
        var content = Noise(6 << 20);

        var ole = OleFile.Parse(new OleFileBuilder().Stream("big", content).Build());

        ole.Read(ole.Find("big")!).Span.SequenceEqual(content).Should().BeTrue();
    }

    [Fact]
    public void The_python_reader_olefile_sees_the_same_streams()
    {
        var file = new OleFileBuilder().Stream("Macros/VBA/dir", Noise(300)).Stream("WordDocument", Noise(9000)).Build();
        using var folder = new TemporaryFolder();
        folder.Write("sample", file);
        const string script = "import olefile,hashlib\no=olefile.OleFileIO('sample')\nfor p in o.listdir(): print('/'.join(p), hashlib.sha256(o.openstream(p).read()).hexdigest())";

        var foreign = Encoding.UTF8.GetString(ForeignTool.Run(folder.Path, "/usr/bin/python3", "-c", script)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var ole = OleFile.Parse(file);
        ole.Entries.Where(entry => entry.IsStream)
            .Select(entry => $"{entry.Path} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(ole.Read(entry).Span))}")
            .Should().BeEquivalentTo(foreign);
    }

    [Fact]
    public void A_chain_that_loops_ends_and_is_told()
    {
        var file = new OleFileBuilder().Stream("large", Noise(20_000)).Build();
        var fat = FatOffset(file);
        file.AsSpan(fat + (5 * 4), 4).Clear();

        var ole = OleFile.Parse(file);

        ole.Read(ole.Find("large")!).Length.Should().BeLessThanOrEqualTo(20_000);
        ole.Problems.Should().NotBeEmpty().And.Subject.Should().OnlyContain(problem => !problem.Contains("large"));
    }

    [Fact]
    public void A_stream_that_no_storage_names_is_listed_all_the_same()
    {
        var file = new OleFileBuilder().Stream("shown", Noise(100)).Stream("hidden", Noise(5000)).Build();
        var directory = (BitConverter.ToInt32(file, 48) + 1) * 512;
        // The siblings form a list to the right: cutting it loses the second.
        foreach (var entry in new[] { 1, 2 })
            file.AsSpan(directory + (entry * 128) + 72, 4).Fill(0xFF);

        var ole = OleFile.Parse(file);

        ole.Entries.Select(entry => entry.Name).Should().Contain("shown").And.Contain("hidden");
        ole.Problems.Should().Contain("an entry is in no storage");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(512)]
    public void A_file_without_a_directory_is_malformed(int length)
    {
        var file = new OleFileBuilder().Stream("s", Noise(100)).Build().AsMemory(0, length);

        var parse = () => OleFile.Parse(file);

        parse.Should().Throw<MalformedFileException>();
    }

    [Fact]
    public void A_packed_file_has_its_three_names()
    {
        byte[] stream = [0, 0, 0, 0, 2, 0, .. "run.bat\0C:\\in\\run.bat\0"u8, 0, 0, 3, 0, 14, 0, 0, 0, .. "C:\\tmp\\run.bat\0"u8, 3, 0, 0, 0, 1, 2, 3];

        var package = OlePackage.Read(stream)!;

        package.FileName.Should().Be("run.bat");
        package.SourcePath.Should().Be(@"C:\in\run.bat");
        package.Data.ToArray().Should().Equal(1, 2, 3);
        package.IsWhole.Should().BeTrue();
        OlePackage.Read(stream.AsMemory(0, stream.Length - 1))!.IsWhole.Should().BeFalse();
    }

    [Theory]
    [InlineData(@"\\192.0.2.1\share\x.doc", true)]
    [InlineData("http://host.invalid/x.hta", true)]
    [InlineData("file://host.invalid/share/x", true)]
    [InlineData("script:http://host.invalid/x.sct", true)]
    [InlineData(@"C:\Users\me\sheet.xls", false)]
    [InlineData("file:///C:/Users/me/sheet.xls", false)]
    [InlineData("mailto:me@host.invalid", false)]
    public void What_lies_on_another_machine_is_remote(string target, bool isRemote) =>
        OleMonikers.IsRemote(target).Should().Be(isRemote);

    private static int FatOffset(byte[] file) => (BitConverter.ToInt32(file, 76) + 1) * 512;

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    [Fact]
    public void A_stream_that_is_read_far_more_often_than_the_file_is_long_is_said_to_be_cut()
    {
        var ole = OleFile.Parse(new OleFileBuilder().Stream("a", new byte[1 << 20]).Build());
        var stream = ole.Find("a")!;

        for (var times = 0; times < 4; times++)
            ole.Read(stream);
        ole.IsCut.Should().BeFalse();
        for (var times = 0; times < 20; times++)
            ole.Read(stream);

        ole.IsCut.Should().BeTrue();
    }

    [Theory]
    [InlineData(OleFile.MaxEntries, false)]
    [InlineData(OleFile.MaxEntries + 32, true)]
    public void A_directory_of_more_entries_than_are_read_is_said_to_be_cut(int entries, bool isCut) =>
        OleFile.Parse(WithDirectory(entries)).IsCut.Should().Be(isCut);

    // Version 4 with sectors of 4 KiB: the table in the first three, then the directory, of which all entries but the root are unused.
    private static byte[] WithDirectory(int entries)
    {
        const int Sector = 4096;
        const int Tables = 3;
        var sectors = entries * 128 / Sector;
        var file = new byte[(1 + Tables + sectors) * Sector];
        new OleFileBuilder().Build().AsSpan(0, 512).CopyTo(file);
        (file[26], file[30]) = (4, 12);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(44), Tables);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(48), Tables);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(60), 0xFFFFFFFE);
        for (var index = 0; index < 109; index++)
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(76 + (index * 4)), index < Tables ? index : -1);
        for (var sector = Tables; sector < Tables + sectors; sector++)
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(Sector + (sector * 4)), sector + 1 < Tables + sectors ? sector + 1 : -2);
        file[(Tables + 1) * Sector + 66] = 5;
        return file;
    }
}
