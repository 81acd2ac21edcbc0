using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// Scripts that lock people's files and ask for money. Back-ups, converters and archivers go through documents too; they do not delete what they read under its own name and
/// leave it under an ending that no program writes.
/// </summary>
internal static partial class LockingSigns
{
    private const int MinEndings = 4;
    private const int Near = 1500;

    /// <summary>The list of endings, when the files with them are written anew and deleted close by.</summary>
    public static string? Locks(ScriptSource script)
    {
        foreach (Match list in Endings().Matches(script.Code))
        {
            if (Ending().Count(list.Value) < MinEndings)
                continue;
            var around = script.Code.AsSpan(Math.Max(0, list.Index - Near), Math.Min(list.Length + 2 * Near, script.Code.Length - Math.Max(0, list.Index - Near)));
            if (Walks().IsMatch(around) && Deletes().IsMatch(around) && NewEnding().IsMatch(around) && Encrypts().IsMatch(script.Code))
                return list.Value;
        }
        return null;
    }

    /// <summary>
    /// The words that say that files are locked, when others close by ask for money, and the script writes something. Comments do not count, and neither do lists of such words.
    /// </summary>
    public static string? Note(ScriptSource script)
    {
        if (!Writes().IsMatch(script.Code))
            return null;
        foreach (Match locked in Locked().Matches(script.Code))
        {
            var behind = script.Code.AsSpan(locked.Index, Math.Min(NoteLength, script.Code.Length - locked.Index));
            var list = ListOfWords().EnumerateMatches(behind);
            var note = list.MoveNext() ? behind[..list.Current.Index] : behind;
            if (Wallet().IsMatch(note) && Claims().IsMatch(note))
                return ScriptSign.Around(script.Code, locked);
        }
        return null;
    }

    /// <summary>A loop of the command interpreter over documents, which leaves each under another ending, and deletes it. Archives keep theirs.</summary>
    public static string? LocksInLoop(ScriptSource script) =>
        Loop().Matches(script.Folded).FirstOrDefault(loop => Ending().Count(loop.Groups["list"].Value) >= MinEndings) is { } found ? found.Value : null;

    [GeneratedRegex(@"\bfor\s+/r\b[^\n]{0,200}%%?(?<v>\w)\s+in\s*\((?<list>[^)\n]{10,400})\)\s*do[\s\S]{1,300}?%%?\k<v>\.(?!(?:7z|zip|gz|rar|xz|zst|cab|bak|old|tmp|pdf|png|jpe?g|mp[34]|webp|txt|csv|md5|sha256)\b)\w{2,12}""?\s[\s\S]{0,80}?\bdel\s[^\n]{0,40}%%?\k<v>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex Loop();

    private const int NoteLength = 800;

    [GeneratedRegex(@"['""]\s{0,40},\s{0,40}['""]", RegexOptions.CultureInvariant)]
    private static partial Regex ListOfWords();

    [GeneratedRegex(@"set-content|add-content|out-file|writealltext|\.write(?:_text|line)?\s*\(|\bopen\s*\(|>\s*[""'/$%~A-Za-z]|messagebox|\bmsg\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Writes();

    // ".docx", ".xlsx" ... in a row, with quotes, commas, stars or bars between them.
    [GeneratedRegex(@"(?:[*.'""(,|\s]{1,6}(?:docx?|xlsx?|pptx?|pdf|jpe?g|png|sql|mdb|accdb|zip|rar|7z|bak|csv|txt|rtf|odt|ods|psd|dwg|pst|vmdk|vmx|vhdx?|db|mp4|tar|key|pem)\b){4,200}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Endings();

    [GeneratedRegex(@"\b[a-z0-9]{2,5}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    [GeneratedRegex(@"os\.walk\s*\(|\.rglob\s*\(|\bglob\s*\(|-recurse\b|-r\s+-include|\bforfiles\b|\bfor\s+/r\b|\bfind\s+[""'$/~]|getfiles\s*\(|\.SubFolders\b|readdirSync\s*\(|\bwalk\w*\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Walks();

    [GeneratedRegex(@"os\.(?:remove|unlink)\s*\(|\.unlink\s*\(|remove-item\b|\bdel\s+(?:/\w+\s+)*[""%]|\[(?:System\.)?IO\.File\]::Delete|\.DeleteFile\b|unlinkSync\s*\(|\brm\s+-|\bshred\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Deletes();

    // path + ".locked"; of an ending that a program of its own would write (zip, gz, gpg, bak), nothing is said.
    [GeneratedRegex(@"(?:\+|\.|-f|\$\w{1,40}|\})\s*\(?\s*f?['""]?(?:\{\w{1,40}\})?\.(?!zip|gz|tgz|bz2|xz|7z|rar|zst|gpg|pgp|asc|age|bak|old|tmp|orig|txt|pdf|csv|json|png|jpe?g|webp|avif|mp4|html?|xml|md5|sha\d|log|name\b|full|path|stem|suffix|parent|add|get|to|remove|append|write|read|close|key\b|iv\b|mode)[a-z0-9_-]{3,20}['""]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NewEnding();

    [GeneratedRegex(@"\bFernet\b|\bAES\b|\bAesManaged\b|RijndaelManaged|RSACryptoServiceProvider|CreateEncryptor|\bChaCha20\b|\bSalsa20\b|createCipheriv|openssl\s+enc\b|\bencrypt\w*\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Encrypts();

    [GeneratedRegex(@"\b(?:files|documents|data(?:bases)?|machines|network)\b[^\n.!]{0,60}\b(?:have\s+been|has\s+been|are|were|is)\s+(?:all\s+)?(?:encrypted|locked|stolen)\b|\b(?:we|i)\s+(?:have\s+)?(?:hacked|encrypted|downloaded|breached)\s+(?:all\s+)?(?:of\s+)?your\b|\bfichiers\b[^\n.!]{0,60}\bchiffr[eé]s\b|\bdateien\b[^\n.!]{0,60}\bverschl[uü]+e?sselt\b|\b(?:archivos|ficheros|arquivos)\b[^\n.!]{0,60}\b(?:cifrados|encriptados|criptografados)\b|\bfile\b[^\n.!]{0,60}\b(?:sono\s+stati\s+)?(?:cifrati|crittografati)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Locked();

    [GeneratedRegex(@"\bbitcoins?\b|\bBTC\b|\bmonero\b|\bXMR\b|\bbc1q[a-z0-9]{20,80}|\.onion\b|\bTor Browser\b|\bTOX\s?ID\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wallet();

    [GeneratedRegex(@"\b(?:send|pay|payer|payez|zahlen|bezahlen|pague|pagar|pagare|transfer|contact\s+us|write\s+to)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Claims();
}
