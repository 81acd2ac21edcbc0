using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Scripts.Batch;
using ScanHost.Formats.Scripts.Folding;
using ScanHost.Formats.Scripts.Syntax;

namespace ScanHost.Formats.Scripts;

/// <summary>
/// Takes the layers off a script: what its decoders make of constants, the command lines in its texts, and the script itself with its
/// constants folded when that shows something that the written one hides.
/// </summary>
/// <param name="language">How the file is read.</param>
public sealed partial class ScriptLayers(ScriptLanguage language) : ContainerReader
{
    private const int MaxCommands = 1000;
    private const int MinLayerBytes = 16;
    private const int MinEncodedLetters = 40;
    private const int MaxStrewn = 64 << 10;
    private const int MaxShown = 400;

    /// <summary>
    /// True for the command of an instruction for installation that a page's script puts before its reader: it is written in plain letters, hides no window and no text, and all that is
    /// done with it is to append it or to make it an element's text. What a script puts on the clipboard, or has its reader press keys for, is more.
    /// </summary>
    private static bool IsOnlyShown(string code, string text)
    {
        if (text.Length > MaxShown || Unseen().IsMatch(text))
            return false;
        var at = code.IndexOf(text, StringComparison.Ordinal);
        if (at < 1 || code.IndexOf(text, at + text.Length, StringComparison.Ordinal) >= 0)
            return false;
        var before = code[Math.Max(0, at - 100)..at];
        if (PutsText().IsMatch(before))
            return true;
        if (KeepsText().Match(before) is not { Success: true } kept)
            return false;
        var (uses, shows, name) = (0, 0, kept.Groups["name"].Value);
        for (var use = code.IndexOf(name, at + text.Length, StringComparison.Ordinal); use >= 0; use = code.IndexOf(name, use + name.Length, StringComparison.Ordinal))
        {
            uses++;
            shows += PutsName().IsMatch(code[Math.Max(0, use - 40)..use]) ? 1 : 0;
        }
        return uses > 0 && uses == shows;
    }

