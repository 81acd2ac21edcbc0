using ScanHost.Yara.Diagnostics;

namespace ScanHost.Yara.Syntax;

/// <summary>The words of a source, one at hand and one to look at beyond it.</summary>
internal sealed class TokenReader(Lexer lexer)
{
    private Token current;
    private Token? following;
    private bool hasCurrent;

    /// <summary>The word at hand.</summary>
    public Token Current => current;

    /// <summary>The word behind it. Not to be asked for before a hex string.</summary>
    public TokenKind Following => (following ??= lexer.Next()).Kind;

    /// <summary>Where the last taken word ended.</summary>
    public int LastEnd { get; private set; }

    /// <summary>Reads the first word, or the one after an error.</summary>
    public void Prime()
    {
        if (hasCurrent)
            return;

        current = following ?? lexer.Next();
        following = null;
        hasCurrent = true;
    }

    public void Advance()
    {
        LastEnd = current.Span.End;
        // An error in the next word leaves none at hand; reading goes on behind it.
        hasCurrent = false;
        Prime();
    }

    /// <summary>Takes a word of a certain kind.</summary>
    public Token Take(TokenKind kind)
    {
        var taken = current;
        Expect(kind);
        Advance();
        return taken;
    }

    /// <summary>Takes the last word of a declaration, so that what follows it is not blamed on it.</summary>
    public Token TakeLast(TokenKind kind)
    {
        var taken = current;
        Expect(kind);
        LastEnd = current.Span.End;
        hasCurrent = false;
        return taken;
    }

    public bool TryTake(TokenKind kind)
    {
        if (current.Kind != kind)
            return false;

        Advance();
        return true;
    }

    public void Expect(TokenKind kind)
    {
        if (current.Kind != kind)
            throw Unexpected($", expecting {Words.NameOf(kind)}");
    }

    /// <summary>The body of the hex string whose opening brace is at hand.</summary>
    public (ReadOnlyMemory<byte> Body, TextSpan Span) TakeHexBody()
    {
        lexer.MoveTo(current.Span.End);
        following = null;
        hasCurrent = false;
        var body = lexer.HexBody(current);
        Prime();
        return body;
    }

    public RuleErrorException Unexpected(string expected = "") => Unexpected(current, expected);

    public static RuleErrorException Unexpected(Token token, string expected = "") =>
        new(DiagnosticCode.SyntaxError, token.Span, $"syntax error, unexpected {Words.NameOf(token.Kind)}{expected}");
}
