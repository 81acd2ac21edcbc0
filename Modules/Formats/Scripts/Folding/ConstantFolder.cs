using System.Text;
using ScanHost.Formats.Scripts.Syntax;

namespace ScanHost.Formats.Scripts.Folding;

/// <summary>
/// Works out the constant expressions of a script and writes the script anew with their values in place, without running anything: joined
/// texts, decoder calls on constants, variables that were given a constant in the lines before.
/// </summary>
/// <remarks>
/// It follows no control flow, so a value may be one that the script would never have; it is shown to signs and to people, not believed.
/// Recursion is bounded by <see cref="MaxDepth"/>, work by <see cref="MaxSteps"/>, results by <see cref="Folded.MaxLength"/>.
/// </remarks>
internal sealed class ConstantFolder(ScriptSyntax syntax, string script, CancellationToken cancellationToken)
{
    private const int MaxDepth = 256;
    private const int MaxSteps = 3_000_000;
    private const int MaxVariables = 100_000;

    /// <summary>A longer value of a variable is not written again at each place that names it.</summary>
    private const int MaxRepeatedLength = 256;

    private const int MaxLayers = 10_000;
    private const int MinLayerLength = 16;

    private readonly Dictionary<string, object> variables = new(StringComparer.Ordinal);
    private readonly List<object> layers = [];
    private readonly HashSet<object> seen = [];
    private readonly List<string> texts = [];
    private readonly StringBuilder output = new();
    private ScriptToken[] tokens = [];
    private int steps;
    private long made;
    private bool isNested;

    /// <summary>What decoders made of constants, each a text or bytes.</summary>
    internal IReadOnlyList<object> Layers => layers;

    /// <summary>The texts of the folded script.</summary>
    internal IReadOnlyList<string> Texts => texts;

