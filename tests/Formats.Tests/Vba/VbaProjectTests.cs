using System.Text;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Vba;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Vba;

public sealed class VbaProjectTests
{
    /// <summary>The examples of [MS-OVBA] 3.2.1 and 3.2.3.</summary>
    [Theory]
    [InlineData("0119B000616263646566676800696A6B6C6D6E6F700071727374757" + "62E", "abcdefghijklmnopqrstuv.")]
    [InlineData("0103B002614500", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void The_examples_of_the_specification_decompress(string container, string text)
    {
        var output = VbaCompression.Decompress(Convert.FromHexString(container), 10_000, out var isWhole);

        isWhole.Should().BeTrue();
        Encoding.ASCII.GetString(output).Should().Be(text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(30_000)]
    public void What_is_compressed_comes_out_the_same(int length)
    {
        var text = string.Concat(Enumerable.Range(0, (length / 8) + 1).Select(line => $"x = {line % 97 + 1000}\r\n"))[..length];

        var output = VbaCompression.Decompress(VbaProjectBuilder.Compress(Encoding.ASCII.GetBytes(text)), 1 << 20, out _);

        Encoding.ASCII.GetString(output).Should().Be(text);
    }

    [Fact]
    public void The_modules_come_out_with_their_names_and_source()
    {
        var ole = OleFile.Parse(new VbaProjectBuilder().Module("Module1", "Sub A()\nEnd Sub").Module("Second", "Sub B()\nEnd Sub", new byte[777]).Build());

        var project = VbaProject.FindAll(ole).Should().ContainSingle().Subject;

        project.Modules.Select(module => module.FileName).Should().Equal("Module1.bas", "Second.bas");
        project.Modules[1].Source.Should().Contain("Sub B()");
        project.Modules[1].Cache.Length.Should().Be(777);
    }

    [Fact]
    public void A_module_that_the_directory_does_not_name_is_found_by_its_beginning()
    {
        var hidden = VbaProjectBuilder.Compress("Attribute VB_Name = \"Hidden\"\r\nSub C()\r\nEnd Sub\r\n"u8.ToArray());
        var file = new VbaProjectBuilder().Module("Shown", "Sub A()\nEnd Sub").AddTo(new OleFileBuilder(), "Macros").Stream("Macros/VBA/Hidden", [.. new byte[50], .. hidden]).Build();

        var project = VbaProject.FindAll(OleFile.Parse(file)).Single();

        project.Modules.Select(module => module.Name).Should().Equal("Shown", "Hidden");
        project.Modules[1].Source.Should().Contain("Sub C()");
    }

    [Fact]
    public void Without_a_directory_the_source_is_still_found()
    {
        var source = VbaProjectBuilder.Compress("Attribute VB_Name = \"M\"\r\nSub C()\r\nEnd Sub\r\n"u8.ToArray());
        var file = new OleFileBuilder().Stream("VBA/dir", [9, 9, 9]).Stream("VBA/M", source).Build();

        var project = VbaProject.FindAll(OleFile.Parse(file)).Single();

        project.IsDirectoryBroken.Should().BeTrue();
        project.Modules.Single().Source.Should().Contain("Sub C()");
    }

    [Theory]
    [InlineData("x = Chr(104) & Chr(116) & \"tp\"", "x = \"http\"")]
    [InlineData("x = StrReverse(\"llehsrewop\")", "x = \"powershell\"")]
    [InlineData("x = Replace(\"pXwXrshell\", \"X\", \"o\")", "x = \"poworshell\"")]
    [InlineData("x = Mid(\"zzcmdzz\", 3, 3)", "x = \"cmd\"")]
    [InlineData("x = Chr(&H41) + ChrW(98 Xor 1)", "x = \"Ac\"")]
    [InlineData("x = \"a\" _\n   & \"b\"", "x = \"ab\"")]
    [InlineData("x = \"say \"\"hi\"\"\" & \"!\"", "x = \"say \"\"hi\"\"!\"")]
    [InlineData("x = \"a\" & y & \"b\"", "x = \"a\" & y & \"b\"")]
    [InlineData("' it's \"a\" & \"b\"", "' it's \"a\" & \"b\"")]
    public void Constant_texts_are_put_together(string source, string folded) =>
        VbaFolding.Fold(source, out _).Should().Be(folded);

    [Fact]
    public void A_source_that_lacks_what_its_compiled_form_says_is_stomped()
    {
        var cache = VbaProjectBuilder.CompiledLiterals("powershell.exe", "http://host.invalid/a", "WScript.Shell");

        IsStomped("Sub A()\nMsgBox \"hello there\"\nEnd Sub", cache).Should().BeTrue();
        IsStomped("", cache).Should().BeTrue();
    }

    [Theory]
    [InlineData("Sub A()\nShell \"powershell.exe\"\nx = \"http://host.invalid/a\"\nCreateObject \"WScript.Shell\"\nEnd Sub")]
    [InlineData("Sub A()\nShell \"POWERSHELL.exe\"\nx = \"http://host.invalid/a\"\nEnd Sub")]
    public void A_source_that_has_the_texts_of_its_compiled_form_is_not(string source) =>
        IsStomped(source, VbaProjectBuilder.CompiledLiterals("powershell.exe", "http://host.invalid/a", "WScript.Shell")).Should().BeFalse();

    [Theory]
    [InlineData("Sub A()\nEnd Sub")]
    [InlineData("")]
    public void A_module_without_a_compiled_form_is_not(string source) => IsStomped(source, []).Should().BeFalse();

    private static bool IsStomped(string source, byte[] cache) =>
        VbaStomping.IsStomped(VbaProject.FindAll(OleFile.Parse(new VbaProjectBuilder().Module("M", source, cache).Build())).Single().Modules.Single());
}
