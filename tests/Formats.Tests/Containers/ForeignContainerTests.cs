namespace ScanHost.Formats.Tests.Containers;

public sealed class ForeignContainerTests
{
    public static TheoryData<string> All => [.. Samples.Names];

    public static TheoryData<string> Encrypted => [.. Samples.Names.Where(IsEncrypted)];

    [Theory]
    [MemberData(nameof(All))]
    public void The_inner_file_of_a_container_made_by_another_program_is_found(string sample)
    {
        var file = Samples.Make(sample);

        var sink = RecordingSink.Unpack(Samples.ReaderOf(sample), file, "wrong", "secret");

        sink.Gaps.Should().BeEmpty();
        RecordingSink.DeepHashes(Samples.ReaderOf(sample), file, "wrong", "secret").Should().Contain(Samples.InnerHash);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_container_made_by_another_program_is_identified_as_what_its_reader_opens(string sample)
    {
        var file = Samples.Make(sample);

        var found = Formats.Identification.FileIdentifier.Identify(file, Samples.FileNameOf(sample));

        RecordingSink.Reader(Samples.ReaderOf(sample)).FileTypes.Should().Contain(id => found.AlsoValidAs.Prepend(found.Type).Any(type => type.Id == id));
    }

    [Theory]
    [MemberData(nameof(Encrypted))]
    public void Without_its_password_an_encrypted_member_is_a_gap(string sample)
    {
        var file = Samples.Make(sample);

        var sink = RecordingSink.Unpack(Samples.ReaderOf(sample), file, "wrong");

        sink.Members.Should().BeEmpty();
        sink.Gaps.Should().NotBeEmpty().And.OnlyContain(gap => gap.Reason == UnpackGapEncrypted);
    }

    private const Formats.Containers.UnpackGap UnpackGapEncrypted = Formats.Containers.UnpackGap.Encrypted;

    private static bool IsEncrypted(string sample) =>
        sample.Contains("crypt", StringComparison.Ordinal) || sample.Contains("aes", StringComparison.Ordinal);
}
