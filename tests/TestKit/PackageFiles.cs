namespace ScanHost.TestKit;

/// <summary>Real executables of other makers: what the restored NuGet packages carry for Windows, macOS and Linux.</summary>
public static class PackageFiles
{
    private static readonly string Root =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Native Windows images: x86, x64 and ARM64 programs and libraries, most of them signed.</summary>
    public static IReadOnlyList<string> NativePe { get; } =
    [
        .. Of("microsoft.codecoverage", "covrun*.dll", "msdia140.dll", "CodeCoverage*.exe", "CodeCoverageMessages.dll", "MicrosoftInstrumentationEngine_*.dll"),
        .. Of("microsoft.testplatform.testhost", "testhost*.exe"),
        .. Of("sqlitepclraw.lib.e_sqlite3", "e_sqlite3.dll"),
    ];

    /// <summary>.NET assemblies of the runtime that runs the tests, native code and all, signed by Microsoft.</summary>
    public static IReadOnlyList<string> Assemblies { get; } =
        [.. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll").Order(StringComparer.Ordinal)];

    /// <summary>Libraries for macOS.</summary>
    public static IReadOnlyList<string> MachO { get; } =
        [.. Of("sqlitepclraw.lib.e_sqlite3", "*.dylib"), .. Of("microsoft.codecoverage", "*.dylib")];

    /// <summary>Libraries for Linux on many processors, some of them big endian.</summary>
    public static IReadOnlyList<string> Elf { get; } = [.. Of("sqlitepclraw.lib.e_sqlite3", "*.so")];

    private static IEnumerable<string> Of(string package, params string[] patterns)
    {
        var folder = Path.Combine(Root, package);
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"The package {package} is not below {Root}: restore the test projects first.");
        return patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);
    }
}