    [GeneratedRegex(@"-w\w*\s+(?:h|1)|-e(?:nc|c)?\s|-encodedcommand|mshta|\bhidden\b|(?:\d{1,3}\.){3}\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"(?:win(?:dows)?|⊞)[\s<>/b""']{0,12}\+[\s<>/b""']{0,8}[RX]\b|\bcaptcha\b|\b(?:human|robot)\b|ctrl[\s<>/b""']{0,8}\+[\s<>/b""']{0,8}V\b|cloudflare", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadsReader();

    [GeneratedRegex(@"(?:\.(?:textContent|innerText|placeholder|title)\s*=|\.append\s*\(|createTextNode\s*\()\s*['""`]$", RegexOptions.CultureInvariant)]
    private static partial Regex PutsText();

    [GeneratedRegex(@"(?:\.(?:textContent|innerText|placeholder|title)\s*=|\.append\s*\(|createTextNode\s*\()\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex PutsName();

    [GeneratedRegex(@"\b(?:const|let|var)\s+(?<name>[\w$]{2,40})\s*=\s*['""`]$", RegexOptions.CultureInvariant)]
    private static partial Regex KeepsText();

    /// <summary>One for each language.</summary>
    public static IReadOnlyList<ScriptLayers> All { get; } = [.. Enum.GetValues<ScriptLanguage>().Select(language => new ScriptLayers(language))];

    /// <summary>How the file is read.</summary>
    public ScriptLanguage Language => language;

    /// <inheritdoc/>
    public override string Name { get; } = language.ToString().ToLowerInvariant() + "-layers";

    /// <inheritdoc/>
    public override string Version => "3";

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
        Unpack(source, ScriptSource.Read(language, source.Text, cancellationToken), sink, cancellationToken);
    }

    /// <summary>Takes the layers off a script that was read before.</summary>
    public void Unpack(SourceText source, ScriptSource script, IMemberSink sink, CancellationToken cancellationToken)
    {
        var children = new Children(sink, cancellationToken);
        foreach (var layer in script.Layers)
            Add(children, sink, layer);
        AddCommands(children, script, cancellationToken);
        AddHidden(children, sink, source.Text, script, cancellationToken);
        if (script.IsCut || source.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "the script is longer than what is folded");
        if (ShowsMore(script))
            children.Add("folded", ScriptSyntax.Of(language).Extension, Encoding.UTF8.GetBytes(script.Folded));
        if (children.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {Children.MaxChildren} parts of a script and the first {MaxCommands} of its commands are taken out");
    }

    private void Add(Children children, IMemberSink sink, object layer)
    {
        var bytes = layer is string text ? Encoding.Latin1.GetBytes(text) is var narrow && Encoding.Latin1.GetString(narrow) == text ? narrow : Encoding.UTF8.GetBytes(text) : (byte[])layer;
        if (Decoding.Inflate(bytes is [0x1F, 0x8B, ..] or [0x78, 0x01 or 0x9C or 0xDA, ..] ? bytes : null) is { } plain)
            bytes = plain;
        if (PayloadKind.Of(bytes) is { } kind)
        {
            sink.Anomaly("dec.layer_file", null, $"a {kind} file of {bytes.Length} bytes");
            children.Add("layer", kind, bytes);
        }
        else if (LooksLikeCode(bytes))
            children.Add("layer", ExtensionOf(bytes), bytes);
    }

    /// <summary>Lists of numbers, and literals of base64, that turn out to be code.</summary>
    private void AddHidden(Children children, IMemberSink sink, string text, ScriptSource script, CancellationToken cancellationToken)
    {
        foreach (var (content, kind, offset) in HiddenCodes.Find(text, cancellationToken))
        {
            if (kind is null)
                sink.Anomaly("dec.codes", offset, $"{content.Length} letters of code in a list of numbers");
            else if (kind is "exe" or "elf")
                sink.Anomaly("dec.layer_file", offset, $"a {kind} file of {content.Length} bytes");
            children.Add("codes", kind ?? ExtensionOf(content), content);
        }
        foreach (var lines in HiddenLiterals.OfLines(text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((HiddenLiterals.Code(lines) ?? HiddenCodes.Find(lines, cancellationToken).Select(found => found.Content).FirstOrDefault()) is not { } inLines)
                continue;
            sink.Anomaly("dec.codes", null, $"{inLines.Length} letters of code in pieces, a line each");
            children.Add("lines", PayloadKind.Of(inLines) ?? ExtensionOf(inLines), inLines);
        }
        // Plain letters moved or XORed, where the script names a means to turn letters into numbers.
        if (language is not (ScriptLanguage.Batch or ScriptLanguage.Shell) && TurnsLetters().IsMatch(script.Code))
            foreach (var literal in script.Texts.Where(one => one.Length is >= MinEncodedLetters and < MaxMovedText && !TellingWords.AreIn(one)).Distinct(StringComparer.Ordinal).Take(MaxMovedTexts))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (HiddenCodes.Decode([.. literal.Select(letter => (int)letter)]) is not { Kind: null } moved)
                    continue;
                sink.Anomaly("dec.codes", null, $"{moved.Content.Length} letters of code in a text whose letters are moved");
                children.Add("moved", ExtensionOf(moved.Content), moved.Content);
            }
        var keys = HiddenCodes.KeysIn(text);
        foreach (var literal in Literals(script, text))
        {
            if (HiddenLiterals.Keyed(literal, keys) is { } keyed)
            {
                sink.Anomaly("dec.codes", null, $"{keyed.Length} letters of code under a key that stands beside them");
                children.Add("keyed", ExtensionOf(keyed), keyed);
            }
            cancellationToken.ThrowIfCancellationRequested();
            if (language != ScriptLanguage.Batch && literal.Length < MaxStrewn && HiddenLiterals.EachNth(literal) is { } strewn)
                children.Add("literal", ExtensionOf(Encoding.UTF8.GetBytes(strewn)), Encoding.UTF8.GetBytes(strewn));
            if (HiddenLiterals.Code(literal) is { } hidden)
                children.Add("literal", PayloadKind.Of(hidden) ?? ExtensionOf(hidden), hidden);
        }
        if (language == ScriptLanguage.JavaScript && WritesMarkup().IsMatch(script.Code) && script.Texts.Where(text => text.Contains("password", StringComparison.OrdinalIgnoreCase) && text.Contains("<input", StringComparison.OrdinalIgnoreCase)).Take(4).ToList() is { Count: > 0 } forms)
            children.Add(script.Code.Contains("password", StringComparison.OrdinalIgnoreCase) ? "markup" : "layer", "html", Encoding.UTF8.GetBytes("<html>" + string.Concat(forms)));
        var extension = ScriptSyntax.Of(language).Extension;
        foreach (var (turned, way) in HiddenLiterals.Turned(script.Code, cancellationToken))
        {
            sink.Anomaly("dec.literals", null, way);
            children.Add("turned", extension, Encoding.UTF8.GetBytes(turned));
        }
        if (HiddenLiterals.Plain(script.Folded, script.Texts, cancellationToken) is { } plain)
        {
            sink.Anomaly("dec.literals", null, "code in turned or encoded texts");
            children.Add("plain", extension, Encoding.UTF8.GetBytes(plain));
        }
        var clean = HiddenLiterals.WithoutJunk(script.Folded.Length > 0 ? script.Folded : text, out var isCut, cancellationToken);
        if (isCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "the script takes more words out of its texts than are tried");
        if (clean is not null)
        {
            sink.Anomaly("dec.junk", null, "a word that is strewn over the texts and taken out again");
            children.Add("clean", extension, Encoding.UTF8.GetBytes(clean));
        }
    }

    private const int MaxMovedText = 4096;
    private const int MaxMovedTexts = 200;

    [GeneratedRegex(@"\bcharCodeAt\b|\bcodePointAt\b|\bfromCharCode\b|\bAscW?\s*\(|\[char\]|\[int\]|\bord\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TurnsLetters();

    // Batch files have no texts that end in quotes: there the runs of letters are looked at.
    private IEnumerable<string> Literals(ScriptSource script, string text) =>
        language is ScriptLanguage.Batch or ScriptLanguage.Shell ? EncodedText.Runs(text, MinEncodedLetters).Select(run => text.Substring(run.Start, run.Length)) : script.Texts;

    private void AddCommands(Children children, ScriptSource script, CancellationToken cancellationToken)
    {
        if (language is ScriptLanguage.PowerShell or ScriptLanguage.Batch)
            foreach (var encoded in CommandLines.Encoded(script.Folded))
                children.Add("encoded", "ps1", Encoding.UTF8.GetBytes(encoded));
        if (language == ScriptLanguage.Batch)
        {
            foreach (var inline in children.First(CommandLines.Inline(script.Folded), MaxCommands))
                children.Add("command", "ps1", Encoding.UTF8.GetBytes(inline));
            foreach (var (name, text) in children.First(EchoedScripts.Find(script.Folded), MaxCommands))
                children.Add("echoed", name[(name.LastIndexOf('.') + 1)..], Encoding.UTF8.GetBytes(text));
            return;
        }
        // A language that can start nothing without naming it keeps commands as data: lists of tests, rules of scanners.
        if (language == ScriptLanguage.Python && !StartsInPython().IsMatch(Quoted().Replace(script.Code, "''")) || language == ScriptLanguage.JavaScript && !HostOfJavaScript().IsMatch(script.Code) && !StartsInJavaScript().IsMatch(Quoted().Replace(script.Code, "''")))
            return;
        // Python that a program gives to another Python.
        if (language == ScriptLanguage.Python)
            foreach (var inner in children.First(script.Texts.Where(text => text.Length is > 24 and < MaxStrewn && PythonText().IsMatch(text)).Distinct(StringComparer.Ordinal), MaxCommands))
                children.Add("code", "py", Encoding.UTF8.GetBytes(inner));
        var mayShow = language == ScriptLanguage.JavaScript && !HostOfJavaScript().IsMatch(script.Code) && !LeadsReader().IsMatch(script.Code);
        // All in one file: one command fetches what another starts.
        var commands = children.First(script.Texts.Distinct(StringComparer.Ordinal).Select(text =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (Text: text, Command: CommandLines.Within(text));
        }).Where(found => found.Command is not null), MaxCommands).Where(found => !(mayShow && IsOnlyShown(script.Code, found.Text))).Select(found => found.Command!)
            .Concat(ShellCalls(children, script)).Distinct(StringComparer.Ordinal).ToList();
        // A text that is PowerShell is handed to it elsewhere in the script.
        if (language is ScriptLanguage.VbScript or ScriptLanguage.JavaScript or ScriptLanguage.Python)
            foreach (var text in children.First(script.Texts.Distinct(StringComparer.Ordinal).Select(text => HiddenLiterals.EachNth(text) ?? text).Where(text => text.Length is > 24 and < MaxStrewn && !CommandLines.Is(text) && PowerShellText().IsMatch(text)).Distinct(StringComparer.Ordinal), MaxCommands))
                if (!(mayShow && IsOnlyShown(script.Code, text)))
                    children.Add("command", "ps1", Encoding.UTF8.GetBytes(text));
        foreach (var kind in commands.GroupBy(CommandLines.ExtensionOf))
            children.Add("command", kind.Key, Encoding.UTF8.GetBytes(string.Join('\n', kind)));
    }

    [GeneratedRegex(@"""(?:\\.|[^""\\\n])*""|'(?:\\.|[^'\\\n])*'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\A\s*(?:import\s+[\w., ]{1,100}[;\n]|from\s+[\w.]{1,60}\s+import\s)[\s\S]*?\b(?:exec|eval|b64decode|urlopen|Popen|system|requests\.(?:get|post))\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex PythonText();

    [GeneratedRegex(@"\b(?:subprocess|popen\w*|system|exec\w*|eval|spawn\w*|startfile|compile|__import__|import_module|getattr|globals|builtins|ctypes|pty|win32\w*|comtypes|wmi|paramiko|pexpect|fabric|invoke|asyncio|create_subprocess\w*|setup|cmdclass|os|vars|locals|__\w{1,30}__)\s*[.(\[]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsInPython();

    [GeneratedRegex(@"child_process|ActiveX|WScript|Shell\.Application|<script", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HostOfJavaScript();

    // Pages put commands into the clipboard; what is called by a computed name may be anything.
    [GeneratedRegex(@"\b(?:exec\w*|spawn\w*|fork|eval|Function|setTimeout|setInterval)\b|Shell|ActiveX|WScript|GetObject|document|window|navigator|clipboard|\bcopy\b|chrome\.|browser\.|Bun\.|Deno\.|process\.|\]\s*\(|import\s*\(|require\s*\(\s*[^'""\s]|fetch|XMLHttp|\$\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsInJavaScript();

    // ShellExecute "mshta", "https://...": program and arguments in two texts.
    private static IEnumerable<string> ShellCalls(Children children, ScriptSource script) => script.Language is ScriptLanguage.VbScript or ScriptLanguage.JavaScript
        ? children.First(ShellCall().Matches(script.Folded), MaxCommands).Select(call => $"{call.Groups["program"].Value} {call.Groups["arguments"].Value.Replace("\"\"", "\"", StringComparison.Ordinal)}")
        : [];

    [GeneratedRegex(@"\bShellExecute['""\]]*\s*\(?\s*(?<q>['""])(?<program>[^'""\n]{2,100})\k<q>\s*,\s*(?<r>['""])(?<arguments>(?:(?!\k<r>)[^\n]|""""){3,2000})\k<r>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex ShellCall();

    [GeneratedRegex(@"\A(?=[\s\S]*\$\w)(?=[\s\S]*(?:\biex\b|invoke-expression|\]::load\s*\())(?=[\s\S]*(?:downloadstring|downloaddata|frombase64string|\birm\b|\biwr\b|invoke-web|invoke-rest))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PowerShellText();

    // One more than before is enough; a file that says it a hundred times hides nothing.
    private static bool ShowsMore(ScriptSource script) => script.Folded.Length > 0 && TellingWords.AreMoreIn(script.Folded, script.Code);

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
            : language == ScriptLanguage.Batch && PowerShellWords().IsMatch(text) ? "ps1"
            : language is ScriptLanguage.Shell && PythonStart().IsMatch(text) ? "py"
            : CommandLines.Is(text) && !text.Contains('\n', StringComparison.Ordinal) ? "bat"
            : ScriptSyntax.Of(language).Extension;
    }

    [GeneratedRegex(@"\biex\b|\$\w+\s*=|::|\b(?:new-object|invoke-\w+|write-\w+|get-\w+|start-process)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PowerShellWords();

    [GeneratedRegex(@"^(?:import\s+\w+(?:\s*,\s*\w+)*\s*(?:;|\n|$)|from\s+[\w.]+\s+import\s)", RegexOptions.CultureInvariant)]
    private static partial Regex PythonStart();

    // Editors and templates only keep such texts.
    [GeneratedRegex(@"document\s*\.\s*write|(?:inner|outer)HTML\b|insertAdjacentHTML|createContextualFragment|\.html\s*\(|srcdoc", RegexOptions.CultureInvariant)]
    private static partial Regex WritesMarkup();

    private sealed class Children(IMemberSink sink, CancellationToken cancellationToken)
    {
        internal const int MaxChildren = 1000;

        private readonly HashSet<string> seen = new(StringComparer.Ordinal);
        private int count;

        /// <summary>True when something was left out.</summary>
        public bool IsCut { get; private set; }

        /// <summary>The first of many, and notices when there are more.</summary>
        public IEnumerable<T> First<T>(IEnumerable<T> all, int most)
        {
            var taken = 0;
            foreach (var one in all)
            {
                IsCut |= taken == most;
                if (taken++ == most)
                    yield break;
                yield return one;
            }
        }

        public void Add(string kind, string extension, byte[] content)
        {
            if (content.Length < 8 || !seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content))))
                return;
            if (count == MaxChildren)
            {
                IsCut = true;
                return;
            }
            MemberCopy.Bytes(content, sink, new() { Name = $"{kind}-{++count}.{extension}", Relation = "decoded" }, cancellationToken);
        }
    }
}
