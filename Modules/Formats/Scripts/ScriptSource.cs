using System.Text;
using ScanHost.Formats.Scripts.Batch;
using ScanHost.Formats.Scripts.Folding;
using ScanHost.Formats.Scripts.Syntax;

namespace ScanHost.Formats.Scripts;

/// <summary>A script with its comments taken out and its constants worked out. Nothing of it is run.</summary>
public sealed class ScriptSource
{
    private ScriptSource(ScriptLanguage language, string text, string code, string folded, IReadOnlyList<object> layers, IReadOnlyList<string> texts, bool isCut)
    {
        Language = language;
        Text = text;
        Code = code;
        Folded = folded;
        Layers = layers;
        Texts = texts;
        IsCut = isCut;
    }

    /// <summary>The language that it was read as.</summary>
    public ScriptLanguage Language { get; }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Without comments, and without the marks that only split words (carets of batch files, backticks of PowerShell).</summary>
    public string Code { get; }

    /// <summary>The code with constant expressions replaced by their values.</summary>
    public string Folded { get; }

    /// <summary>The texts in it after folding.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>True when there was more than was looked at.</summary>
    public bool IsCut { get; }

    /// <summary>What its decoder calls make of constants: each a <see cref="string"/> or bytes.</summary>
    internal IReadOnlyList<object> Layers { get; }

    /// <summary>Reads a script. Never throws but for cancellation.</summary>
    public static ScriptSource Read(ScriptLanguage language, string text, CancellationToken cancellationToken)
    {
        if (language == ScriptLanguage.Batch)
        {
            var batch = BatchExpander.Expand(text, cancellationToken);
            return new(language, text, BatchExpander.WithoutMarks(text), batch.Text, [], [], batch.IsCut);
        }
        // JScript compiles what stands in these comments.
        if (language == ScriptLanguage.JavaScript && text.Contains("@cc_on", StringComparison.Ordinal))
            text = text.Replace("/*@cc_on", "", StringComparison.Ordinal).Replace("@*/", "", StringComparison.Ordinal);
        var syntax = ScriptSyntax.Of(language);
        var folder = new ConstantFolder(syntax, text, cancellationToken);
        var folded = folder.Run();
        return new(language, text, WithoutComments(syntax, text), folded, folder.Layers, folder.Texts, folder.IsCut);
    }

    /// <summary>A text in a language that is not parsed: the code is the text.</summary>
    public static ScriptSource Plain(string text) => new(ScriptLanguage.JavaScript, text, text, "", [], [], isCut: false);

    private static string WithoutComments(ScriptSyntax syntax, string text)
    {
        var code = new StringBuilder(text.Length);
        foreach (var token in new ScriptLexer(syntax, text).Read())
        {
            if (token.Kind == ScriptTokenKind.Comment)
                code.Append(' ');
            else if (token.Kind == ScriptTokenKind.Word && syntax.Language == ScriptLanguage.PowerShell)
                code.Append(token.Value);
            else
                code.Append(text.AsSpan(token.Start, token.Length));
        }
        return code.ToString();
    }
}
