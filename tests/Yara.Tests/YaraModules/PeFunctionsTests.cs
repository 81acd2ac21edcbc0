using System.Text;
using ScanHost.TestKit;
using ScanHost.Yara.Scanning.Conditions;

namespace ScanHost.Yara.Tests.YaraModules;

public sealed class PeFunctionsTests
{
    private static readonly byte[] Library = File.ReadAllBytes(PackageFiles.NativePe.First(path => path.EndsWith("win-x64/native/e_sqlite3.dll", StringComparison.Ordinal)));

    [Theory]
    [InlineData("exports", "sqlite3_open", 1)]
    [InlineData("exports", "SQLITE3_OPEN", 1)]
    [InlineData("exports", "nothing", 0)]
    [InlineData("imports", "kernel32.dll", 121)]
    [InlineData("imports", "user32.dll", 0)]
    [InlineData("section_index", ".text", 0)]
    public void A_function_finds_by_name(string function, string argument, long expected) =>
        Call(function, Of(argument)).AsInteger.Should().Be(expected);

    [Fact]
    public void An_import_is_found_by_library_and_name_in_any_case()
    {
        Call("imports", Of("KERNEL32.DLL"), Of("closehandle")).AsInteger.Should().Be(1);
        Call("imports", Of("kernel32.dll"), Of("NoSuchFunction")).AsInteger.Should().Be(0);
        Call("imports", YaraValue.Of(2), Of("kernel32.dll"), Of("CloseHandle")).AsInteger.Should().Be(0, "only delayed imports are asked for");
        Call("imports", YaraValue.Of(-1), Of("kernel32.dll"), Of("CloseHandle")).AsInteger.Should().Be(1);
        Call("import_rva", Of("kernel32.dll"), Of("CloseHandle")).AsInteger.Should().BePositive();
    }

    [Fact]
    public void A_name_is_matched_by_a_regular_expression()
    {
        var all = YaraValue.OfObject(new RegexConstant(".*"u8.ToArray(), default));
        var close = YaraValue.OfObject(new RegexConstant("^Close"u8.ToArray(), default));

        Call("imports", all, close).AsInteger.Should().Be(1);
        Call("exports", close).AsInteger.Should().Be(0);
        Call("exports", all).AsInteger.Should().Be(1);
    }

    [Fact]
    public void What_is_not_there_is_undefined()
    {
        Call("exports_index", Of("nothing")).IsDefined.Should().BeFalse();
        Call("section_index", Of(".none")).IsDefined.Should().BeFalse();
        Call("rva_to_offset", YaraValue.Of(0x7FFFFFFF)).IsDefined.Should().BeFalse();
    }

    [Theory]
    [InlineData("is_dll")]
    [InlineData("is_64bit")]
    [InlineData("imphash")]
    [InlineData("calculate_checksum")]
    public void A_file_of_another_format_leaves_functions_undefined(string function)
    {
        Call(function).IsDefined.Should().BeTrue();
        ModuleDump.Call("pe", function, "no image"u8.ToArray()).IsDefined.Should().BeFalse();
    }

    [Fact]
    public void A_file_of_another_format_leaves_all_but_the_constants_undefined()
    {
        foreach (var module in new[] { "pe", "elf", "macho", "dotnet" })
        {
            var constants = ModuleDump.Of(module, "no program"u8.ToArray()).Keys.Where(name => !name.Any(char.IsAsciiLetterUpper));

            constants.Should().BeEquivalentTo(module == "pe" ? new[] { "is_pe" } : [], module);
        }
    }

    [Fact]
    public void Signatures_have_every_field()
    {
        var path = PackageFiles.Assemblies.First(path => path.EndsWith("System.Console.dll", StringComparison.Ordinal));

        var found = ModuleDump.Of("pe", File.ReadAllBytes(path));

        found["number_of_signatures"].Should().Be("1");
        found["is_signed"].Should().Be("1");
        found["signatures[0].verified"].Should().Be("1");
        found["signatures[0].subject"].Should().Be("\"/C=US/ST=Washington/L=Redmond/O=Microsoft Corporation/CN=.NET\"");
        found["signatures[0].algorithm"].Should().Be("\"sha256WithRSAEncryption\"");
        found["signatures[0].thumbprint"].Should().HaveLength(42);
        found["signatures[0].digest"].Should().Be(found["signatures[0].file_digest"]);
        found["signatures[0].countersignatures[0].verified"].Should().Be("1");
        found["signatures[0].signer_info.length_of_chain"].Should().Be("2");
    }

    private static YaraValue Of(string text) => YaraValue.Of(Encoding.ASCII.GetBytes(text));

    private static YaraValue Call(string function, params YaraValue[] arguments) => ModuleDump.Call("pe", function, Library, arguments);
}
