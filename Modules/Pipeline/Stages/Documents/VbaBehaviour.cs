using System.Text.RegularExpressions;
using ScanHost.Formats.Vba;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>
/// What the source of a macro project does, by the words in it. Runs by itself, writes and executes are told as the public tool mraptor
/// tells them, but for SaveSetting, which writes nothing but a program's own settings; all words are looked for in the code without comments, and again where constant texts are put together.
/// </summary>
internal sealed partial class VbaBehaviour
{
    /// <summary>More code than this is judged by its beginning.</summary>
    private const int MaxLength = 4 << 20;
    private const int MaxCall = 300;

    private VbaBehaviour(string code, string folded, int folds)
    {
        var both = code + "\n" + folded;
        AutoExec = First(AutoExecWords(), both);
        Writes = First(WriteWords(), both);
        Executes = First(ExecuteWords(), both);
        Acts = ActOf(both);
        Persists = First(SchedulerObject(), both) is { } scheduler && First(RegistersTask(), both) is not null ? scheduler : First(StartPlace(), both);
        HidesObject = First(HiddenObject(), both);
        Starts = First(StartWords(), both) ?? HidesObject;
        Decodes = First(DecodeWords(), both);
        Wmi = First(WmiWords(), both);
        DisablesSecurity = First(SecurityWords(), both);
        Downloads = First(DownloadCall(), both) ?? First(DownloadCommand(), both) ?? Pair(both);
        Injects = InjectionOf(both);
        ReadsHiddenData = First(HiddenDataWords(), code);
        Transformations = folds + CharacterWords().Count(code);
    }

    /// <summary>The code is longer than what was looked at.</summary>
    public bool IsCut { get; private init; }

    public string? AutoExec { get; }

    public string? Writes { get; }

    public string? Executes { get; }

    /// <summary>Of <see cref="Executes"/> what is more than talking to Office itself: objects of Office, of data access and of the web, and
    /// declarations that only wait or draw, do not count.</summary>
    public string? Acts { get; }

    /// <summary>Has something started again later.</summary>
    public string? Persists { get; }

    /// <summary>Starts a program or a shell.</summary>
    public string? Starts { get; }

    /// <summary>Makes an object whose name it decodes first, or names by its class what everybody else calls by its name.</summary>
    public string? HidesObject { get; }

    public string? Decodes { get; }

    public string? Wmi { get; }

    public string? DisablesSecurity { get; }

    public string? Downloads { get; }

    public string? Injects { get; }

    public string? ReadsHiddenData { get; }

    /// <summary>How many calls make texts out of characters.</summary>
    public int Transformations { get; }

    public static VbaBehaviour Of(IEnumerable<string> sources)
    {
        var code = VbaCode.WithoutComments(string.Join("\n", sources));
        var isCut = code.Length > MaxLength;
        if (isCut)
            code = code[..MaxLength];
        var folded = VbaFolding.Fold(code, out var folds);
        return new(code, folds > 0 ? folded : "", folds) { IsCut = isCut };
    }

    private static string? Pair(string code) =>
        First(HttpObject(), code) is { } http && (First(StreamObject(), code) is not null || (First(Answer(), code) is not null && First(PutsIntoFile(), code) is not null)) ? http : null;

    [GeneratedRegex(@"\.responseBody\b", Usual)]
    private static partial Regex Answer();

    [GeneratedRegex(@"\bPut\s+#", Usual)]
    private static partial Regex PutsIntoFile();

    private static string? InjectionOf(string code) =>
        First(Allocates(), code) is not null && First(CopiesMemory(), code) is not null ? First(RunsMemory(), code) : null;

    private static string? ActOf(string code) =>
        DirectCalls().Matches(code).Where(call => !ShowsFolder().IsMatch(code.AsSpan(call.Index, Math.Min(MaxCall, code.Length - call.Index)))).Select(call => call.Value.Trim()).FirstOrDefault()
        ?? CreatedObjects().Matches(code).Where(made => !OfficeObject().IsMatch(made.Value)).Select(made => made.Value.Trim()).FirstOrDefault()
        ?? Declarations().Matches(code).Where(declared => TellingFunction().IsMatch(declared.Value)).Select(declared => declared.Value.Trim()).FirstOrDefault();

