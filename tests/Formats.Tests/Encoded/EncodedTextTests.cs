namespace ScanHost.Formats.Tests.Encoded;

public sealed class EncodedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("abcd")]
    [InlineData("abcde fghij")]
    [InlineData(" abcd-efgh/+12 ab abcdefghijklmnop=")]
    [InlineData("a bc def ghij klmno")]
    public void Runs_are_all_that_are_long_enough(string text)
    {
        var expected = System.Text.RegularExpressions.Regex.Matches(text, "[A-Za-z0-9+/]{4,}").Select(match => (match.Index, match.Length));

        EncodedText.Runs(text, 4).Should().Equal(expected);
    }
}