    /// <summary>True when there was more than it looks at.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>The script with its constants folded and without comments.</summary>
    internal string Run()
    {
        var all = new ScriptLexer(syntax, script).Read();
        IsCut = all.Count >= ScriptLexer.MaxTokens;
        tokens = [.. all.Where(token => token.Kind is not (ScriptTokenKind.Comment or ScriptTokenKind.Blank))];
        for (var at = 0; at < tokens.Length;)
        {
            if ((at & 255) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            at = Statement(at);
        }
        return output.ToString();
    }

    /// <summary>What the whole script is worth when it is one constant expression; null when it is not.</summary>
    private object? Value()
    {
        tokens = [.. new ScriptLexer(syntax, script).Read().Where(token => token.Kind is not (ScriptTokenKind.Comment or ScriptTokenKind.Blank))];
        return tokens.Length > 0 && Evaluate(0, 0, 0) is { } whole && whole.Next >= tokens.Length ? whole.Value : null;
    }

    private int Statement(int at)
    {
        if (IsAssignment(at) is { } sign)
        {
            Assign(at, sign);
            // The name and the sign stay as they are; the value is folded in its turn.
            Write(tokens[at]);
            Write(tokens[sign]);
            return sign + 1;
        }
        if (MayFold(at) && Evaluate(at, 0, 0) is { } folded && folded.Value is string text
            && (folded.Next > at + 1 || tokens[at].Kind == ScriptTokenKind.Text || text.Length <= MaxRepeatedLength))
        {
            WriteText(text);
            return folded.Next;
        }
        Write(tokens[at]);
        return at + 1;
    }

    /// <summary>The place of the assignment's sign; null when the token does not start one.</summary>
    private int? IsAssignment(int at)
    {
        if (tokens[at].Kind != ScriptTokenKind.Word || at + 2 >= tokens.Length || !(tokens[at + 1].Is("=") || tokens[at + 1].Is("+=") || tokens[at + 1].Is(".=")))
            return null;
        // In Basic a sign of equality in a condition looks the same.
        if (syntax.Language == ScriptLanguage.VbScript && at > 0 && tokens[at - 1] is { Kind: ScriptTokenKind.Word, Value: not ("then" or "else" or "set" or "let" or "const") })
            return null;
        return at > 0 && tokens[at - 1].Is(".") ? null : at + 1;
    }

    private void Assign(int at, int sign)
    {
        var name = Name(tokens[at]);
        var before = variables.GetValueOrDefault(name);
        // Basic's variables are empty at first: Str = Str & "...", where nothing was given to it that is not known.
        if (syntax.Language == ScriptLanguage.VbScript && before is null && !unknown.Contains(name) && sign + 2 < tokens.Length && tokens[sign + 1].Kind == ScriptTokenKind.Word && Name(tokens[sign + 1]) == name && (tokens[sign + 2].Is("&") || tokens[sign + 2].Is("+")))
            variables[name] = "";
        if (Evaluate(sign + 1, 0, 0) is not { } value || (value.Next < tokens.Length && !EndsStatement(tokens[value.Next])))
        {
            variables.Remove(name);
            if (unknown.Count < MaxVariables)
                unknown.Add(name);
            return;
        }
        var result = tokens[sign].Is("=") ? value.Value : before is null ? null : Add(before, value.Value);
        if (result is null)
            variables.Remove(name);
        else if (variables.Count < MaxVariables || variables.ContainsKey(name))
            variables[name] = result;
        else
            IsCut = true;
    }

    private static bool EndsStatement(ScriptToken token) =>
        token.Kind is ScriptTokenKind.LineEnd or ScriptTokenKind.Word || (token.Kind == ScriptTokenKind.Sign && token.Value is ";" or "," or "}" or ")" or ":" or "|");

    // Names that were given something which is no constant.
    private readonly HashSet<string> unknown = [];

    private bool MayFold(int at)
    {
        var token = tokens[at];
        if (at > 0 && tokens[at - 1].Is("."))
            return false;
        return token.Kind switch
        {
            ScriptTokenKind.Text => token.IsFixed,
            ScriptTokenKind.Word => true,
            // After a name, parentheses are a call's and brackets an index's.
            ScriptTokenKind.Sign => token.Value is "(" or "[" && (at == 0 || tokens[at - 1].Kind is not (ScriptTokenKind.Word or ScriptTokenKind.Text) && !tokens[at - 1].Is(")") && !tokens[at - 1].Is("]")
                || (syntax.Language == ScriptLanguage.PowerShell && tokens[at - 1].Kind == ScriptTokenKind.Word)),
            _ => false,
        };
    }

    private (object Value, int Next)? Evaluate(int at, int level, int depth)
    {
        if (++steps > MaxSteps || depth > MaxDepth)
        {
            IsCut = true;
            return null;
        }
        if (Operand(at, depth + 1) is not { } left)
            return null;
        while (left.Next < tokens.Length && Precedence(left.Next) is { } precedence && precedence > level)
        {
            var sign = left.Next;
            if (Right(sign, precedence, depth + 1) is not { } right || Combine(tokens[sign].Value, left.Value, right.Value) is not { } result)
                break;
            left = (result, right.Next);
        }
        return left;
    }

    /// <summary>What stands behind a sign. In PowerShell a comma binds closer than any operator in words: <c>-f 'a','b'</c> has one list.</summary>
    private (object Value, int Next)? Right(int sign, int precedence, int depth)
    {
        var right = Evaluate(SkipLineEnds(sign + 1), precedence, depth);
        if (right is not { } first || syntax.Language != ScriptLanguage.PowerShell || tokens[sign].Kind != ScriptTokenKind.Word || !IsComma(first.Next))
            return right;

        var items = new List<object> { first.Value };
        var next = first.Next;
        while (IsComma(next) && Evaluate(SkipLineEnds(next + 1), precedence, depth) is { } item)
        {
            items.Add(item.Value);
            next = item.Next;
        }

        return (items, next);
    }

    private bool IsComma(int at) => at < tokens.Length && tokens[at].Is(",");

    // A joining sign at the end of a line continues it.
    private int SkipLineEnds(int at)
    {
        if (syntax.Language == ScriptLanguage.VbScript && at < tokens.Length && tokens[at] is { Kind: ScriptTokenKind.Word, Value: "_" })
            at++;
        while (at < tokens.Length && tokens[at].Kind == ScriptTokenKind.LineEnd)
            at++;
        return at;
    }

    private int? Precedence(int at)
    {
        var token = tokens[at];
        if (syntax.Language == ScriptLanguage.PowerShell && token.Kind == ScriptTokenKind.Word)
            return token.Value is "-f" ? 8 : token.Value is "-join" or "-split" or "-replace" or "-csplit" or "-creplace" or "-isplit" or "-ireplace" ? 3 : token.Value is "-bxor" or "-band" or "-bor" ? 2 : null;
        if (syntax.Language == ScriptLanguage.VbScript && token.Kind == ScriptTokenKind.Word)
            return token.Value is "xor" ? 1 : token.Value is "mod" ? 6 : null;
        if (token.Kind != ScriptTokenKind.Sign)
            return null;
        if (syntax.Joins.Contains(token.Value))
            return token.Value == "&" ? 4 : 5;
        return token.Value switch { "-" => 5, "*" or "/" or "%" => 6, "^" => syntax.Language == ScriptLanguage.VbScript ? null : 2, "+" => 5, _ => null };
    }

    private object? Combine(string sign, object left, object right)
    {
        if (syntax.Joins.Contains(sign) && (left is string || right is string || sign != "+"))
            return Add(left, right);
        return sign switch
        {
            "-join" => Folded.Join(left, Folded.Text(right) ?? ""),
            "-split" or "-csplit" or "-isplit" => FoldingFunctions.Split(Folded.Text(left), Folded.Text(right)?.Replace("\\", "", StringComparison.Ordinal)),
            "-replace" or "-creplace" or "-ireplace" => right is List<object> { Count: 2 } pair ? FoldingFunctions.Replace(Folded.Text(left), pair[0], Folded.Text(pair[1])) : null,
            "-f" => PowerShellFolding.Format(Folded.Text(left), right),
            "+" when left is List<object> first && right is List<object> second => first.Concat(second).ToList(),
            "+" when left is List<object> or byte[] || right is List<object> or byte[] => null,
            _ => Folded.Number(left) is { } one && Folded.Number(right) is { } other && left is not string ? Arithmetic(sign, one, other) : null,
        };
    }

    private static object? Arithmetic(string sign, double one, double other) => sign switch
    {
        "+" => one + other,
        "-" => one - other,
        "*" => one * other,
        "/" => other == 0 ? null : one / other,
        "%" or "mod" => other == 0 ? null : one % other,
        _ when Math.Abs(one) > int.MaxValue || Math.Abs(other) > int.MaxValue => null,
        "^" or "xor" or "-bxor" => (double)((long)one ^ (long)other),
        "-band" => (double)((long)one & (long)other),
        "-bor" => (double)((long)one | (long)other),
        _ => null,
    };

    private string? Add(object left, object right)
    {
        if (Folded.Text(left) is not { } one || Folded.Text(right) is not { } other || one.Length + other.Length > Folded.MaxLength)
            return null;
        // A chain of a thousand joins copies what it has a thousand times.
        made += one.Length + other.Length;
        if (made > 256L << 20)
        {
            IsCut = true;
            return null;
        }
        return one + other;
    }

    private (object Value, int Next)? Operand(int at, int depth)
    {
        if (at >= tokens.Length)
            return null;
        if (depth > MaxDepth)
        {
            IsCut = true;
            return null;
        }
        var token = tokens[at];
        var value = token.Kind switch
        {
            ScriptTokenKind.Text => token.IsFixed ? Adjacent(at) : null,
            ScriptTokenKind.Number => (token.Number, at + 1),
            ScriptTokenKind.Pattern => (new PatternValue(token.Value), at + 1),
            ScriptTokenKind.Word => Named(at, depth),
            _ => Signed(at, depth),
        };
        return value is { } found ? Tail(found, depth) : null;
    }

    // Python joins texts that stand side by side.
    private (object Value, int Next)? Adjacent(int at)
    {
        if (syntax.Language != ScriptLanguage.Python)
            return (tokens[at].Value, at + 1);
        var text = new StringBuilder();
        for (; at < tokens.Length && tokens[at].Kind == ScriptTokenKind.Text && text.Length < Folded.MaxLength; at++)
            text.Append(tokens[at].Value);
        return (text.ToString(), at);
    }

    private (object Value, int Next)? Signed(int at, int depth)
    {
        var token = tokens[at];
        switch (token.Value)
        {
            case "(":
                return Parenthesis(at, depth);
            case "[":
                return syntax.Language == ScriptLanguage.PowerShell ? Typed(at, depth) : List(at + 1, "]", depth) is { } list ? (list.Items, list.Next) : null;
            case "@" when at + 1 < tokens.Length && tokens[at + 1].Is("("):
                return List(at + 2, ")", depth) is { } items ? (items.Items, items.Next) : null;
            case "-" or "+" or "~" when Operand(at + 1, depth + 1) is { Value: double number } operand:
                return (token.Value == "-" ? -number : token.Value == "~" ? ~(long)Math.Clamp(number, int.MinValue, int.MaxValue) : number, operand.Next);
            default:
                return null;
        }
    }

    private (object Value, int Next)? Parenthesis(int at, int depth)
    {
        if (List(at + 1, ")", depth) is not { Items.Count: > 0 } inner)
            return null;
        return (inner.Items.Count == 1 ? inner.Items[0] : syntax.Language is ScriptLanguage.PowerShell or ScriptLanguage.Python ? inner.Items : inner.Items[^1], inner.Next);
    }

    private (List<object> Items, int Next)? List(int at, string close, int depth)
    {
        var items = new List<object>();
        at = SkipLineEnds(at);
        while (at < tokens.Length && !tokens[at].Is(close))
        {
            if (Evaluate(at, 0, depth + 1) is not { } item)
                return null;
            items.Add(item.Value);
            at = SkipLineEnds(item.Next);
            if (at < tokens.Length && tokens[at].Is(","))
                at = SkipLineEnds(at + 1);
            else if (at < tokens.Length && tokens[at].Is("|") && syntax.Language == ScriptLanguage.PowerShell && Letters((items, at)) is { } letters
                && letters.Next < tokens.Length && tokens[letters.Next].Is(close))
                return ([letters.Value], letters.Next + 1); // a pipe takes the whole list
            else if (at >= tokens.Length || !tokens[at].Is(close))
                return null;
        }
        return at < tokens.Length ? (items, at + 1) : null;
    }

    private (object Value, int Next)? Named(int at, int depth)
    {
        if (syntax.Language == ScriptLanguage.PowerShell && tokens[at].Value is "-join" && Evaluate(at + 1, 3, depth + 1) is { } joined)
            return Folded.Join(joined.Value, "") is { } text ? Decoded("join", text, joined.Next) : null;
        if (at > 0 && syntax.Language == ScriptLanguage.Python && at + 1 < tokens.Length && tokens[at].Value is "b" or "r" or "u" or "br" or "rb" && tokens[at + 1].Kind == ScriptTokenKind.Text && tokens[at + 1].Start == tokens[at].End)
            return Adjacent(at + 1);
        if (variables.TryGetValue(Name(tokens[at]), out var known) && !(at + 1 < tokens.Length && tokens[at + 1].Is("(") && tokens[at].Value[0] != '$' && syntax.Language != ScriptLanguage.VbScript))
            return (known, at + 1);
        var (name, end) = (tokens[at].Value.ToLowerInvariant(), at + 1);
        for (var parts = 0; parts < 4 && end + 1 < tokens.Length && tokens[end].Is(".") && tokens[end + 1].Kind == ScriptTokenKind.Word; parts++, end += 2)
        {
            if (end < tokens.Length && Call(name, end, depth) is { } early)
                return early;
            name += "." + tokens[end + 1].Value.ToLowerInvariant();
        }
        return Call(name, end, depth);
    }

    private (object Value, int Next)? Call(string name, int at, int depth)
    {
        if (at >= tokens.Length || !tokens[at].Is("(") || List(at + 1, ")", depth) is not { } args)
            return null;
        // Execute(Eval("Chr(76)&...")): the text is an expression of its own.
        if (name == "eval" && syntax.Language == ScriptLanguage.VbScript && args.Items is [string expression] && !isNested)
            return new ConstantFolder(syntax, expression, cancellationToken) { isNested = true }.Value() is { } inner ? Decoded(name, inner, args.Next) : null;
        return FoldingFunctions.Call(name, args.Items) is { } value ? Decoded(name, value, args.Next) : null;
    }

    /// <summary>[type]::Method(...), [type]value.</summary>
    private (object Value, int Next)? Typed(int at, int depth)
    {
        var close = at + 1;
        while (close < tokens.Length && close < at + 12 && !(tokens[close].Is("]") && !(close + 1 < tokens.Length && tokens[close + 1].Is("]"))))
            close++;
        if (close + 1 >= tokens.Length || !tokens[close].Is("]"))
            return null;
        var type = string.Concat(tokens[(at + 1)..close].Select(part => part.Value)).ToLowerInvariant();
        if (!tokens[close + 1].Is("::"))
            return Operand(close + 1, depth + 1) is { } operand && PowerShellFolding.Cast(type, operand.Value) is { } cast ? (cast, operand.Next) : null;
        var path = new StringBuilder(type);
        var end = close + 1;
        while (end + 1 < tokens.Length && (tokens[end].Is("::") || tokens[end].Is(".")) && tokens[end + 1].Kind is ScriptTokenKind.Word or ScriptTokenKind.Text && path.Length < 200)
        {
            path.Append('.').Append(tokens[end + 1].Value.ToLowerInvariant());
            end += 2;
        }
        if (end >= tokens.Length || !tokens[end].Is("(") || List(end + 1, ")", depth) is not { } args)
            return null;
        return PowerShellFolding.Static(path.ToString(), args.Items) is { } value ? Decoded(path.ToString()[(path.ToString().LastIndexOf('.') + 1)..], value, args.Next) : null;
    }

    /// <summary>Methods, indexes, pipes and lists that follow a value.</summary>
    private (object Value, int Next)? Tail((object Value, int Next) value, int depth)
    {
        for (var links = 0; links < 200 && value.Next + 1 < tokens.Length; links++)
        {
            var token = tokens[value.Next];
            var next = token.Is(".") && tokens[value.Next + 1].Kind is ScriptTokenKind.Word or ScriptTokenKind.Text ? Method(value, depth)
                : token.Is("[") && syntax.Language != ScriptLanguage.VbScript ? Index(value, depth)
                : token.Is("|") && syntax.Language == ScriptLanguage.PowerShell && value.Value is not double ? Letters(value)
                : null;
            if (next is not { } further)
                return value;
            value = further;
        }
        return value;
    }

    private (object Value, int Next)? Method((object Value, int Next) target, int depth)
    {
        var name = tokens[target.Next + 1].Value.ToLowerInvariant();
        var open = target.Next + 2;
        if (name == "map" && open < tokens.Length && tokens[open].Is("(") && MatchingEnd(open) is { } end)
            return ListFolding.Map(target.Value, tokens.AsSpan(open, end - open)) is { } mapped ? (mapped, end + 1) : null;
        if (open >= tokens.Length || !tokens[open].Is("(") || List(open + 1, ")", depth) is not { } args)
            return null;
        return FoldingFunctions.Method(target.Value, name, args.Items) is { } value ? Decoded(name, value, args.Next) : null;
    }

    private (object Value, int Next)? Index((object Value, int Next) target, int depth)
    {
        if (MatchingEnd(target.Next) is not { } end)
            return null;
        if (ListFolding.IsReversal(tokens.AsSpan(target.Next + 1, end - target.Next - 1)))
            return target.Value is string text ? Decoded("reverse", Decoding.Reverse(text), end + 1) : target.Value is List<object> list ? (Enumerable.Reverse(list).ToList(), end + 1) : null;
        if (List(target.Next + 1, "]", depth) is not { Items.Count: > 0 } index)
            return null;
        return ListFolding.At(target.Value, index.Items) is { } item ? (item, index.Next) : null;
    }

    /// <summary>PowerShell: a list | % { [char]... }.</summary>
    private (object Value, int Next)? Letters((object Value, int Next) list)
    {
        if (list.Value is not List<object> || list.Next + 2 >= tokens.Length
            || !(tokens[list.Next + 1].Is("%") || tokens[list.Next + 1] is { Kind: ScriptTokenKind.Word, Value: "foreach-object" or "foreach" })
            || !tokens[list.Next + 2].Is("{") || MatchingEnd(list.Next + 2) is not { } end)
            return null;
        return ListFolding.Map(list.Value, tokens.AsSpan(list.Next + 2, end - list.Next - 2)) is { } mapped ? (mapped, end + 1) : null;
    }

    private int? MatchingEnd(int open)
    {
        var depth = 0;
        for (var at = open; at < tokens.Length && at < open + 200; at++)
        {
            depth += tokens[at].Value is "(" or "[" or "{" && tokens[at].Kind == ScriptTokenKind.Sign ? 1 : 0;
            depth -= tokens[at].Value is ")" or "]" or "}" && tokens[at].Kind == ScriptTokenKind.Sign ? 1 : 0;
            if (depth == 0)
                return at;
        }
        return null;
    }

    private (object Value, int Next) Decoded(string name, object value, int next)
    {
        if (FoldingFunctions.IsDecoder(name) && value is string { Length: >= MinLayerLength } or byte[] { Length: >= MinLayerLength } && seen.Add(value))
        {
            if (layers.Count < MaxLayers)
                layers.Add(value);
            else
                IsCut = true;
        }
        return (value is byte[] bytes && syntax.Language is ScriptLanguage.Php ? Encoding.Latin1.GetString(bytes) : value, next);
    }

    private static string Name(ScriptToken word) => word.Value;

    private void Write(ScriptToken token)
    {
        if (output.Length > 2 * Folded.MaxLength)
        {
            IsCut = true;
            return;
        }
        if (token.Kind == ScriptTokenKind.LineEnd)
        {
            if (output.Length > 0 && output[^1] != '\n')
                output.Append('\n');
            return;
        }
        if (token.Kind == ScriptTokenKind.Text && token.IsFixed)
        {
            WriteText(token.Value);
            return;
        }
        var source = script.AsSpan(token.Start, token.Length);
        if (output.Length > 0 && NeedsBlank(output[^1], source[0]))
            output.Append(' ');
        if (token.Kind == ScriptTokenKind.Word && syntax.Language == ScriptLanguage.PowerShell)
            source = token.Value;
        output.Append(source);
    }

    private static bool NeedsBlank(char before, char next) =>
        (char.IsLetterOrDigit(before) || before is '_' or '"' or '$') && (char.IsLetterOrDigit(next) || next is '_' or '"' or '$' or '-');

    private void WriteText(string text)
    {
        texts.Add(text);
        if (output.Length + text.Length > 2 * Folded.MaxLength)
        {
            IsCut = true;
            return;
        }
        if (output.Length > 0 && NeedsBlank(output[^1], '"'))
            output.Append(' ');
        output.Append('"').Append(text).Append('"');
    }
}
