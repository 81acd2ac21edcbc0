using ScanHost.Yara.Diagnostics;
using ScanHost.Yara.Patterns;
using ScanHost.Yara.Syntax;

namespace ScanHost.Yara.Semantics;

/// <summary>Makes the pattern of a string, and checks its modifiers.</summary>
internal sealed class PatternBinder(RuleContext rule)
{
    /// <summary>What does not go together, in the order in which libyara looks.</summary>
    private static readonly (PatternFlags Flag, string Word)[] Base64Forms =
        [(PatternFlags.Base64, "base64"), (PatternFlags.Base64Wide, "base64wide")];

    private static ReadOnlySpan<byte> UsualAlphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    public Pattern Bind(PatternDeclaration declaration)
    {
        var pattern = Make(declaration);
        if (AtomQuality.IsSlow(pattern))
            rule.Warn(DiagnosticCode.SlowString, declaration.Span, $"string \"{declaration.Name}\" may slow down scanning");

        return pattern;
    }

    private Pattern Make(PatternDeclaration declaration)
    {
        var modifiers = Modifiers(declaration);
        switch (declaration.Form)
        {
            case PatternForm.Text:
                return declaration.Body.Length > 0
                    ? new TextPattern(declaration.Body.ToArray(), modifiers)
                    : throw Error(DiagnosticCode.EmptyString, declaration.BodySpan, $"empty string \"{declaration.Name}\"");
            case PatternForm.Hex:
                var hex = HexPatternParser.Parse(declaration.Body.Span);
                return new HexPattern(Root(declaration, hex, DiagnosticCode.InvalidHexString, "hex string", declaration.BodySpan.Start));
            default:
                var regex = RegexParser.Parse(declaration.Body.Span, isString: true);
                var root = Root(
                    declaration, regex, DiagnosticCode.InvalidRegularExpression, "regular expression", declaration.BodySpan.Start + 1);
                if (regex.HasUnboundedDot)
                {
                    rule.Warn(
                        DiagnosticCode.UnboundedRegularExpression,
                        declaration.BodySpan,
                        $"{declaration.Name} contains .*, .+ or .{{x,}} consider using .{{,N}}, .{{1,N}} or {{x,N}} with a reasonable value for N");
                }

                return new RegexPattern(root, modifiers);
        }
    }

    private RegexNode Root(PatternDeclaration declaration, ParsedRegex parsed, DiagnosticCode code, string kind, int start)
    {
        foreach (var warning in parsed.Warnings)
            rule.Warn(DiagnosticCode.Suspicious, new TextSpan(start + warning.Offset, 1), warning.Message);

        if (parsed.Root is not null)
            return parsed.Root;

        var (offset, message) = parsed.Error!;
        // Libyara says this one without naming the string.
        var shown = message.StartsWith("greedy and ungreedy", StringComparison.Ordinal)
            ? message
            : $"invalid {kind} \"{declaration.Name}\": {message}";
        throw Error(code, new TextSpan(start + offset, 1), shown);
    }

    private static PatternModifiers Modifiers(PatternDeclaration declaration)
    {
        var flags = PatternFlags.None;
        ModifierSyntax? xor = null;
        byte[]? alphabet = null;
        foreach (var modifier in declaration.Modifiers)
        {
            var flag = FlagOf(modifier.Kind);
            if ((flag != PatternFlags.None && (flags & flag) != 0) || (modifier.Kind == TokenKind.Xor && xor is not null))
                throw Error(DiagnosticCode.DuplicatedModifier, modifier.Span, "duplicated modifier");

            flags |= flag;
            if (modifier.Kind == TokenKind.Xor)
                xor = Checked(modifier);
            if (modifier.Kind is TokenKind.Base64 or TokenKind.Base64Wide)
                alphabet = Alphabet(modifier, alphabet);
        }

        CheckCombination(declaration, flags, xor is not null);
        if ((declaration.Flags & RegexFlags.NoCase) != 0)
            flags |= PatternFlags.NoCase;
        if ((declaration.Flags & RegexFlags.DotAll) != 0)
            flags |= PatternFlags.DotAll;

        return new PatternModifiers(flags)
        {
            XorMin = xor is null ? null : (byte)xor.XorMin, XorMax = xor is null ? null : (byte)xor.XorMax, 
            Base64Alphabet = alphabet is null || alphabet.AsSpan().SequenceEqual(UsualAlphabet) ? null : alphabet,
        };
    }

    private static PatternFlags FlagOf(TokenKind word) => word switch
    {
        TokenKind.Ascii => PatternFlags.Ascii,
        TokenKind.Wide => PatternFlags.Wide,
        TokenKind.NoCase => PatternFlags.NoCase,
        TokenKind.FullWord => PatternFlags.FullWord,
        TokenKind.Private => PatternFlags.Private,
        TokenKind.Base64 => PatternFlags.Base64,
        TokenKind.Base64Wide => PatternFlags.Base64Wide,
        _ => PatternFlags.None,
    };

    private static ModifierSyntax Checked(ModifierSyntax xor)
    {
        var problem = xor.XorMin == xor.XorMax && xor.XorMax > byte.MaxValue ? "invalid xor range"
            : xor.XorMax > byte.MaxValue ? "upper bound for xor range exceeded (max: 255)"
            : xor.XorMin > xor.XorMax ? "xor lower bound exceeds upper bound" : null;
        return problem is null ? xor : throw Error(DiagnosticCode.InvalidModifier, xor.Span, problem);
    }

    private static byte[] Alphabet(ModifierSyntax modifier, byte[]? earlier)
    {
        var alphabet = modifier.Alphabet ?? UsualAlphabet.ToArray();
        if (alphabet.Length != UsualAlphabet.Length)
            throw Error(DiagnosticCode.InvalidModifier, modifier.Span, "length of base64 alphabet must be 64");
        if (earlier is not null && !earlier.AsSpan().SequenceEqual(alphabet))
            throw Error(DiagnosticCode.InvalidModifier, modifier.Span, "can not specify multiple alphabets");

        return alphabet;
    }

    private static void CheckCombination(PatternDeclaration declaration, PatternFlags flags, bool isXor)
    {
        if (isXor && (flags & PatternFlags.NoCase) != 0)
            throw Combination(declaration, "xor nocase");

        foreach (var (flag, word) in Base64Forms)
        {
            if ((flags & flag) == 0)
                continue;
            if ((flags & PatternFlags.NoCase) != 0)
                throw Combination(declaration, $"{word} nocase");
            if ((flags & PatternFlags.FullWord) != 0)
                throw Combination(declaration, $"{word} fullword");
            if (isXor)
                throw Combination(declaration, $"{word} xor");
        }
    }

    private static RuleErrorException Combination(PatternDeclaration declaration, string words) =>
        Error(DiagnosticCode.InvalidModifier, declaration.Span, $"invalid modifier combination: {words}");

    private static RuleErrorException Error(DiagnosticCode code, TextSpan span, string message) => RuleContext.Error(code, span, message);
}
