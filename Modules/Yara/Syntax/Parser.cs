using ScanHost.Yara.Diagnostics;

namespace ScanHost.Yara.Syntax;

/// <summary>
/// Reads a source declaration by declaration. An error ends its declaration alone: the next one starts at the next word that can start
/// one.
/// </summary>
internal sealed class Parser
{
    private readonly TokenReader tokens;
    private readonly ConditionParser conditions;
    private readonly Action<RuleErrorException, string?> report;
    private string? rule;

    /// <param name="source">The source.</param>
    /// <param name="report">Takes what is wrong, and the name of the rule that is broken by it; null outside of rules.</param>
    public Parser(SourceText source, Action<RuleErrorException, string?> report)
    {
        this.report = report;
        tokens = new TokenReader(new Lexer(source));
        conditions = new ConditionParser(tokens);
    }

    /// <summary>The next declaration; null at the end.</summary>
    public Declaration? Next()
    {
        while (true)
        {
            try
            {
                rule = null;
                tokens.Prime();
                if (tokens.Current.Kind == TokenKind.EndOfFile)
                    return null;

                return Declaration();
            }
            catch (RuleErrorException error)
            {
                report(error, rule);
                Recover();
            }
        }
    }

    private void Recover()
    {
        while (true)
        {
            try
            {
                tokens.Prime();
                while (tokens.Current.Kind is not (TokenKind.Rule or TokenKind.Private or TokenKind.Global
                    or TokenKind.Import or TokenKind.Include or TokenKind.EndOfFile))
                    tokens.Advance();

                // A string can be private too: only what leads to a rule starts one.
                if (tokens.Current.Kind != TokenKind.Private || tokens.Following is TokenKind.Rule or TokenKind.Global)
                    return;

                tokens.Advance();
            }
            catch (RuleErrorException)
            {
                // What is behind an error is skipped, whatever it is.
            }
        }
    }

    private Declaration Declaration()
    {
        var first = tokens.Current;
        switch (first.Kind)
        {
            case TokenKind.Import:
                tokens.Advance();
                return new ImportDeclaration(tokens.Current.Span, tokens.TakeLast(TokenKind.Text).Bytes!);
            case TokenKind.Include:
                tokens.Advance();
                return new IncludeDeclaration(tokens.Current.Span, tokens.TakeLast(TokenKind.Text).Bytes!);
            case TokenKind.Rule or TokenKind.Private or TokenKind.Global:
                return Rule();
            default:
                throw tokens.Unexpected();
        }
    }

    private RuleDeclaration Rule()
    {
        bool isGlobal = false, isPrivate = false;
        while (tokens.Current.Kind is TokenKind.Private or TokenKind.Global)
        {
            isPrivate |= tokens.Current.Kind == TokenKind.Private;
            isGlobal |= tokens.Current.Kind == TokenKind.Global;
            tokens.Advance();
        }

        tokens.Take(TokenKind.Rule);
        var name = tokens.Take(TokenKind.Identifier);
        rule = name.Name;
        var tags = Tags();
        tokens.Take(TokenKind.OpenBrace);
        var metas = tokens.Current.Kind == TokenKind.Meta ? Metas() : [];
        var patterns = tokens.Current.Kind == TokenKind.Strings ? Patterns() : [];
        tokens.Take(TokenKind.Condition);
        tokens.Take(TokenKind.Colon);
        var condition = conditions.Parse();
        tokens.TakeLast(TokenKind.CloseBrace);
        return new RuleDeclaration(name.Span, name.Name!, isGlobal, isPrivate, tags, metas, patterns, condition);
    }

    private List<TagSyntax> Tags()
    {
        var tags = new List<TagSyntax>();
        if (!tokens.TryTake(TokenKind.Colon))
            return tags;

        do
        {
            var tag = tokens.Take(TokenKind.Identifier);
            tags.Add(new TagSyntax(tag.Span, tag.Name!));
        }
        while (tokens.Current.Kind == TokenKind.Identifier);
        return tags;
    }

    private List<RuleMeta> Metas()
    {
        var metas = new List<RuleMeta>();
        tokens.Advance();
        tokens.Take(TokenKind.Colon);
        do
        {
            var name = tokens.Take(TokenKind.Identifier).Name!;
            tokens.Take(TokenKind.Assign);
            metas.Add(MetaValue(name));
        }
        while (tokens.Current.Kind == TokenKind.Identifier);
        return metas;
    }

