using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;
using ScanHost.Yara.Syntax;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>A regular expression in a condition. It is made ready when it is first used, because most conditions never run.</summary>
internal sealed class RegexConstant(byte[] body, RegexFlags flags)
{
    private RegexProgram? program;

    /// <summary>What stands between the slashes.</summary>
    public byte[] Body { get; } = body;

    public RegexFlags Flags { get; } = flags;

    /// <summary>Compiles it now.</summary>
    /// <exception cref="PatternTooLargeException">It would be too large.</exception>
    public void Prepare() => program ??= Compile();

    /// <summary>True when it matches somewhere in the text.</summary>
    public bool Test(ReadOnlySpan<byte> text) => (program ??= Compile()).IsMatch(text);

    /// <summary>Length of the first match in the text; -1 when there is none.</summary>
    public long MatchLength(ReadOnlySpan<byte> text)
    {
        program ??= Compile();
        var scratch = new RegexScratch();
        scratch.Begin(null);
        for (var start = 0; start < text.Length; start++)
        {
            if (program.MatchForward(text, start, scratch) is >= 0 and var length)
                return length;
        }

        return -1;
    }

    /// <exception cref="InvalidDataException">It cannot be read; the compiler has made sure that it can.</exception>
    private RegexProgram Compile()
    {
        var root = RegexParser.Parse(Body, isString: false).Root ?? throw new InvalidDataException("broken regular expression");
        return RegexProgram.Compile(root, Flags.ToPatternFlags());
    }
}

internal static class RegexFlagsExtensions
{
    public static PatternFlags ToPatternFlags(this RegexFlags flags) =>
        ((flags & RegexFlags.NoCase) != 0 ? PatternFlags.NoCase : 0) | ((flags & RegexFlags.DotAll) != 0 ? PatternFlags.DotAll : 0);
}
