using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;
using static ScanHost.Yara.Tests.Matching.Matcher;

namespace ScanHost.Yara.Tests.Matching;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("a", "banana", "1:1 3:1 5:1")]
    [InlineData("aa", "aaaa", "0:2 1:2 2:2")]
    [InlineData("abc", "abcabc", "0:3 3:3")]
    [InlineData("abcd", "xabcdabcd", "1:4 5:4")]
    [InlineData("hello", "hell hello", "5:5")]
    [InlineData("a longer text with many bytes", "in a longer text with many bytes.", "3:29")]
    [InlineData("a longer text with many bytes", "in a longer text with many byte", "")]
    public void A_text_is_found_at_every_place_where_it_stands(string text, string data, string expected) =>
        Find(Text(text), data).Should().Be(expected);

    [Fact]
    public void A_long_text_is_found_at_every_alignment()
    {
        for (var offset = 0; offset < 40; offset++)
        {
            var data = new string('.', offset) + "KERNEL32.dll" + new string('.', 7);

            Find(Text("KERNEL32.dll"), data).Should().Be($"{offset}:12");
            Find(Text("KERNEL32.dll"), data[..(offset + 12)]).Should().Be($"{offset}:12");
        }
    }

    [Fact]
    public void A_text_across_the_border_of_two_blocks_is_found_once()
    {
        var patterns = new Pattern[] { Text("a"), Text("ab"), Text("abcd"), Text("abcdefghijklmnop"), Hex("61 62 [0-4] 64"), Regex("ab.{1,3}d") };
        for (var before = PatternSet.BlockBytes - 20; before <= PatternSet.BlockBytes; before++)
        {
            var data = Bytes(new string('.', before) + "abcdefghijklmnop");

            Matches(patterns, data).Should().AllSatisfy(found => found.Should().ContainSingle().Which.Offset.Should().Be(before));
        }
    }

    [Theory]
    [InlineData("nocase", "ABCDEF abcdef AbCdEf", "0:6 7:6 14:6")]
    [InlineData("", "ABCDEF abcdef AbCdEf", "7:6")]
    public void Case_is_ignored_only_when_asked(string modifiers, string data, string expected) =>
        Find(Text("abcdef", modifiers), data).Should().Be(expected);

    [Fact]
    public void Ignoring_case_changes_letters_only() =>
        Find(Text("@[`{", "nocase"), "@[`{ `{@[ @{`[").Should().Be("0:4");

    [Theory]
    [InlineData("wide", "abcd a\0b\0c\0d\0", "5:8")]
    [InlineData("wide ascii", "abcd a\0b\0c\0d\0", "0:4 5:8")]
    [InlineData("wide nocase", "A\0b\0C\0d\0", "0:8")]
    public void Wide_text_has_a_zero_after_each_byte(string modifiers, string data, string expected) =>
        Find(Text("abcd", modifiers), data).Should().Be(expected);

    [Theory]
    [InlineData("abc", "0:3")]
    [InlineData("_abc_", "1:3")]
    [InlineData(" abc.", "1:3")]
    [InlineData("1abc", "")]
    [InlineData("abcZ", "")]
    [InlineData("\u00e9abc\u00e9", "1:3")]
    public void A_full_word_touches_no_letter_or_digit(string data, string expected) =>
        Find(Text("abc", "fullword"), data).Should().Be(expected);

    [Theory]
    [InlineData("a\0b\0c\0", "0:6")]
    [InlineData("x\0a\0b\0c\0", "")]
    [InlineData("xya\0b\0c\0", "2:6")]
    [InlineData("a\0b\0c\0x\0", "")]
    [InlineData("a\0b\0c\0xy", "0:6")]
    [InlineData("a\0b\0c\0x", "0:6")]
    public void A_wide_full_word_touches_no_wide_letter_or_digit(string data, string expected) =>
        Find(Text("abc", "fullword wide"), data).Should().Be(expected);

    [Fact]
    public void Xor_reports_the_key_and_includes_the_plain_text()
    {
        var data = Bytes("secret").Concat(Bytes("..")).Concat(Bytes("secret").Select(value => (byte)(value ^ 0x5A))).ToArray();

        Matches([Xor("secret", 0, 255)], data)[0].Should().Equal(new PatternMatch(0, 6, 0), new PatternMatch(8, 6, 0x5A));
        Matches([Xor("secret", 1, 0x59)], data)[0].Should().BeEmpty();
        Matches([Xor("secret", 0x5A, 0x5A)], data)[0].Should().Equal(new PatternMatch(8, 6, 0x5A));
    }

    [Fact]
    public void Xor_masks_the_zeros_of_wide_text_too()
    {
        var data = Bytes("s\0e\0c\0").Select(value => (byte)(value ^ 7)).ToArray();

        Matches([Xor("sec", 0, 255, "wide")], data)[0].Should().Equal(new PatternMatch(0, 6, 7));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("x", 1)]
    [InlineData("xy", 2)]
    public void Base64_is_found_at_all_three_alignments(string before, int alignment)
    {
        var encoded = Convert.ToBase64String(Bytes(before + "This program cannot" + "zz"));

        var found = Matches([Text("This program cannot", "base64")], Bytes(encoded))[0];

        found.Should().ContainSingle().Which.Offset.Should().Be(((alignment * 8) + 5) / 6);
    }

    [Fact]
    public void Base64_is_taken_of_wide_text_and_made_wide_itself()
    {
        var encoded = Convert.ToBase64String(Bytes("T\0h\0i\0s\0 \0p\0r\0o\0g\0"));
        var wide = string.Concat(encoded.Select(letter => letter + "\0"));

        Find(Text("This prog", "base64 wide"), encoded).Should().Be($"0:{encoded.Length}");
        Find(Text("This prog", "base64wide wide"), wide).Should().Be($"0:{wide.Length}");
        Find(Text("This prog", "base64"), encoded).Should().BeEmpty();
    }

    [Fact]
    public void Base64_follows_an_alphabet_of_the_rule()
    {
        var alphabet = Bytes("!@#$%^&*(){}[].,|ABCDEFGHIJ\u0009LMNOPQRSTUVWXYZabcdefghijklmnopqrstu");
        var pattern = new TextPattern(Bytes("abc"), new PatternModifiers(PatternFlags.Base64) { Base64Alphabet = alphabet });
        var first = (char)alphabet[0x18] + "" + (char)alphabet[0x16] + (char)alphabet[0x09] + (char)alphabet[0x23];

        Find(pattern, "..." + first).Should().Be("3:4");
    }
}