    private RuleMeta MetaValue(string name)
    {
        var value = tokens.Current;
        tokens.Advance();
        return value.Kind switch
        {
            TokenKind.Text => new RuleMeta(name, YaraValue.Of(value.Bytes), YaraType.String),
            TokenKind.Integer => new RuleMeta(name, YaraValue.Of(value.Bits), YaraType.Integer),
            TokenKind.Minus => new RuleMeta(name, YaraValue.Of(-tokens.Take(TokenKind.Integer).Bits), YaraType.Integer),
            TokenKind.True => new RuleMeta(name, YaraValue.Of(true), YaraType.Boolean),
            TokenKind.False => new RuleMeta(name, YaraValue.Of(false), YaraType.Boolean),
            _ => throw TokenReader.Unexpected(value),
        };
    }

    private List<PatternDeclaration> Patterns()
    {
        var patterns = new List<PatternDeclaration>();
        tokens.Advance();
        tokens.Take(TokenKind.Colon);
        do
        {
            var name = tokens.Take(TokenKind.StringIdentifier);
            tokens.Take(TokenKind.Assign);
            patterns.Add(Pattern(name));
        }
        while (tokens.Current.Kind == TokenKind.StringIdentifier);
        return patterns;
    }

    private PatternDeclaration Pattern(Token name)
    {
        var value = tokens.Current;
        if (value.Kind == TokenKind.OpenBrace)
        {
            var (body, span) = tokens.TakeHexBody();
            return new PatternDeclaration(name.Span, name.Name!, PatternForm.Hex, body, span, RegexFlags.None, Modifiers(PatternForm.Hex));
        }

        var form = value.Kind == TokenKind.Regex ? PatternForm.Regex : PatternForm.Text;
        if (form == PatternForm.Text)
            tokens.Take(TokenKind.Text);
        else
            tokens.Advance();

        return new PatternDeclaration(name.Span, name.Name!, form, value.Bytes, value.Span, value.Flags, Modifiers(form));
    }

    private List<ModifierSyntax> Modifiers(PatternForm form)
    {
        var modifiers = new List<ModifierSyntax>();
        while (true)
        {
            var word = tokens.Current;
            switch (word.Kind)
            {
                case TokenKind.Private:
                // Only texts and regular expressions are searched for in another shape.
                case TokenKind.Ascii or TokenKind.Wide or TokenKind.NoCase or TokenKind.FullWord when form != PatternForm.Hex:
                    tokens.Advance();
                    modifiers.Add(new ModifierSyntax(word.Span, word.Kind));
                    break;
                case TokenKind.Xor when form == PatternForm.Text:
                    tokens.Advance();
                    modifiers.Add(Xor(word));
                    break;
                case TokenKind.Base64 or TokenKind.Base64Wide when form == PatternForm.Text:
                    tokens.Advance();
                    modifiers.Add(Base64(word));
                    break;
                default:
                    return modifiers;
            }
        }
    }

    private ModifierSyntax Xor(Token word)
    {
        if (!tokens.TryTake(TokenKind.OpenParenthesis))
            return new ModifierSyntax(word.Span, word.Kind);

        var low = tokens.Take(TokenKind.Integer);
        var high = tokens.TryTake(TokenKind.Minus) ? tokens.Take(TokenKind.Integer) : low;
        var span = TextSpan.Between(word.Span, tokens.Current.Span);
        tokens.Take(TokenKind.CloseParenthesis);
        return new ModifierSyntax(span, word.Kind, low.Bits, high.Bits);
    }

    private ModifierSyntax Base64(Token word)
    {
        if (!tokens.TryTake(TokenKind.OpenParenthesis))
            return new ModifierSyntax(word.Span, word.Kind);

        var alphabet = tokens.Take(TokenKind.Text);
        var span = TextSpan.Between(word.Span, tokens.Current.Span);
        tokens.Take(TokenKind.CloseParenthesis);
        return new ModifierSyntax(span, word.Kind, Alphabet: alphabet.Bytes);
    }
}
