using System.Text;
using ScanHost.Formats.Xls;

namespace ScanHost.Formats.Tests.Xls;

public sealed class XlmFormulaTests
{
    private static readonly byte[] Exec = [0x42, 1, 110, 0];

    [Theory]
    [InlineData(1, false)]
    [InlineData(300, false)]
    [InlineData(5000, true)]
    public void A_call_behind_many_signs_is_read_or_the_formula_is_said_to_be_cut(int signs, bool isTooLong)
    {
        byte[] tokens = [0x17, 4, 0, .. "calc"u8, .. Enumerable.Repeat((byte)0x12, signs), .. Exec];

        var formula = XlmFormula.Write(tokens, BiffVersion.Biff8, out var isCut);

        isCut.Should().Be(isTooLong);
        formula.StartsWith("EXEC(", StringComparison.Ordinal).Should().Be(!isTooLong);
    }

    [Fact]
    public void A_call_behind_a_long_text_is_read()
    {
        byte[] text = [0x17, 0x70, 0x17, .. Encoding.Unicode.GetBytes(new string('a', 6000))];
        byte[] tokens = [.. text, 0x17, 4, 0, .. Encoding.Unicode.GetBytes("calc"), .. Exec, 0x08];

        XlmFormula.Write(tokens, BiffVersion.Biff12, out var isCut).Should().EndWith("&EXEC(\"calc\")");
        isCut.Should().BeFalse();
    }

    [Fact]
    public void A_token_that_nobody_knows_is_said()
    {
        XlmFormula.Write([0x17, 4, 0, .. "calc"u8, 0x1A, .. Exec], BiffVersion.Biff8, out var isCut);

        isCut.Should().BeTrue();
    }

    /// <summary>"OpenOffice.org's Documentation of the Microsoft Excel File Format" 3: rows of two bytes, columns of one.</summary>
    [Theory]
    [InlineData("4402C000", "EXEC(A3)")]
    [InlineData("25000001000001", "EXEC(A1:B2)")]
    [InlineData("5A0100000000000000000000000000050002", "EXEC(SHEET1!C6)")]
    [InlineData("430100000000000000000000000000", "EXEC([23])")]
    public void References_of_Excel_5_have_columns_of_one_byte(string reference, string expected)
    {
        byte[] tokens = [.. Convert.FromHexString(reference), .. Exec];

        XlmFormula.Write(tokens, BiffVersion.Biff5, out var isCut).Should().Be(expected);
        isCut.Should().BeFalse();
    }
}
