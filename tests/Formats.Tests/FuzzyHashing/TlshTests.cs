using System.Text;
using ScanHost.Formats.FuzzyHashing;

namespace ScanHost.Formats.Tests.FuzzyHashing;

public sealed class TlshTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(number => $"line {number * number};")));

    [Fact]
    public void A_small_change_leaves_most_of_the_digest()
    {
        var changed = (byte[])Text.Clone();
        changed[1000] ^= 1;

        var (first, second) = (Tlsh.Compute(Text)!, Tlsh.Compute(changed)!);

        first.Should().MatchRegex("^T1[0-9A-F]{70}$");
        first.Zip(second).Count(pair => pair.First == pair.Second).Should().BeGreaterThan(60);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(49)]
    public void Short_content_has_no_digest(int length) => Tlsh.Compute(Text.AsSpan(0, length)).Should().BeNull();

    [Fact]
    public void Uniform_content_has_no_digest() => Tlsh.Compute(new byte[10_000]).Should().BeNull();
}
