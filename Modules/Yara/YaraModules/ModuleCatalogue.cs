using ScanHost.Yara.YaraModules.Dex;
using ScanHost.Yara.YaraModules.DotNet;
using ScanHost.Yara.YaraModules.Elf;
using ScanHost.Yara.YaraModules.MachO;
using ScanHost.Yara.YaraModules.Pe;

namespace ScanHost.Yara.YaraModules;

/// <summary>Every module that a rule can import.</summary>
internal static class ModuleCatalogue
{
    private static readonly Dictionary<string, YaraModule> ByName = All().ToDictionary(module => module.Name, StringComparer.Ordinal);

    /// <summary>The module of that name; null when there is none.</summary>
    public static YaraModule? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    private static IEnumerable<YaraModule> All() =>
    [
        new ConsoleModule(),
        new CuckooModule(),
        new DexModule(),
        new HashModule(),
        new MagicModule(),
        new MathModule(),
        new PeModule(),
        new StringModule(),
        new ElfModule(),
        new MachOModule(),
        new DotNetModule(),
        new TestsModule(),
        new TimeModule(),
    ];
}
