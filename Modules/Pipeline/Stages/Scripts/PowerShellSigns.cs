using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What PowerShell gives away, as a script and on a command line.</summary>
internal static partial class PowerShellSigns
{
    /// <summary>Invoke-Expression under its names and in the usual disguises.</summary>
    private const string Run = @"(?:\b(?:iex|invoke-expression)\b|scriptblock\]::create\s*\(|\.newscriptblock\s*\(|\.invokescript\s*\(|[&.]\s*\(\s*(?:gcm|get-command|gal|get-alias)\s+['""]?(?:i\*?e?\*?x|[\w*-]{0,20}\*?k?e?-e\w{0,20}\*?\w{0,20}n?\b)|[&.]\s*\(\s*\$(?:env:comspec|shellid|pshome|verbosepreference)[^)\n]{0,60}\))";

    private const int MinBackticks = 15;
    private const int MinCharCasts = 12;

    public static IReadOnlyList<ScriptSign> All { get; } =
    [
        new(ScriptHeuristics.PsEncoded, script => EncodedCommands.Telling(script, EncodedSwitch())),
        new(ScriptHeuristics.PsDownloadRun, RunsDownload),
        ScriptSign.All(ScriptHeuristics.PsReflect, Base64(), LoadBytes()),
        ScriptSign.All(ScriptHeuristics.PsReflect, UnpacksBytes(), LoadByName(), StartsLoaded()),
        new(ScriptHeuristics.BatSabotage, DeletesShadowCopies()),
        new(ScriptHeuristics.LocksFiles, LockingSigns.Locks),
        new(ScriptHeuristics.RansomNote, LockingSigns.Note),
        new(ScriptHeuristics.PsAmsi, Amsi()),
        // Databases and mail stores are excluded by their folder on a drive of their own; where programs hide is not.
        new(ScriptHeuristics.PsDefender, script => Weakens(script.Code) ?? Weakens(script.Folded)),
        new(ScriptHeuristics.PsRunsDecoded, script => ScriptSign.First(script, RunsDecoded()) ?? RunsOf(script.Code, Decoded()) ?? RunsOf(script.Folded, Decoded()) ?? RunsOwnDecoder(script.Code) ?? RunsOwnDecoder(script.Folded)),
        new(ScriptHeuristics.PsEnvExfil, SendsEnvironment()),
        ScriptSign.All(ScriptHeuristics.PsClipper, ReadsClipboard(), CommonPatterns.WalletAddressPattern(), WritesClipboard()),
        ScriptSign.All(ScriptHeuristics.HiddenAccount, BatchSigns.MakesAccount(), BatchSigns.HidesAccount()),
        ScriptSign.All(ScriptHeuristics.PsNativeByReflection, NativeMethods(), FindsNative()),
        ScriptSign.All(ScriptHeuristics.PsAmsiPatch, AmsiCode(), Allocates(), WritesMemory()),
        new(ScriptHeuristics.PsStealer, script => Stores().Matches(script.Code).Select(match => match.Value.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() >= 2 ? ScriptSign.First(script, SendsFiles()) : null),
        ScriptSign.All(ScriptHeuristics.PsStealer, ReadsKey(), Unprotects(), SendsFiles()),
        ScriptSign.All(ScriptHeuristics.PsLoadDownload, FetchesData(), LoadBytes(), StartsLoaded()),
        new(ScriptHeuristics.PsCover, script => Covers().Matches(script.Code).Select(match => match.Value.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() >= 2 ? ScriptSign.First(script, Covers()) : null),
        new(ScriptHeuristics.Evasion, Evasion.In),
        new(ScriptHeuristics.PsFlags, FlagsOf),
        new(ScriptHeuristics.PsObfuscated, Obfuscation),
        new(ScriptHeuristics.PsDownloadFile, StartsDownload),
        new(ScriptHeuristics.PsHidden, script => RunsHidden(script) ?? (ScriptSign.First(script, StartsUnseen()) is { } unseen && StartsDownload(script) is not null ? unseen : null)),
        new(ScriptHeuristics.BatScriptUrl, BatchSigns.ScriptFromNetwork()),
        ScriptSign.All(ScriptHeuristics.EventSubscription, EventFilter(), CommandConsumer(), BindsConsumer()),
        new(ScriptHeuristics.PsRemoteShell, script => RunsDownload(script) is null || !TurnsToText().IsMatch(script.Code) ? null : ScriptSign.First(script, SendsOutput())),
        new(ScriptHeuristics.PsStays, script => ScriptSign.First(script, Persistence()) is { } stays && StartsDownload(script) is not null ? stays : ScriptSign.First(script, HiddenTask())),
        ScriptSign.All(ScriptHeuristics.PsInject, Allocates(), RunsMemory()),
        ScriptSign.All(ScriptHeuristics.PsKeyLogger, ReadsKeys(), Loops(), SendsKeys()),
        new(ScriptHeuristics.SecretFiles, SecretFiles.In),
        ScriptSign.All(ScriptHeuristics.PsReverseShell, ClientSocket(), StreamOfSocket(), RunCommand()),
        new(ScriptHeuristics.PsPersist, script => ScriptSign.First(script, Persistence())),
    ];

    // In one expression, or by a variable: $x = iwr ...; iex $x.Content.
    private static string? RunsDownload(ScriptSource script)
    {
        foreach (var text in new[] { script.Code, script.Folded })
            if (PipedDownload().Matches(text).FirstOrDefault(piped => !PublishersInstallers.AreAllIn(FollowedNames.LineAround(text, piped))) is { } found)
                return ScriptSign.Around(text, found);
        return RunsKept(script.Code) ?? RunsKept(script.Folded) ?? RunsOwnFetcher(script.Code) ?? RunsOwnFetcher(script.Folded) ?? RunsByAlias(script.Code) ?? RunsByAlias(script.Folded);
    }

    private const int MaxBody = 800;

    // A function of one's own that fetches text, and its answer is run.
    private static string? RunsOwnFetcher(string text)
    {
        var fetchers = FollowedNames.First(FunctionStart().Matches(text).Where(start => Body(text, start) is var body && FetchesText().IsMatch(body) && !PublishersInstallers.AreAllIn(body)), "name", StringComparer.OrdinalIgnoreCase);
        if (fetchers.Count == 0)
            return null;
        var run = RunOfVariable().Matches(text).FirstOrDefault(run => CalledName().Matches(run.Groups["rest"].Value).Any(name => fetchers.ContainsKey(name.Value)) && !PublishersInstallers.AreAllIn(FollowedNames.LineAround(text, run)));
        return run is null ? null : ScriptSign.Around(text, run);
    }

    // Up to the next function.
    private static string Body(string text, Match start)
    {
        var body = text.AsSpan(start.Index + start.Length, Math.Min(MaxBody, text.Length - start.Index - start.Length));
        var end = body.IndexOf("function ", StringComparison.OrdinalIgnoreCase);
        return (end < 0 ? body : body[..end]).ToString();
    }

    // Set-Alias bk $what; bk $client.DownloadString($from)
    private static string? RunsByAlias(string text)
    {
        var aliases = FollowedNames.First(MadeAlias().Matches(text), "name", StringComparer.OrdinalIgnoreCase);
        return aliases.Count == 0 ? null
            : CallWithDownload().Matches(text).FirstOrDefault(call => aliases.TryGetValue(call.Groups["name"].Value, out var made) && call.Index > made.Index) is { } found ? found.Value.Trim() : null;
    }

    [GeneratedRegex(@"\bfunction\s+(?:\w{1,20}:)?(?<name>[\w-]{1,60})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FunctionStart();

    [GeneratedRegex(@"downloadstring|downloaddata|\.responsetext\b|invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b|getstringasync|getresponsestream", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FetchesText();

    [GeneratedRegex(@"\b(?:set-alias|new-alias|sal|nal)\s+(?:-name\s+)?['""]?(?<name>[\w-]{1,40})['""]?\s+(?:-value\s+)?(?:\$\w|\(|['""]?(?:iex|invoke-expression)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MadeAlias();

    [GeneratedRegex(@"(?:^|[\n;{|&(=])[ \t]{0,40}(?<name>[A-Za-z][\w-]{0,39})[ \t]+[^\n;|]{0,200}?(?:downloadstring|downloaddata|invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b|\.responsetext)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CallWithDownload();

    private static string? RunsKept(string text) => RunsOf(text, KeptDownload()) ?? RunsPartOf(text);

    private const int MaxRounds = 4;
    private const int MaxNames = 100;

    // $page = Get-Page 'x'; $part = [regex]::Match($page, ...).Groups[1].Value; iex $part: what comes out of an answer, through functions of one's own and assignments, when
    // it is taken apart or decoded on the way. Where makers have their installer's address named in an answer, that address is fetched and not run.
    private static string? RunsPartOf(string text)
    {
        if (!FetchesText().IsMatch(text) || PublishersInstallers.AreAllIn(text))
            return null;
        var fetchers = FunctionStart().Matches(text).Where(start => FetchesText().IsMatch(Body(text, start))).Select(start => start.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var given = Given().Matches(text);
        for (var (round, before) = (0, -1); round < MaxRounds && names.Count != before; round++)
        {
            before = names.Count;
            foreach (Match one in given)
                if (names.Count < MaxNames && one.Groups["value"].Value is var value && (KeptDownload().IsMatch(one.Value + value) || CalledName().Matches(value).Any(name => fetchers.Contains(name.Value)) || Variable().Matches(value).Any(variable => names.Contains(variable.Groups[1].Value))))
                    names.Add(one.Groups["name"].Value);
        }
        return names.Count == 0 ? null : RunOfVariable().Matches(text).FirstOrDefault(run => run.Groups["rest"].Value is var rest && DecodesText().IsMatch(rest) && Variable().Matches(rest).Any(variable => names.Contains(variable.Groups[1].Value))) is { } found ? ScriptSign.Around(text, found) : null;
    }

    [GeneratedRegex(@"frombase64string|-bxor|\.substring\s*\(|-replace\b|gzipstream|deflatestream", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DecodesText();

    [GeneratedRegex(@"\b(?:start-process|saps)\s[^\n;]{1,200}-windowstyle\s+(?:hidden|1)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsUnseen();

    [GeneratedRegex(@"__EventFilter\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EventFilter();

    // The two consumers that run something; the others write into a log or a letter.
    [GeneratedRegex(@"\b(?:CommandLine|ActiveScript)EventConsumer\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommandConsumer();

    [GeneratedRegex(@"\b(?:set-wmiinstance|new-ciminstance|spawninstance_?|\[wmiclass\]|createinstance)\b[^\n]{0,200}__FilterToConsumerBinding|__FilterToConsumerBinding\b[^\n]{0,200}(?:createinstance|spawninstance)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BindsConsumer();

    [GeneratedRegex(@"\|\s*out-string\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TurnsToText();

    // The answer to a command, as a request of its own.
    [GeneratedRegex(@"\b(?:invoke-restmethod|invoke-webrequest|irm|iwr)\b[^\n;]{0,200}-method\s+['""]?(?:post|put)\b[^\n;]{0,100}-body\s+\(?\$\w|\.upload(?:string|data)\s*\([^\n;]{1,200}\$\w", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SendsOutput();

    // A variable that was given its text by what the pattern finds, and is run later.
    private static string? RunsOf(string text, Regex pattern)
    {
        var kept = FollowedNames.First(pattern.Matches(text), "name", StringComparer.OrdinalIgnoreCase);
        if (kept.Count == 0)
            return null;
        var uses = RunOfVariable().Matches(text).SelectMany(run => Variable().Matches(run.Groups["rest"].Value).Select(variable => (run.Index, variable.Groups[1].Value)))
            .Concat(VariableToRun().Matches(text).Select(use => (use.Index, use.Groups["name"].Value)));
        foreach (var (at, name) in uses)
            if (kept.TryGetValue(name, out var download) && at >= download.Index + download.Length)
                return download.Value;
        return null;
    }

    [GeneratedRegex(Run + @"(?=(?<rest>[^\n;|]{0,160}))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunOfVariable();

    [GeneratedRegex(@"\$(\w{1,40})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$(?<name>\w{1,40})(?:\.\w{1,40})?(?=\s{0,20}\|\s{0,20}" + Run + ")", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VariableToRun();

    // A function of one's own that turns letters into others, and its answer is run.
    private static string? RunsOwnDecoder(string text)
    {
        var decoders = FollowedNames.First(OwnDecoder().Matches(text), "name", StringComparer.OrdinalIgnoreCase);
        return decoders.Count == 0 ? null
            : RunOfVariable().Matches(text).FirstOrDefault(run => CalledName().Matches(run.Groups["rest"].Value).Any(name => decoders.TryGetValue(name.Value, out var decoder) && run.Index > decoder.Index)) is { } found ? text.Substring(found.Index, Math.Min(120, text.Length - found.Index)) : null;
    }

    [GeneratedRegex(@"\bfunction\s+(?<name>[\w-]{1,60})(?=[^\n]{0,500}\[char\][^\n]{0,60}(?:[%+-]\s*\d|-bxor)|[^\n]{0,200}\n[\s\S]{0,500}?\[char\][^\n]{0,60}(?:[%+-]\s*\d|-bxor))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnDecoder();

    [GeneratedRegex(@"(?<![\w$-])[A-Za-z][\w-]{0,60}", RegexOptions.CultureInvariant)]
    private static partial Regex CalledName();

    // Out of base64, of a packed stream or of an encrypted text that is kept under a key of the script.
    [GeneratedRegex(@"\$(?<name>\w{1,40})\s{0,20}=\s{0,20}[^\n;]{0,300}?(?:frombase64string|ptrtostring(?:auto|bstr|uni)|gzipstream|deflatestream)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decoded();

    [GeneratedRegex(@"\b(?:get-childitem|gci|dir|ls|get-item)\s+(?:-path\s+)?env:[^\n]{0,200}?\|[^\n]{0,120}\b(?:invoke-restmethod|invoke-webrequest|irm|iwr)\b[^\n]{0,200}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SendsEnvironment();

    [GeneratedRegex(@"clipboard\]::gettext|\bget-clipboard\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadsClipboard();

    [GeneratedRegex(@"clipboard\]::settext|\bset-clipboard\b|\|\s*clip(?:\.exe)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WritesClipboard();

    [GeneratedRegex(@"UnsafeNativeMethods", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NativeMethods();

    [GeneratedRegex(@"GetMethod\s*\(\s*['""]Get(?:ProcAddress|ModuleHandle)['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FindsNative();

    [GeneratedRegex(Run + @"[^\n]{0,200}(?:ptrtostring|securestringtobstr)|" + Run + @"[^\n]{0,400}(?:frombase64string|gzipstream|deflatestream)|(?:frombase64string|gzipstream|deflatestream)[^\n]{0,400}\|\s*" + Run, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunsDecoded();

    [GeneratedRegex(@"amsiscanbuffer|amsiscanstring|amsiopensession|amsi\.dll", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AmsiCode();

    [GeneratedRegex(@"marshal\]::(?:copy|write)|writeprocessmemory|::copy\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WritesMemory();

    [GeneratedRegex(@"login data|local state|key4\.db|logins\.json|exodus|wallet\.dat|electrum|metamask|telegram desktop|tdata|\\discord\\|filezilla|cookies\.sqlite", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stores();

    [GeneratedRegex(@"api\.telegram\.org/bot|discord(?:app)?\.com/api/webhooks|curl(?:\.exe)?\s+-F\b|uploadfile\s*\(|uploaddata\s*\(|(?:invoke-restmethod|invoke-webrequest|\birm\b|\biwr\b)[^\n]{0,200}-method\s+['""]?post", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SendsFiles();

    [GeneratedRegex(@"os_crypt|encrypted_key|password_value", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadsKey();

    [GeneratedRegex(@"ProtectedData\]::Unprotect\s*\(|CryptUnprotectData", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unprotects();

    [GeneratedRegex(@"send-mailmessage|smtpclient|ftp://|api\.telegram\.org/bot|discord(?:app)?\.com/api/webhooks|curl(?:\.exe)?\s+-F\b|uploadfile\s*\(|uploaddata\s*\(|(?:invoke-restmethod|invoke-webrequest|\birm\b|\biwr\b)[^\n]{0,200}-method\s+['""]?post", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SendsKeys();

    [GeneratedRegex(@"downloaddata|downloadstring|serverxmlhttp|msxml2\.xmlhttp|winhttprequest|invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b|getbytearrayasync|getstringasync|openread\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FetchesData();

    [GeneratedRegex(@"\.entrypoint\b|\.getmethod\s*\(|\.invoke\s*\(\s*\$null|\.createinstance\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsLoaded();

    [GeneratedRegex(@"\b(?:clear-eventlog|wevtutil(?:\.exe)?\s+cl\b|remove-eventlog)|historysavepath|clear-history|consolehost_history|remove-item\s[^\n]{0,60}(?:mypscommandpath|pscommandpath|myinvocation\.mycommand)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Covers();

    // The saved file's name comes again, where something is started; installers keep what they fetch in their own folder, or check it.
    private static string? StartsDownload(ScriptSource script)
    {
        if (Installer().IsMatch(script.Code))
            return null;
        return StartsDownload(script.Code) ?? StartsDownload(script.Folded);
    }

    private static string? StartsDownload(string text)
    {
        var downloads = SavedDownload().Matches(text);
        if (downloads.Count == 0)
            return null;
        var given = FollowedNames.First(Given().Matches(text), "name", StringComparer.OrdinalIgnoreCase);
        var (lastStart, lastRunOfPlace) = (LastOf(StartsFile(), text), LastOf(RunOfPlace(), text));
        var isNameless = Nameless().IsMatch(text);
        var suspect = downloads.Where(download => isNameless || PublicPlace().IsMatch(download.Value) || PublicPlace().IsMatch(FileOf(download, given)));
        foreach (var (name, download) in FollowedNames.In(suspect, download => FileOf(download, given) is var file ? file[(file.LastIndexOfAny(['\\', '/']) + 1)..] : ""))
        {
            var end = download.Index + download.Length;
            // By its name, or by the variable that holds it.
            var kept = LeadingVariable().Match(download.Groups["file"].Value.Trim('"', '\'', ' ', '(')).Groups[1].Value;
            if (name.Length > 2 && (lastRunOfPlace >= end || (lastStart >= end && (text.IndexOf(name, end, StringComparison.OrdinalIgnoreCase) >= 0 || (kept.Length > 0 && StartsVariable().Matches(text).Any(start => start.Index >= end && start.Groups["name"].Value.Equals(kept, StringComparison.OrdinalIgnoreCase)))))))
                return download.Value;
        }
        return null;
    }

    private static int LastOf(Regex pattern, string text)
    {
        var last = -1;
        foreach (var match in pattern.EnumerateMatches(text))
            last = match.Index;
        return last;
    }

    // $o or "$p\n.zip", where the variable was given its text before.
    private static string FileOf(Match download, Dictionary<string, Match> given)
    {
        var file = download.Groups["file"].Value.Trim('"', '\'', ' ', ')', ';', ',');
        return LeadingVariable().Match(file) is { Success: true } variable && given.TryGetValue(variable.Groups[1].Value, out var value)
            ? value.Groups["value"].Value.Trim('"', '\'', ' ', '(', ')') + file[variable.Length..]
            : file;
    }

    [GeneratedRegex(@"(?:\b(?:start|saps|start-process|invoke-item|ii|rundll32|regsvr32|wscript|cscript|mshta)\b|\[diagnostics\.process\]::start)[^\n;|]{0,80}?\$(?<name>\w{1,40})\b|(?:^|[;\n{(])[ \t]{0,40}[&.][ \t]{0,20}[""']?\$(?<name>\w{1,40})\b(?!:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsVariable();

    [GeneratedRegex(@"\$(?<name>\w{1,40})\s{0,40}=(?=\s{0,40}(?<value>[^\n;]{1,300}))", RegexOptions.CultureInvariant)]
    private static partial Regex Given();

    [GeneratedRegex(@"^\$(?!env\b)(\w{1,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadingVariable();

    [GeneratedRegex(@"\bGetAsyncKeyState\b|SetWindowsHookEx\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadsKeys();

    [GeneratedRegex(@"\bwhile\s*\(|\bfor\s*\(|\bdo\s*\{", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Loops();

    private static string? RunsHidden(ScriptSource script)
    {
        foreach (var text in new[] { script.Code, script.Folded })
            foreach (Match start in Start().Matches(text))
            {
                var arguments = text.AsSpan(start.Index, Math.Min(1000, text.Length - start.Index));
                if (Hidden().IsMatch(arguments) && (Fetch().IsMatch(arguments) || EncodedSwitch().IsMatch(arguments)))
                    return arguments[..Math.Min(arguments.Length, 300)].ToString();
            }
        return null;
    }

    /// <summary>Two of the three switches that together are a hidden start.</summary>
    internal static string? FlagsOf(ScriptSource script)
    {
        foreach (var text in new[] { script.Code, script.Folded })
            foreach (Match start in Start().Matches(text))
            {
                var arguments = text.AsSpan(start.Index, Math.Min(400, text.Length - start.Index));
                var isHidden = Hidden().IsMatch(arguments);
                // -NoProfile -ExecutionPolicy Bypass -File build\sign.ps1 is how build files start scripts of their own.
                if ((isHidden || !OwnFile().IsMatch(arguments)) && (isHidden ? 1 : 0) + Count(NoProfile(), arguments) + Count(Bypass(), arguments) >= 2)
                    return arguments.ToString();
            }
        return null;
    }

    [GeneratedRegex(@"\s-f(?:ile)?\s+[""']?(?!\\\\|https?:|[^\s""']*(?:%|\$env:|\\temp\\|\\programdata\\|\\public\\|\\appdata\\))[^\s""']", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnFile();

    private static int Count(Regex pattern, ReadOnlySpan<char> text) => pattern.IsMatch(text) ? 1 : 0;

    // What is registered is itself a hidden PowerShell that runs text.
    [GeneratedRegex(@"(?>(?:schtasks(?:\.exe)?\s+/create|currentversion\\run|register-scheduledtask|new-scheduledtaskaction)[^\n]{0,300}?powershell(?:\.exe)?)[^\n]{0,500}(?:\biex\b|frombase64string|\birm\b|\biwr\b|downloadstring|-e(?:nc|c)?\s+[A-Za-z0-9+/=]{20})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HiddenTask();

    private static string? Obfuscation(ScriptSource script)
    {
        if (WildcardCommand().Match(script.Code) is { Success: true } wildcard)
            return wildcard.Value;
        if (CommandByPattern().Matches(script.Code).FirstOrDefault(command => MeansRun(command.Groups["name"].Value)) is { } hidden)
            return hidden.Value;
        if (Reordered().Match(script.Code) is { Success: true } reordered)
            return reordered.Value;
        if (Backtick().Count(script.Text) >= MinBackticks)
            return "words split by backticks";
        if (CharCast().Count(script.Code) >= MinCharCasts)
            return ScriptSign.First(script, CharCast());
        if (NameFromVariable().Match(script.Code) is { Success: true } name)
            return name.Value;
        return CharJoin().Match(script.Code) is { Success: true } join ? join.Value : null;
    }

    // A pattern for Invoke-Expression or iex that fits no other command of its kind.
    private static bool MeansRun(string pattern) =>
        pattern.AsSpan().ContainsAny('*', '?') && (System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, "invoke-expression") || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, "iex"))
        && !System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, "invoke-command") && !System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, "import-module");

    [GeneratedRegex(@"\b(?:gcm|get-command|gal|get-alias)\s{1,20}(?:-name\s{1,20})?\(?\s{0,20}['""]?(?<name>[\w*?-]{2,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommandByPattern();

    // & (gcm *voke-Exp*): a command found by a piece of its name; .((gv '*mdr*').name[3,11,2]-join''): one put together from a variable's name.
    [GeneratedRegex(@"[&.]\s*\(\s*(?:gcm|get-command|gal|get-alias)\s+['""]?[\w-]*\*|\(\s*(?:gv|get-variable|variable)\s+['""]?[\w*]+['""]?\s*\)\s*\.\s*name\s*\[\s*\d+\s*,", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WildcardCommand();

    [GeneratedRegex(@"\b(?:powershell|pwsh)(?:\.exe)?[""']?\s[^\n|]{0,300}?[-/–—]e(?:c|n|nc|nco|ncod|ncode|ncoded|ncodedc|ncodedco|ncodedcom|ncodedcomm|ncodedcomma|ncodedcomman|ncodedcommand)?\s+[""']?[A-Za-z0-9+/=]{20}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedSwitch();

    // iex (New-Object Net.WebClient).DownloadString(...), iwr ... | iex, & ([scriptblock]::create((irm ...)))
    [GeneratedRegex(Run + @"[^\n;|]{0,200}(?:downloadstring|uploadstring|uploadvalues|downloaddata|openread|invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b|\bcurl\b|\bwget\b|\.responsetext)|(?:downloadstring|uploadstring|uploadvalues|invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b|\bcurl\b|\bwget\b)[^\n;]{0,300}\|\s*(?:" + Run + @"|&\s*\(\s*['""]?i)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PipedDownload();

    [GeneratedRegex(@"\$(?<name>\w{1,40})\s*=\s*[^\n;]{0,300}?(?:downloadstring|downloaddata|invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b|\bwget\b|getstringasync)[^\n;]{0,300}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeptDownload();

    [GeneratedRegex(@"\.[""']?downloadfile[""']?\s*\([^,\n]{1,300},\s*(?<file>[^)\n;]{2,200})|(?:invoke-webrequest|\biwr\b|\bwget\b|\bcurl(?:\.exe)?)\s[^\n;|]{0,300}?(?:-outfile|-o|-out|--output)\s+(?<file>[^\s;|]{3,200})|start-bitstransfer\s[^\n;|]{0,300}?-destination\s+(?<file>""[^""\n]{3,200}""|[^\s;|]{3,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SavedDownload();

    [GeneratedRegex(@"\$env:(?:temp|tmp|appdata|localappdata|public|programdata|userprofile)|%(?:temp|tmp|appdata|localappdata|public|programdata)%|\\users\\(?:public|user)\\|\\windows\\(?:temp|tasks)|\\programdata\\|gettemppath|\.gettempfilename", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PublicPlace();

    [GeneratedRegex(@"https?://(?:\d{1,3}\.){3}\d{1,3}[:/]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nameless();

    [GeneratedRegex(@"\b(?:start|saps|start-process|invoke-item|ii|rundll32|regsvr32|msiexec|wscript|cscript|mshta|cmd(?:\.exe)?\s+/c)\b|(?:^|[;\n{(&|])[ \t]*[&.][ \t]*[""'$(]|\[diagnostics\.process\]::start|[;&\n][ \t]*(?:[A-Za-z]:\\|\$env:|%\w+%)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartsFile();

    [GeneratedRegex(@"(?:start-process|\bstart\b|\bsaps\b|&)\s+(?:-filepath\s+)?[""']?(?:\$env:(?:temp|tmp|appdata|public)|[A-Za-z]:\\(?:users\\public|windows\\temp|programdata))[^\n;]{0,100}\.(?:exe|dll|scr|bat|cmd|vbs|js)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunOfPlace();

    [GeneratedRegex(@"https?://|\biex\b|\birm\b|\biwr\b|invoke-(?:expression|webrequest|restmethod)|downloadstring|downloadfile|frombase64string", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fetch();

    // iex out of the letters of a path: $env:comspec[4,15,25]-join''
    [GeneratedRegex(@"\$(?:env:comspec|pshome|shellid|psculture|verbosepreference)\s*(?:\.tostring\(\)\s*)?\[\s*\d+\s*(?:,|\]\s*\+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameFromVariable();

    [GeneratedRegex(@"virtualalloc(?:ex)?\b|virtualprotect\b|ntallocatevirtualmemory", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Allocates();

    [GeneratedRegex(@"createthread\b|createremotethread|queueuserapc|getdelegateforfunctionpointer|enumsystemlocales|callwindowproc|ntcreatethreadex", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunsMemory();

    [GeneratedRegex(@"net\.sockets\.tcp(?:client|listener)|system\.net\.sockets\.socket", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClientSocket();

    [GeneratedRegex(@"\.getstream\s*\(|\.receive\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StreamOfSocket();

    [GeneratedRegex(Run + @"|redirectstandardinput\s*=\s*\$true|cmd\.exe[\s\S]{0,400}standardinput", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunCommand();

    // Installers of products check what they fetched, or are told where to install.
    [GeneratedRegex(@"get-filehash|get-authenticodesignature|\[cmdletbinding|chocolatey", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Installer();

    // Without a question about which: those are chosen by people who keep the others.
    [GeneratedRegex(@"win32_shadowcopy['""]?\s*\)?\s*\|\s*(?:(?:%|foreach(?:-object)?)\s*\{[^}\n]{0,40}(?:\.delete\s*\(|remove-(?:wmiobject|ciminstance))|remove-(?:wmiobject|ciminstance)\b)|\bdisable-computerrestore\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeletesShadowCopies();

    [GeneratedRegex(@"frombase64string|gzipstream|deflatestream|['""]0x['""]\s*\+|convert\]::tobyte\s*\([^)\n]{1,80},\s*16|-bxor\b|fromhexstring|\.transformfinalblock", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnpacksBytes();

    // The method that loads a program, found among all methods by its name.
    [GeneratedRegex(@"\.getmethods?\s*\(\s*\)[^\n]{0,200}-(?:c?eq|c?like|c?match)\s*\(?\s*['""]\^?l(?:oad|\*\w?d|o\*d?)\$?['""]|\.getmethod\s*\(\s*['""]load['""]|\bassembly\]\s*\.\s*(?:invokemember|getmethod)\s*\(\s*['""]load['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LoadByName();

    [GeneratedRegex(@"frombase64string", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Base64();

    [GeneratedRegex(@"(?:assembly|appdomain\]::currentdomain|getdomain\s*\(\s*\))\]?\s*(?:::|\.)\s*[""']?load[""']?\s*\(|virtualalloc|getdelegateforfunctionpointer|createthread", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LoadBytes();

    [GeneratedRegex(@"amsiInitFailed|AmsiScanBuffer|amsiContext|System\.Management\.Automation\.AmsiUtils|amsi\.dll|-(?:c?like|c?match)\s+[""']\*?(?:a?m?si|i)Utils", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Amsi();

    [GeneratedRegex(@"\b(?:add|set)-mppreference\b[^\n]{0,200}-(?:exclusion(?:path\b[^\n]{0,100}|process|extension)|disable\w+\b(?!\s+\$?(?:false|0)\b)|submitsamplesconsent|mapsreporting)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Defender();

    private static string? Weakens(string text) => Defender().Matches(text).FirstOrDefault(change => !DataFolder().IsMatch(change.Value) && !ExcludesData(text, change))?.Value;

    // foreach ($p in 'D:\Data', 'E:\Logs') { Add-MpPreference -ExclusionPath $p }: the list says what is excluded.
    private static bool ExcludesData(string code, Match change) =>
        ExcludedVariable().Match(code, change.Index) is { Success: true } variable && variable.Index < change.Index + 40
        && (Given().Matches(code).Where(given => given.Groups["name"].Value.Equals(variable.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } values && values.All(given => DataList().IsMatch(given.Groups["value"].Value.Trim()))
            || ExcludesListed(code, variable));

    private static bool ExcludesListed(string code, Match variable) =>
        LoopOf().Matches(code).Where(loop => loop.Groups["name"].Value.Equals(variable.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } loops
        && loops.All(loop => DataList().IsMatch(loop.Groups["list"].Value));

    [GeneratedRegex(@"mppreference\s+-exclusion(?:path|extension)\s+\$(?<name>\w{1,40})\s*[};\r\n]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExcludedVariable();

    [GeneratedRegex(@"\bforeach\s*\(\s*\$(?<name>\w{1,40})\s+in\s+(?<list>[^)\n]{1,1000})\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LoopOf();

    // Folders on drives of data, and extensions of databases, mail stores and machines.
    [GeneratedRegex(@"^(?>\s*)@?\(?(?>\s*)(?:['""](?:[d-z]:\\[\w .-]{2}[^'""$%]*|\.?(?:mdf|ldf|ndf|bak|trn|edb|stm|log|chk|vhdx?|avhdx|vmdk|vsv|ost|pst))['""](?>\s*)(?:,(?>\s*))?)+\)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DataList();

    [GeneratedRegex(@"mppreference\s+-exclusionpath\s+['""]?[d-z]:\\[\w .-]{2,}['""\\]?[^$%,;&|]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DataFolder();

    [GeneratedRegex(@"\b(?:powershell|pwsh)(?:\.exe)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"[-/]w(?:i|in|ind|indo|indow|indows|indowst|indowsty|indowstyl|indowstyle)?\s+(?:h|hi|hid|hidd|hidde|hidden|1)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"[-/]nop(?:r|ro|rof|rofi|rofil|rofile)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoProfile();

    [GeneratedRegex(@"[-/](?:ep|ex(?:ec(?:utionpolicy)?)?)\s+(?:bypass|unrestricted|byp\w*)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bypass();

    // ("{2}{0}{1}" -f 'a','b','c'): places out of their order, letters in pieces.
    [GeneratedRegex(@"['""](?:\{\d\}){3,}['""]\s*-f\s*['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reordered();

    [GeneratedRegex(@"(?<=[A-Za-z])`(?=[A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Backtick();

    [GeneratedRegex(@"\[char\]\s*\(?\s*(?:0x)?[0-9A-Fa-f]{2,4}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharCast();

    [GeneratedRegex(@"\(\s*(?:\d{2,3}\s*,\s*){12,}[^|]{0,40000}\|\s*(?:%|foreach(?:-object)?)\s*\{[^}]{0,80}\[char\]|\[char\[\]\]\s*\(\s*(?:\d{2,3}\s*,\s*){12,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharJoin();

    [GeneratedRegex(@"(?:set-itemproperty|new-itemproperty|reg(?:\.exe)?\s+add)[^\n]{0,200}currentversion\\run|schtasks(?:\.exe)?\s+/create|register-scheduledtask|startup\\[\w.-]+\.(?:lnk|vbs|bat|ps1|exe)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Persistence();
}
