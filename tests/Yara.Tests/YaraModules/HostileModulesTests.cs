using ScanHost.TestKit;

namespace ScanHost.Yara.Tests.YaraModules;

/// <summary>No file makes a module throw: every field is read of beginnings and of damaged copies.</summary>
public sealed class HostileModulesTests
{
    private const int Mutations = 300;

    public static TheoryData<string, string> Samples => new()
    {
        { "pe", PackageFiles.Assemblies.First(path => path.EndsWith("System.Console.dll", StringComparison.Ordinal)) },
        { "dotnet", PackageFiles.Assemblies.First(path => path.EndsWith("System.Console.dll", StringComparison.Ordinal)) },
        { "elf", "/usr/bin/env" },
        { "macho", PackageFiles.MachO[0] },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_field_of_a_damaged_file_is_read_without_an_exception(string module, string path)
    {
        var file = File.ReadAllBytes(path);
        var random = new Random(7);

        for (var i = 0; i < Mutations; i++)
        {
            var copy = (byte[])file.Clone();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
                copy[random.Next(random.Next(3) == 0 ? copy.Length : Math.Min(copy.Length, 4096))] = (byte)random.Next(256);
            ModuleDump.Of(module, copy.AsMemory(0, random.Next(4) == 0 ? random.Next(copy.Length) : copy.Length));
        }
    }
}
