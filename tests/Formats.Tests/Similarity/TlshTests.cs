using System.Text;
using ScanHost.Formats.Similarity;

namespace ScanHost.Formats.Tests.Similarity;

public sealed class TlshTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(number => $"line {number * number};")));

    [Fact]
    public void A_small_change_leaves_most_of_the_digest()
    {
        var changed = (byte[])Text.Clone();
        changed[1000] ^= 1;

        var (first, second) = (TlshHash.Of(Text)!, TlshHash.Of(changed)!);

        first.Should().MatchRegex("^T1[0-9A-F]{70}$");
        first.Zip(second).Count(pair => pair.First == pair.Second).Should().BeGreaterThan(60);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(49)]
    public void Short_content_has_no_digest(int length) => TlshHash.Of(Text.AsSpan(0, length)).Should().BeNull();

    [Fact]
    public void Uniform_content_has_no_digest() => TlshHash.Of(new byte[10_000]).Should().BeNull();
}
