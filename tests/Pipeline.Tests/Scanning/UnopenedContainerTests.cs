using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Scanning;

public sealed class UnopenedContainerTests
{
    [Theory]
    [InlineData("rar5", "Rar!\u001A\u0007\u0001\0")]
    [InlineData("zpaq", "7kSt\u00A01\u0083\u00D3")]
    [InlineData("rpm", "\u00ED\u00AB\u00EE\u00DB")]
    [InlineData("pst", "!BDN")]
    [InlineData("chm", "ITSF")]
    public async Task A_container_that_no_reader_opens_is_an_unsupported_gap(string type, string beginning)
    {
        var outcome = await Scans.OfAsync(Encoding.Latin1.GetBytes(beginning + new string('\u0001', 30)));

        outcome.Artifacts[0].Type.Id.Should().Be(type);
        outcome.Gaps.Should().ContainSingle().Which.Should().Match<CoverageGap>(
            gap => gap.Artifact == 0 && gap.Stage == "unpack" && gap.Reason == GapReason.Unsupported);
    }

    [Theory]
    [InlineData("luks", "LUKS\u00BA\u00BE")]
    [InlineData("age", "age-encryption.org/v1\n-> scrypt")]
    [InlineData("pgp-message", "-----BEGIN PGP MESSAGE-----\n")]
    [InlineData("keepass", "\u0003\u00D9\u00A2\u009Ag\u00FBK\u00B5")]
    public async Task What_is_encrypted_as_a_whole_is_an_encrypted_gap(string type, string beginning)
    {
        var outcome = await Scans.OfAsync(Encoding.Latin1.GetBytes(beginning));

        outcome.Artifacts[0].Type.Id.Should().Be(type);
        outcome.Gaps.Should().ContainSingle().Which.Reason.Should().Be(GapReason.Encrypted);
    }

    [Fact]
    public async Task A_container_that_a_reader_opens_is_no_such_gap()
    {
        using var scans = new Scans { Readers = [new ScriptedReader((_, _, _) => { })] };

        var outcome = await scans.ScanAsync("Rar!\u001A\u0007\u0001\0"u8.ToArray());

        outcome.Gaps.Should().BeEmpty();
    }

    [Theory]
    [InlineData("just some words\n")]
    [InlineData("#!/bin/sh\necho hello\n")]
    [InlineData("-----BEGIN PGP PUBLIC KEY BLOCK-----\n")]
    public async Task What_holds_no_files_is_no_gap(string text)
    {
        var outcome = await Scans.OfAsync(Encoding.ASCII.GetBytes(text));

        outcome.Gaps.Should().BeEmpty();
    }
}
