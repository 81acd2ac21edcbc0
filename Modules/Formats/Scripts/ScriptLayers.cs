using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Scripts.Folding;
using ScanHost.Formats.Scripts.Syntax;

namespace ScanHost.Formats.Scripts;

/// <summary>
/// Takes the layers off a script: what its decoders make of constants, the command lines in its texts, and the script itself with its
/// constants folded when that shows something that the written one hides.
/// </summary>
/// <param name="language">How the file is read.</param>
public sealed class ScriptLayers(ScriptLanguage language) : ContainerReader
{
    private const int MaxCommands = 32;
    private const int MinLayerBytes = 16;

    /// <summary>Words that a folded script may show and the written one may hide.</summary>
    private static readonly string[] Telling =
    [
        "http://", "https://", "ftp://", "powershell", "mshta", "wscript.shell", "shell.application", "adodb.stream", "xmlhttp", "winhttp", "scripting.filesystemobject",
        "cmd.exe", "cmd /c", "regsvr32", "rundll32", "certutil", "bitsadmin", "schtasks", "reg add", "iex", "invoke-expression", "invoke-webrequest", "downloadstring",
        "downloadfile", "webclient", "frombase64string", "reflection.assembly", "virtualalloc", "createthread", "amsi", "mppreference", "eval(", "executeglobal",
        "execute(", "createobject", "activexobject", "child_process", "exec(", "system(", "subprocess", "socket", "/bin/sh", "curl ", "wget ", "base64_decode", "assert",
        "$_post", "$_request", "winmgmts", "win32_process", ".run", "start-process", "currentversion\\run", "bypass",
    ];

    /// <summary>One for each language.</summary>
    public static IReadOnlyList<ScriptLayers> All { get; } = [.. Enum.GetValues<ScriptLanguage>().Select(language => new ScriptLayers(language))];

    /// <summary>How the file is read.</summary>
    public ScriptLanguage Language => language;

    /// <inheritdoc/>
    public override string Name { get; } = language.ToString().ToLowerInvariant() + "-layers";

    /// <inheritdoc/>
    public override string Version => "1";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> FileTypes { get; } = language switch
    {
        ScriptLanguage.VbScript => ["vbscript", "vba"],
        ScriptLanguage.Php => ["php", "php-template"],
        _ => [language.ToString().ToLowerInvariant()],
    };

    /// <inheritdoc/>
    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var source = SourceText.Read(file.Span);
        var script = ScriptSource.Read(language, source.Text, cancellationToken);
        var children = new Children(sink, cancellationToken);
        foreach (var layer in script.Layers)
            Add(children, layer);
        AddCommands(children, script);
        if (script.IsCut || source.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "the script is longer than what is folded");
        if (ShowsMore(script))
            children.Add("folded", ScriptSyntax.Of(language).Extension, Encoding.UTF8.GetBytes(script.Folded));
    }

    private void Add(Children children, object layer)
    {
        var bytes = layer is string text ? Encoding.Latin1.GetBytes(text) is var narrow && Encoding.Latin1.GetString(narrow) == text ? narrow : Encoding.UTF8.GetBytes(text) : (byte[])layer;
        if (Decoding.Inflate(bytes is [0x1F, 0x8B, ..] or [0x78, 0x01 or 0x9C or 0xDA, ..] ? bytes : null) is { } plain)
            bytes = plain;
        if (PayloadKind.Of(bytes) is { } kind)
            children.Add("layer", kind, bytes);
        else if (LooksLikeCode(bytes))
            children.Add("layer", ExtensionOf(bytes), bytes);
    }

    private void AddCommands(Children children, ScriptSource script)
    {
        if (language is ScriptLanguage.PowerShell or ScriptLanguage.Batch)
            foreach (var encoded in CommandLines.Encoded(script.Folded))
                children.Add("encoded", "ps1", Encoding.UTF8.GetBytes(encoded));
        if (language == ScriptLanguage.Batch)
            foreach (var inline in CommandLines.Inline(script.Folded).Take(MaxCommands))
                children.Add("command", "ps1", Encoding.UTF8.GetBytes(inline));
        else
            foreach (var command in script.Texts.Where(CommandLines.Is).Take(MaxCommands))
                children.Add("command", "bat", Encoding.UTF8.GetBytes(command));
    }

    private static bool ShowsMore(ScriptSource script) =>
        script.Folded.Length > 0 && Telling.Any(word => Count(script.Folded, word) > Count(script.Code, word));

    // One more than before is enough; a file that says it a hundred times hides nothing.
    private static int Count(string text, string word)
    {
        var count = 0;
        for (var at = 0; count < 100 && (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
            count++;
        return count;
    }

    /// <summary>True for a text that is more than one long word.</summary>
    private static bool LooksLikeCode(byte[] bytes)
    {
        if (bytes.Length < MinLayerBytes)
            return false;
        var text = SourceText.Read(bytes, 4096).Text;
        var (odd, signs) = (0, 0);
        foreach (var letter in text)
        {
            odd += letter is < ' ' and not ('\n' or '\r' or '\t') or '\uFFFD' or (>= '\x7F' and < '\xA0') ? 1 : 0;
            signs += letter is ' ' or '(' or '.' or '=' or ';' or ':' or '/' or '\n' ? 1 : 0;
        }
        return odd * 20 < text.Length && signs >= 2;
    }

    // A layer of JavaScript may be a page, one of PHP may be anything.
    private string ExtensionOf(byte[] bytes)
    {
        var text = SourceText.Read(bytes, 512).Text.TrimStart();
        return text.StartsWith('<') && !text.StartsWith("<?", StringComparison.Ordinal) ? "html"
            : CommandLines.Is(text) && !text.Contains('\n', StringComparison.Ordinal) ? "bat"
            : ScriptSyntax.Of(language).Extension;
    }

    private sealed class Children(IMemberSink sink, CancellationToken cancellationToken)
    {
        private const int MaxChildren = 100;

        private readonly HashSet<string> seen = new(StringComparer.Ordinal);
        private int count;

        public void Add(string kind, string extension, byte[] content)
        {
            if (content.Length < 8 || count >= MaxChildren || !seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content))))
                return;
            MemberCopy.Bytes(content, sink, new() { Name = $"{kind}-{++count}.{extension}", Relation = "decoded" }, cancellationToken);
        }
    }
}