    private static string? First(Regex words, string code) => words.Match(code) is { Success: true } match ? match.Value.Trim() : null;

    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(
        @"\b(?:Sub|Function)\s+(?:Auto_?(?:Exec|Open|Close|Exit|New)|Document_?(?:Open|Close|BeforeClose|Change|New|ContentControlOnEnter)|NewDocument"
        + @"|Workbook_?(?:Open|Activate|Close|BeforeClose|Deactivate)|Worksheet_?(?:Activate|Calculate|Change|SelectionChange)|Presentation_?(?:Open|Close)|OnLoad|SlideShow_?Begin"
        + @"|\w+_(?:Painted|Painting|GotFocus|LostFocus|MouseHover|MouseMove|Layout|Resize|BeforeNavigate2|DownloadComplete|NavigateComplete2|ProgressChange|onConnecting))\b", Usual)]
    private static partial Regex AutoExecWords();

    [GeneratedRegex(
        @"\b(?:FileCopy|CopyFile|CreateTextFile|CopyHere|VirtualAlloc(?:Ex)?|RtlMoveMemory|WriteProcessMemory|URLDownloadToFile[AW]?|AltStartupPath|ADODB\.Stream|WriteText|SaveToFile|SetAttr)\b"
        + @"|\bOpen\b[^\n]{1,300}\bFor\s+(?:Output|Append|Binary|Random)\b", Usual)]
    private static partial Regex WriteWords();

    [GeneratedRegex(
        @"\b(?:CreateObject|GetObject|CreateThread|CreateUserThread|ShellExecute(?:Ex)?[AW]?|WScript\.Shell|Shell\.Application|winmgmts|MacScript|popen|ExecuteExcel4Macro|CallWindowProc[AW]?|EnumSystemLanguageGroups[AW]?|SetTimer)\b"
        + @"|\bShell!?\s*[\(""A-Za-z]|\bDeclare\s+(?:PtrSafe\s+)?(?:Function|Sub)\b", Usual)]
    private static partial Regex ExecuteWords();

    [GeneratedRegex(
        @"\b(?:CreateThread|CreateUserThread|ShellExecute(?:Ex)?[AW]?|WScript\.Shell|Shell\.Application|winmgmts|MacScript|popen|ExecuteExcel4Macro|CallWindowProc[AW]?|EnumSystemLanguageGroups[AW]?)\b|(?:^|[\s=:(,])Shell!?[ \t]*[\(""A-Za-z]", Usual)]
    private static partial Regex DirectCalls();

    // A window with a folder whose whole path stands there: what follows the path would have to be a file, which has an extension.
    [GeneratedRegex(@"^[\s=:(,]?Shell!?[ \t]*\(?[ \t]*""(?:(?:%\w+%|[A-Z]:\\Windows)\\)?explorer(?:\.exe)? (?:/\w+, ?)*(?:"""")?(?:[A-Z]:|\\\\[\w.-]+)\\[^"".\n]*(?:"""")?""[ \t]*(?:[,):\r\n]|$)", Usual)]
    private static partial Regex ShowsFolder();

    [GeneratedRegex(@"\b(?:CreateObject|GetObject)\s*\([^\n)]{0,200}", Usual)]
    private static partial Regex CreatedObjects();

    [GeneratedRegex(
        @"\(\s*,?\s*""(?:(?:Excel|Word|Outlook|PowerPoint|Access|Visio|MSProject|Publisher)\.\w+|Scripting\.(?:Dictionary|FileSystemObject)|ADODB\.(?:Connection|Recordset|Command)|ADOX\.\w+|DAO\.\w+|VBScript\.RegExp|MSXML2\.[\w.]+|Microsoft\.XML\w+|WinHttp\.[\w.]+|MSForms\.\w+|System\.Collections\.\w+|SAPROTWR\.\w+|SAPGUI\w*)""", Usual)]
    private static partial Regex OfficeObject();

    [GeneratedRegex(@"\bDeclare\s+(?:PtrSafe\s+)?(?:Function|Sub)\b[^\n]{1,300}", Usual)]
    private static partial Regex Declarations();

    [GeneratedRegex(
        @"\b(?:URLDownloadTo\w+|Internet(?:Open|Read)\w*|HttpSend\w+|ShellExecute\w*|WinExec|CreateProcess\w*|Create(?:Remote|User)?Thread\w*|(?:Nt|Rtl|Zw)\w+|Virtual(?:Alloc|Protect)\w*|HeapAlloc|HeapCreate|WriteProcessMemory|CopyMemory|LoadLibrary\w*|GetProcAddress|CallWindowProc\w*|Enum\w+|SetTimer|QueueUserAPC|CryptDecrypt\w*|CryptStringToBinary\w*|system|popen)\b", Usual)]
    private static partial Regex TellingFunction();

    // Classes: WScript.Shell (twice), Shell.Application, ShellWindows, ShellBrowserWindow, MMC20.Application.
    [GeneratedRegex(
        @"\b(?:CreateObject|GetObject)\s*\(\s*\w+\s*\(\s*""(?:[0-9A-Fa-f]{12,}|[A-Za-z0-9+/=]{16,}|[0-9]+(?:[,;|. -][0-9]+){5,})""|""new:\s*\{?(?:72C24DD5-D70A-438B-8A42-98424B88AFB8|F935DC22-1CF0-11D0-ADB9-00C04FD58A0B|13709620-C279-11CE-A49E-444553540000|9BA05972-F6A8-11CF-A442-00A0C90A8F39|C08AFD90-F2A1-11D1-8455-00A0C91F3880|49B2791A-B1AE-4C90-9B8E-E860BA07F889)", Usual)]
    private static partial Regex HiddenObject();

    [GeneratedRegex(@"\bSchedule\.Service\b", Usual)]
    private static partial Regex SchedulerObject();

    [GeneratedRegex(@"\bRegisterTask(?:Definition)?\b", Usual)]
    private static partial Regex RegistersTask();

    [GeneratedRegex(@"\bRegWrite\b[^\n]{0,60}CurrentVersion\\Run[^\n]{0,200}|\\Start Menu\\Programs\\Startup\\[^\n]{0,100}\.(?:exe|vbs|js|bat|cmd|lnk|hta|ps1|wsf)\b|\bschtasks(?:\.exe)?\s+/create\b", Usual)]
    private static partial Regex StartPlace();

    [GeneratedRegex(
        @"(?:^|[\s=:(,])Shell!?[ \t]*[\(""A-Za-z_]|\bWScript\.Shell\b|\bShell\.Application\b|\bShellExecute(?:Ex)?[AW]?\b|\bpowershell\b|\bcmd(?:\.exe)?\s*/[ck]\b|\bmshta\b|\brundll32\b|\bregsvr32\b|\bWin32_Process\b|\bMacScript\b", Usual)]
    private static partial Regex StartWords();

    [GeneratedRegex(
        @"FromBase64String|\bbin\.base64\b|\bbin\.hex\b|\bCryptStringToBinary[AW]?\b|Base64_?Decode|Decode_?Base64|\s-e(?:nc|ncodedcommand|c)?\s+[A-Za-z0-9+/=]{16}|Val\(\s*""&H""|Chr\([^\n]{0,80}\bXor\b|\bXor\b[^\n]{0,60}\bAsc\(|""&H""\s*&\s*Mid\(|\bStep\s+[2-9]\d?\s*\n[^\n]{0,120}\bMid\$?\(", Usual)]
    private static partial Regex DecodeWords();

    [GeneratedRegex(@"winmgmts:[^\n]{0,200}Win32_Process\b|\bWin32_Process(?:Startup)?\b", Usual)]
    private static partial Regex WmiWords();

    [GeneratedRegex(@"\bVBAWarnings\b|\bAccessVBOM\b|\bDisableAttachmentsInPV\b|\bDisableInternetFilesInPV\b", Usual)]
    private static partial Regex SecurityWords();

    [GeneratedRegex(@"\bURLDownloadToFile[AW]?\b|\bURLDownloadToCacheFile[AW]?\b|\bInternetReadFile\b", Usual)]
    private static partial Regex DownloadCall();

    [GeneratedRegex(
        @"\b(?:DownloadFile|DownloadString|DownloadData|Invoke-WebRequest|Start-BitsTransfer)\b|\bcertutil(?:\.exe)?\b[^\n]{0,80}\burlcache\b|\bbitsadmin(?:\.exe)?\b[^\n]{0,80}/transfer\b|\bmshta(?:\.exe)?""?[\s,]+""?https?:|\bcurl(?:\.exe)?\b[^\n]{0,200}\s-o\b", Usual)]
    private static partial Regex DownloadCommand();

    [GeneratedRegex(@"\b(?:MSXML2\.|Microsoft\.)(?:Server)?XMLHTTP\b|\bWinHttp\.WinHttpRequest\b|\bMSXML2\.XMLHTTP", Usual)]
    private static partial Regex HttpObject();

    [GeneratedRegex(@"\bADODB\.Stream\b|\bSaveToFile\b|\bresponseBody\b[^\n]{0,120}\bPut\b", Usual)]
    private static partial Regex StreamObject();

    [GeneratedRegex(@"\bVirtualAlloc(?:Ex)?\b|\bHeapAlloc\b|\bNtAllocateVirtualMemory\b|\bVirtualProtect(?:Ex)?\b", Usual)]
    private static partial Regex Allocates();

    [GeneratedRegex(@"\bRtlMoveMemory\b|\bRtlCopyMemory\b|\bWriteProcessMemory\b|\bNtWriteVirtualMemory\b", Usual)]
    private static partial Regex CopiesMemory();

    [GeneratedRegex(
        @"\bCreate(?:Remote)?Thread\b|\bEnum(?:SystemLanguageGroups|SystemLocales|DateFormats|Windows|ChildWindows|Fonts|UILanguages|TimeFormats|Desktops|ResourceTypes)[AW]?\b|\bGrayString[AW]?\b|\bCallWindowProc[AW]?\b|\bQueueUserAPC\b|\bSetTimer\b|\bCreateTimerQueueTimer\b", Usual)]
    private static partial Regex RunsMemory();

    [GeneratedRegex(
        @"\b(?:Builtin|Custom)DocumentProperties\b|\b(?:Active|This)Document\.Variables\b|\bUserForm\w*\.\w+\.(?:Text|Caption|Tag|ControlTipText|Value)\b|\bCustomXMLParts\b", Usual)]
    private static partial Regex HiddenDataWords();

    [GeneratedRegex(@"\b(?:Chr[WB]?\$?|StrReverse|AscW?)\s*\(|\bXor\b|\bReplace\s*\(\s*""", Usual)]
    private static partial Regex CharacterWords();
}
