using System.Globalization;

namespace ScanHost.Yara.Tests.Differential;

/// <summary>Makes random rules that libyara 4.2.3 compiles too, without what later versions changed.</summary>
internal sealed class RuleGenerator(int seed)
{
    private static readonly string[] Patterns =
    [
        "\"abc\"", "\"ab\"", "\"x\"", "\"foo\" nocase", "\"abc\" fullword", "\"abc\" wide ascii", "{ 61 ?? 63 }", "{ 61 [0-4] 63 }",
        "/a.c/", "/[a-c]+ /", "{ 6? 62 }", "\"nothere\"", "\"a\" private", "/fo+b?/i", "{ 61 ( 62 | 63 ) 63 }", "\"\\x00\\x01\"",
        "/\\bab/", "\"xyz\" xor(0-3)", "/a{2,3}/", "{ ( 00 | 61 62 ) 61 }",
    ];

    private static readonly string[] Numbers = ["0", "1", "2", "3", "7", "-1", "100", "0x10", "filesize", "1KB"];
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Texts = ["\"abc\"", "\"ABC\"", "\"\"", "\"b\"", "\"a\\x00b\"", "\"abcd\""];
    private static readonly string[] Floats = ["0.5", "2.5", "(filesize * 0.5)", "(1.0 \\ filesize)", "(filesize + 0.25)"];
    private static readonly string[] TextOperators =
        ["contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "iequals", "==", "!=", "<", ">="];

    private static readonly string[] Readers = ["uint8", "uint16", "uint32", "int8", "int16", "int32", "uint16be", "uint32be", "int16be"];

    private readonly Random random = new(seed);
    private int patternCount;

    /// <summary>One rule. Its strings are all referenced.</summary>
    public string Rule(string name)
    {
        patternCount = random.Next(1, 4);
        var strings = string.Concat(Enumerable.Range(0, patternCount).Select(i => $"$s{i} = {Pick(Patterns)} "));
        return $"rule {name} {{ strings: {strings}condition: ({Truth(4, false, 0)}) or (false and any of them) }}";
    }

    private string Truth(int depth, bool inStringLoop, int loops)
    {
        if (depth == 0)
            return Pick("true", "false", "$" + Name(), $"{Number(0)} {Pick(Comparisons)} {Number(0)}");

        return random.Next(14) switch
        {
            0 => $"({Truth(depth - 1, inStringLoop, loops)} and {Truth(depth - 1, inStringLoop, loops)})",
            1 => $"({Truth(depth - 1, inStringLoop, loops)} or {Truth(depth - 1, inStringLoop, loops)})",
            2 => $"not ({Truth(depth - 1, inStringLoop, loops)})",
            3 => $"defined ({Number(depth - 1)})",
            4 => $"({Number(depth - 1)} {Pick(Comparisons)} {Number(depth - 1)})",
            5 => $"({Pick(Floats)} {Pick(Comparisons)} {Number(0)})",
            6 => $"{Pick(Texts)} {Pick(TextOperators)} {Pick(Texts)}",
            7 => $"{Pick(Texts)} matches {Pick("/b/", "/^abc$/", "/ABC/i", "/a.?b/", "/x+/")}",
            // An undefined offset is false in 4.2.3 and undefined in 4.5.8 and here.
            8 => $"${Name()} at {Low()}",
            9 => $"${Name()} in ({Low()}..{High()})",
            10 => $"{Pick("any", "all", "none", "1", "2", "filesize", "#" + Name(), "uint8(1000)")} of {Set()}",
            11 => $"{random.Next(1, 101)}% of {Set()}",
            12 when loops < 3 => Loop(depth, inStringLoop, loops),
            13 when loops < 3 && !inStringLoop => StringLoop(depth, loops),
            _ => $"{Pick("any", "all", "1", "2")} of {Set()} in ({Low()}..{High()})",
        };
    }

    private string Loop(int depth, bool inStringLoop, int loops)
    {
        var variable = "ijk"[loops];
        var values = Pick($"({random.Next(4)}..{random.Next(4, 8)})", $"({Number(0)}, {Number(1)})", $"(0..#{Name()})");
        var body = Pick(
            $"{variable} {Pick(Comparisons)} {Number(1)}",
            $"uint8({variable}) > {Number(0)}",
            $"@{Name()}[{variable}] > {Number(0)}",
            Truth(depth - 1, inStringLoop, loops + 1));
        return $"for {Pick("any", "all", "1", "2", "filesize")} {variable} in {values} : ( {body} )";
    }

    private string StringLoop(int depth, int loops)
    {
        var body = Pick("$", "# > 1", "@ > 3", $"$ at {Low()}", $"$ in ({Low()}..{High()})", "! == 3", Truth(depth - 1, true, loops + 1));
        return $"for {Pick("any", "all", "1", "2")} of {Set()} : ( {body} )";
    }

    private string Number(int depth)
    {
        if (depth <= 0)
            return Pick(Numbers);

        return random.Next(8) switch
        {
            0 => $"(filesize {Pick("+", "-", "*")} {Number(depth - 1)})",
            1 => $"({Number(depth - 1)} {Pick("&", "|", "^")} {Number(depth - 1)})",
            2 => $"(filesize {Pick("\\", "%")} (filesize + {random.Next(5)}))",
            3 => $"{Pick(Readers)}({Number(depth - 1)})",
            4 => $"#{Name()}",
            5 => $"{Pick("@", "!")}{Name()}[{Number(depth - 1)}]",
            6 => $"(~{Number(depth - 1)})",
            _ => $"(filesize {Pick("<<", ">>")} (filesize - {random.Next(70)}))",
        };
    }

    private string Low() => Pick("0", "1", "5", "uint8(0)");

    private string High() => Pick("10", "filesize", "100", "filesize - 3", "uint16(0)", "@" + Name());

    private string Set() => random.Next(3) == 0 ? "them" : $"(${Name()}, ${Name()})";

    private string Name() => "s" + random.Next(patternCount).ToString(CultureInfo.InvariantCulture);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
