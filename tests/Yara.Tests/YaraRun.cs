using System.Text;

namespace ScanHost.Yara.Tests;

/// <summary>Compiles rules and scans with them, the short way.</summary>
internal static class YaraRun
{
    /// <summary>Compiles rules that must have no errors.</summary>
    public static Rules Compile(string source)
    {
        var compiler = new RuleCompiler();
        compiler.Add(source, "test.yar");
        compiler.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return compiler.Build();
    }

    /// <summary>What the compiler says.</summary>
    public static IReadOnlyList<Diagnostic> Diagnose(string source)
    {
        var compiler = new RuleCompiler();
        compiler.Add(source, "test.yar");
        return compiler.Diagnostics;
    }

    /// <summary>The names of the rules that match.</summary>
    public static IEnumerable<string> Names(string source, string data) =>
        new Scanner(Compile(source)).Scan(Bytes(data)).Matches.Select(match => match.Rule.Name);

    /// <summary>Whether a condition is true for some data; <c>strings</c> may be empty.</summary>
    public static bool IsTrue(string condition, string data, string strings = "", string imports = "")
    {
        var body = strings.Length == 0 ? "" : $"strings: {strings} ";
        return Names($"{imports}\nrule test {{ {body}condition: {condition} }}", data).Any();
    }

    /// <summary>A character a byte.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
