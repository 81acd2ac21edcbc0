using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Yara.Tests.YaraModules;

/// <summary>
/// <c>yara -D</c> prints every field of its modules: ours must have the same values. Debian's yara is 4.2.3; what is different on
/// purpose is named here.
/// </summary>
public sealed class AgreementWithYaraTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Files
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var path in PackageFiles.NativePe)
                data.Add("pe", path);
            foreach (var path in PackageFiles.Assemblies.Where((_, index) => index % 20 == 0))
            {
                data.Add("pe", path);
                data.Add("dotnet", path);
            }

            foreach (var path in PackageFiles.Elf.Append("/bin/true").Append("/usr/bin/env"))
                data.Add("elf", path);
            foreach (var path in PackageFiles.MachO)
                data.Add("macho", path);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_module_reads_what_yara_reads(string module, string path)
    {
        var expected = Ask(module, path);

        var found = ModuleDump.Of(module, File.ReadAllBytes(path));

        var differences = expected
            .Where(pair => !IsDifferentOnPurpose(module, pair.Key, pair.Value))
            .Where(pair => found.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => $"{pair.Key}: yara {pair.Value ?? "undefined"}, here {found.GetValueOrDefault(pair.Key, "undefined")}")
            .Take(20);
        expected.Should().HaveCountGreaterThan(30);
        string.Join('\n', differences).Should().BeEmpty();
    }

    [Fact]
    public void Of_a_program_for_Dalvik_a_module_reads_what_yara_reads()
    {
        folder.Write("program.dex", DexModuleTests.Program);

        A_module_reads_what_yara_reads("dex", Path.Combine(folder.Path, "program.dex"));
    }

    public void Dispose() => folder.Dispose();

    private static bool IsDifferentOnPurpose(string module, string path, string? value) => module switch
    {
        // yara keeps the low byte of each letter and 255 of them, here they are UTF-8.
        "pe" when path.StartsWith("version_info", StringComparison.Ordinal) =>
            value is not null && (value.Contains("\\x", StringComparison.Ordinal) || value.Length > 250),
        // yara 4.2.3 adds up the functions of all libraries before. pefile's import hash is the measure for the others.
        "pe" => path.StartsWith("import_details", StringComparison.Ordinal)
            && !path.StartsWith("import_details[0]", StringComparison.Ordinal) && !path.EndsWith("library_name", StringComparison.Ordinal),
        // Counts of absent tables are 0 here. yara 4.2.3 cuts the last byte off every blob.
        "dotnet" => (path.StartsWith("number_of_", StringComparison.Ordinal) && value is null)
            || path.EndsWith("public_key_or_token", StringComparison.Ordinal) || path.StartsWith("constants[", StringComparison.Ordinal),
        // 4.5 says which end of the bytes stands first: a little-endian image has MH_CIGAM.
        "macho" => path.EndsWith("magic", StringComparison.Ordinal) && !path.EndsWith("fat_magic", StringComparison.Ordinal),
        // 4.5 keeps the zero at the end of the magic.
        "dex" => path.Contains("magic", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Path and value; null where yara says that a field is undefined.</summary>
    private Dictionary<string, string?> Ask(string module, string path)
    {
        folder.Write("rule.yar", $"import \"{module}\" rule every {{ condition: true }}");
        var lines = Encoding.UTF8.GetString(ForeignTool.Run(folder.Path, "yara", "-D", "rule.yar", path)).Split('\n');
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var line in lines.Skip(1).TakeWhile(line => line.StartsWith('\t')))
        {
            var depth = line.TakeWhile(letter => letter == '\t').Count();
            var (name, value) = line.Trim('\t').Split(" = ", 2) is [var left, var right] ? (left, right) : (line.Trim('\t'), null);
            names.RemoveRange(depth - 1, names.Count - depth + 1);
            names.Add(name);
            if (value is not null)
                found[string.Join('.', names).Replace(".[", "[", StringComparison.Ordinal)] = value == "YR_UNDEFINED" ? null : value;
        }

        return found;
    }
}
