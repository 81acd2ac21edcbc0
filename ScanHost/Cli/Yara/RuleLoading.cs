using System.Globalization;
using ScanHost.Settings;
using ScanHost.Wording;
using ScanHost.Yara;

namespace ScanHost.Cli.Yara;

/// <summary>Gets the rules of a command: compiled ones, or a rule file.</summary>
internal static class RuleLoading
{
    private static ReadOnlySpan<byte> CompiledMagic => "SHYARC"u8;

    /// <summary>Loads or compiles, and says on standard error what is wrong.</summary>
    /// <param name="path">The file; <c>NAMESPACE:PATH</c> names the rules' namespace, unless there is a file of that whole name.</param>
    /// <param name="defines">Variables.</param>
    /// <param name="isQuiet">Say no warnings.</param>
    /// <param name="mustBeCompiled">Take no source.</param>
    /// <exception cref="StartRefusedException">The file cannot be read, or is not compiled.</exception>
    public static LoadedRules Load(string path, IEnumerable<string> defines, bool isQuiet, bool mustBeCompiled)
    {
        var space = "default";
        if (!File.Exists(path) && path.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            (space, path) = (path[..colon], path[(colon + 1)..]);

        var bytes = Read(path);
        if (bytes.AsSpan().StartsWith(CompiledMagic))
            return LoadCompiled(path, bytes);
        if (mustBeCompiled)
            throw new StartRefusedException($"{path} is not a compiled rules file.");

        var compiler = new RuleCompiler(new FolderRuleSource());
        foreach (var define in defines)
            Define(compiler, define);

        compiler.Add(bytes, path, space);
        var shown = compiler.Diagnostics.Where(one => !isQuiet || one.Severity == DiagnosticSeverity.Error).ToList();
        foreach (var diagnostic in shown)
            Console.Error.WriteLine(VisibleText.Show(diagnostic.ToString()));

        return new LoadedRules(
            compiler.Build(),
            !compiler.Diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error),
            shown.Exists(one => one.Severity == DiagnosticSeverity.Warning));
    }

    /// <summary>Defines a variable as the yara tool does: by what its value looks like.</summary>
    /// <exception cref="StartRefusedException">It is not <c>name=value</c>.</exception>
    public static void Define(RuleCompiler compiler, string define)
    {
        var parts = define.Split('=', 2);
        if (parts is not [{ Length: > 0 } name, var value])
            throw new StartRefusedException($"-d {define} is not name=value.");

        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            compiler.Define(name, integer);
        else if (double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            compiler.Define(name, number);
        else if (value is "true" or "false")
            compiler.Define(name, value == "true");
        else
            compiler.Define(name, value);
    }

    /// <exception cref="StartRefusedException">The file cannot be read.</exception>
    public static byte[] Read(string path) => ReadBytes(path, "The rules");

    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, for the error.</param>
    /// <exception cref="StartRefusedException">The file cannot be read.</exception>
    public static byte[] ReadBytes(string path, string what)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{what} {path} cannot be read.");
        }
    }

    private static LoadedRules LoadCompiled(string path, byte[] bytes)
    {
        try
        {
            return new LoadedRules(Rules.Load(bytes), true, false);
        }
        catch (InvalidDataException error)
        {
            throw new StartRefusedException($"The rules {path} cannot be used: {error.Message}. Compile them again.");
        }
    }
}

/// <summary>The rules of a command.</summary>
/// <param name="Rules">Those that compile.</param>
/// <param name="IsComplete">False when some do not.</param>
/// <param name="HasWarnings">True when a warning was shown.</param>
internal sealed record LoadedRules(Rules Rules, bool IsComplete, bool HasWarnings);
