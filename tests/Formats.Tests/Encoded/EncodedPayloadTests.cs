using System.Text;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Encoded;

public sealed class EncodedPayloadTests
{
    private static readonly byte[] Program = InertFiles.Pe();

    public static TheoryData<string, byte[]> Hidden => new()
    {
        { "dec.b64_pe", Encoding.ASCII.GetBytes($"x = '{Convert.ToBase64String(Program)}'") },
        { "dec.b64_pe", Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\n" + Convert.ToBase64String(Program, Base64FormattingOptions.InsertLineBreaks) + "\n-----END CERTIFICATE-----") },
        { "dec.b64_pe", Encoding.Unicode.GetBytes($"x = '{Convert.ToBase64String(Program)}'") },
        { "dec.hex_pe", Encoding.ASCII.GetBytes($"x = '{Convert.ToHexString(Program)}'") },
        { "dec.xor_pe", [1, 2, 3, .. Program.Select(one => (byte)(one ^ 0x5A)), 9] },
        { "dec.reversed_pe", [0xFF, .. Program.Reverse()] },
        { "dec.reversed_pe", Encoding.ASCII.GetBytes($"x = '{new string([.. Convert.ToBase64String(Program).TrimEnd('=').Reverse()])}'") },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public void A_hidden_program_comes_out_and_is_reported(string anomaly, byte[] file)
    {
        var sink = RecordingSink.Unpack("decoders", file);

        sink.Anomalies.Should().Contain(anomaly);
        sink.Members.Should().Contain(member => member.Member.Relation == "decoded" && member.Content.ToArray().Take(Program.Length - 1).SequenceEqual(Program.Take(Program.Length - 1)));
    }

    [Theory]
    [InlineData("a program stands here as it is", 0)]
    [InlineData("base64 of a picture", 1)]
    [InlineData("hexadecimal of zeros", 2)]
    [InlineData("text about programs", 3)]
    [InlineData("a short base64", 4)]
    public void What_comes_close_is_not(string what, int sample)
    {
        byte[][] files =
        [
            Program,
            Encoding.ASCII.GetBytes(Convert.ToBase64String([0x89, .. "PNG"u8, .. new byte[900]])),
            Encoding.ASCII.GetBytes(new string('0', 2000)),
            "This program cannot be run in DOS mode is what MZ files say. edom SOD ni nur eb tonnac margorp sihT"u8.ToArray(),
            Encoding.ASCII.GetBytes(Convert.ToBase64String(Program)[..300]),
        ];

        RecordingSink.Unpack("decoders", files[sample]).Anomalies.Should().BeEmpty(what);
    }

    [Fact]
    public void A_crowd_of_archives_hides_no_program_and_more_of_them_are_a_gap()
    {
        string Archive(int number) => Convert.ToBase64String([.. InertFiles.Zip(($"{number}.txt", new byte[1])), .. new byte[400]]);
        string Crowd(int count) => string.Join('\n', Enumerable.Range(0, count).Select(number => $"x{number} = '{Archive(number)}'"));
        var last = $"\ny = '{Convert.ToBase64String(Program)}'";

        RecordingSink.Unpack("decoders", Encoding.ASCII.GetBytes(Crowd(100) + last)).Anomalies.Should().Contain("dec.b64_pe");
        RecordingSink.Unpack("decoders", Encoding.ASCII.GetBytes(Crowd(300) + last)).Gaps.Should().ContainSingle();
    }

    [Fact]
    public void An_archive_in_base64_comes_out_without_an_accusation()
    {
        var sink = RecordingSink.Unpack("decoders", Encoding.ASCII.GetBytes(Convert.ToBase64String(InertFiles.Zip(("a.txt", new byte[1])).Concat(new byte[400]).ToArray())));

        sink.Members.Should().ContainSingle().Which.Member.Name.Should().EndWith(".zip");
        sink.Anomalies.Should().BeEmpty();
    }

    [Fact]
    public void Prefixes_and_mutations_are_read()
    {
        var random = new Random(2);
        foreach (var row in Hidden)
        {
            var file = (byte[])row[1];
            for (var length = 0; length <= file.Length; length += 7)
                RecordingSink.Unpack("decoders", file[..length]);
            for (var mutation = 0; mutation < 100; mutation++)
            {
                var copy = (byte[])file.Clone();
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
                RecordingSink.Unpack("decoders", copy);
            }
        }
    }
}
