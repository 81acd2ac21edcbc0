using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Expansion;

/// <summary>What the names of a container's members say about a package, without keeping them.</summary>
internal sealed partial class PackageMarks
{
    /// <summary>The package list of npm, not deeper than one folder: <c>package/package.json</c>.</summary>
    public bool HasNpmManifest { get; private set; }

    /// <summary>A <c>.nuspec</c> at the top.</summary>
    public bool HasNuspec { get; private set; }

    /// <summary>The signature of a NuGet package.</summary>
    public bool HasNuGetSignature { get; private set; }

    /// <summary>True when a member builds native code, or a folder's name says that it is kept ready-made.</summary>
    public bool DeclaresNative { get; private set; }

    /// <summary>The first member that is native code by its name; null when none is.</summary>
    public string? Native { get; private set; }

    /// <summary>Notes a member's name.</summary>
    public void Add(string name)
    {
        var folders = name.AsSpan().Count('/');
        HasNpmManifest |= folders <= 1 && name.EndsWith("package.json", StringComparison.Ordinal);
        HasNuspec |= folders == 0 && name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase);
        HasNuGetSignature |= name == ".signature.p7s";
        if (Native is null && Library().IsMatch(name))
            Native = name;
        DeclaresNative |= Declaration().IsMatch(name);
    }

    [GeneratedRegex(@"\.(?:node|so|dylib|dll|exe|pyd)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Library();

    // What builds it, where packages keep it ready-made, and the names of platforms that stand in the name of the file.
    [GeneratedRegex(@"(?:^|/)(?:binding\.gyp|CMakeLists\.txt|Makefile|Cargo\.toml|prebuilds?|prebuilt|runtimes|native|bin|vendor|node_modules)(?:/|$)|(?:linux|darwin|win32|win64|windows|macos|musl|x64|x86|amd64|arm64|aarch64|ia32)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
