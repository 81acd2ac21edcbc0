using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>InstallShield cabinets by a test encoder: unshield has to read each of them as we do.</summary>
public sealed class InstallShieldTests
{
    private const int Stored = 0, Deflated = 4, Disguised = 2;

    [Theory]
    [InlineData(5, Deflated)]
    [InlineData(5, Stored)]
    [InlineData(5, Deflated | Disguised)]
    [InlineData(6, Deflated)]
    [InlineData(6, Stored)]
    [InlineData(6, Deflated | Disguised)]
    [InlineData(7, Stored | Disguised)]
    [InlineData(9, Deflated)]
    [InlineData(12, Deflated | Disguised)]
    [InlineData(17, Deflated)]
    [InlineData(24, Deflated)]
    [InlineData(0, Deflated)]
    [InlineData(0, Stored)]
    public void The_files_of_a_set_come_out_as_unshield_reads_them(int version, int flags)
    {
        var (header, volumes) = Sample(version, flags).Build();

        var sink = Read(header, volumes);

        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().BeEmpty();
        sink.Hashes.Should().Contain(Samples.InnerHash).And.BeEquivalentTo(ByUnshield(version, header, volumes));
        sink.Members[1].Member.Name.Should().Be("Group\\folder\\inner.bin");
    }

    [Theory]
    [InlineData(5, Deflated)]
    [InlineData(5, Stored)]
    [InlineData(6, Deflated)]
    [InlineData(6, Stored | Disguised)]
    [InlineData(11, Deflated | Disguised)]
    public void A_file_that_goes_on_in_other_volumes_is_put_together(int version, int flags)
    {
        var (header, volumes) = Sample(version, flags).Build(volumeBytes: 20_000);

        var sink = Read(header, volumes);

        volumes.Length.Should().BeGreaterThan(1);
        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().BeEmpty();
        sink.Hashes.Should().Contain(Samples.InnerHash).And.BeEquivalentTo(ByUnshield(version, header, volumes));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_cabinet_may_hold_its_tables_itself(int version)
    {
        var (_, volumes) = Sample(version, Deflated).Build(inOne: true);

        var sink = Read([], volumes);

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Contain(Samples.InnerHash).And.BeEquivalentTo(ByUnshield(version, [], volumes));
    }

    [Fact]
    public void Files_that_equal_an_earlier_one_have_its_content()
    {
        var (header, volumes) = new IshieldBuilder(6).Add("a", "1", Samples.Inner).Add("a", "2", Samples.Inner, sameAs: 0).Add("b", "3", Samples.Inner, sameAs: 1).Build();

        var sink = Read(header, volumes);

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(Enumerable.Repeat(Samples.InnerHash, 3)).And.BeEquivalentTo(ByUnshield(6, header, volumes));
    }

    [Fact]
    public void Files_that_equal_each_other_in_a_circle_are_damaged()
    {
        var (header, volumes) = new IshieldBuilder(6).Add("a", "1", Samples.SmallInner, sameAs: 1).Add("a", "2", Samples.SmallInner, sameAs: 0).Build();

        Read(header, volumes).Gaps.Should().HaveCount(2).And.OnlyContain(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Fact]
    public void A_header_alone_says_that_its_volumes_are_missing()
    {
        var (header, _) = Sample(6, Deflated).Build();

        Read(header, []).Details.Should().ContainSingle().Which.Should().Contain("2 files").And.Contain("volume 1");
    }

    [Fact]
    public void A_volume_alone_says_that_its_header_is_missing()
    {
        var (_, volumes) = Sample(6, Deflated).Build();

        Read([], volumes).Details.Should().ContainSingle().Which.Should().Contain("header");
    }

    [Fact]
    public void A_volume_that_is_missing_is_named_and_the_others_are_read()
    {
        var (header, volumes) = Sample(6, Stored).Build(volumeBytes: 150_000);

        var sink = Read(header, volumes[..1]);

        sink.Details.Should().ContainSingle().Which.Should().Contain("volume 2");
        sink.Members.Should().NotBeEmpty();
    }

    [Fact]
    public void Content_that_does_not_have_the_MD5_of_the_header_is_damaged()
    {
        var (header, volumes) = Sample(6, Stored).Build();
        volumes[0][^1] ^= 1;

        Read(header, volumes).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Fact]
    public void A_set_within_a_file_of_a_set_is_not_taken_for_a_volume()
    {
        var (innerHeader, innerVolumes) = Sample(6, Deflated).Build();
        byte[] inner = [.. innerHeader, .. innerVolumes[0]];
        var (header, volumes) = new IshieldBuilder(6).Add("a", "nested", inner, Stored).Add("a", "b", Samples.Inner, Stored).Build();

        var sink = Read(header, volumes);

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(RecordingSink.Hash(inner), Samples.InnerHash);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void What_stands_behind_the_last_volume_is_handed_on(int version)
    {
        var (header, volumes) = Sample(version, Deflated).Build();

        var sink = Read(header, [[.. volumes[0], .. "MZ"u8, .. Samples.SmallInner]]);

        sink.Anomalies.Should().Equal("installshield.trailing_data");
        sink.Members.Should().HaveCount(4);
    }

    private static IshieldBuilder Sample(int version, int flags) => new IshieldBuilder(version)
        .Add("folder", "empty.txt", [], Stored).Add("folder", "inner.bin", Samples.Inner, flags).Add("folder\\deeper", "small.bin", Samples.SmallInner, flags);

    private static RecordingSink Read(byte[] header, byte[][] volumes)
    {
        byte[] set = [.. header, .. volumes.SelectMany(volume => volume)];
        FileIdentifier.Identify(set).Type.Id.Should().Be("installshield-cab");
        return RecordingSink.Unpack("installshield", set);
    }

    private static List<string> ByUnshield(int version, byte[] header, byte[][] volumes)
    {
        using var folder = new TemporaryFolder();
        if (header.Length > 0)
            folder.Write("data1.hdr", header);
        for (var i = 0; i < volumes.Length; i++)
            folder.Write($"data{i + 1}.cab", volumes[i]);
        string[] old = version == 0 ? ["-O"] : [];
        ForeignTool.Run(folder.Path, "unshield", [.. old, "-d", Path.Combine(folder.Path, "out"), "x", Path.Combine(folder.Path, "data1.cab")]);
        return [.. Directory.EnumerateFiles(Path.Combine(folder.Path, "out"), "*", SearchOption.AllDirectories).Select(file => RecordingSink.Hash(File.ReadAllBytes(file)))];
    }
}
