
namespace ScanHost.Formats.Tests.Containers;

public sealed class NsisTests
{
    public static TheoryData<string> Installers => [.. Samples.Names.Where(name => name.StartsWith("nsis", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Installers))]
    public void A_file_has_the_name_that_the_install_script_gives_it(string sample)
    {
        var carved = RecordingSink.Unpack("carve", Samples.Make(sample)).Members.Single(member => member.Member.Name == "nsis");

        var sink = RecordingSink.Unpack("nsis", carved.Content.ToArray());

        sink.Members.Single(member => RecordingSink.Hash(member.Content.ToArray()) == Samples.InnerHash).Member.Name.Should().Be(@"$TEMP\inner.bin");
    }
}
