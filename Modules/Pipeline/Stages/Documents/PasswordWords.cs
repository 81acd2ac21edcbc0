using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Finds in a mail's text what may be the password of its attachment.</summary>
internal static partial class PasswordWords
{
    private const int MaxLength = 64 << 10;
    private const int MaxTold = 16;
    private const int MaxOthers = 24;

    /// <summary>The words behind "password" and its like in ten languages, and then other words that look like passwords.</summary>
    public static (IReadOnlyList<string> Told, IReadOnlyList<string> Others) Find(string text)
    {
        if (text.Length > MaxLength)
            text = text[..MaxLength];
        var told = Told().Matches(text).SelectMany(Forms).Distinct(StringComparer.Ordinal).Take(MaxTold).ToArray();
        var others = Words().Matches(text).Select(match => match.Value).Where(LooksLikePassword)
            .Except(told, StringComparer.Ordinal).Distinct(StringComparer.Ordinal).Take(MaxOthers).ToArray();
        return (told, others);
    }

    // A full stop may end the sentence or belong to the password.
    private static IEnumerable<string> Forms(Match match)
    {
        var word = match.Groups["word"].Value.Trim('"', '\'', '“', '”', '„', '«', '»', '`', '<', '>');
        foreach (var form in new[] { word, word.TrimEnd('.', ',', ';', ')', '!', ':') })
        {
            if (form.Length >= 2 && !IsFiller(form))
                yield return form;
        }
    }

    private static bool IsFiller(string word) =>
        word.ToUpperInvariant() is "IS" or "FOR" or "TO" or "THE" or "WAS" or "WILL" or "AND" or "OR" or "OF" or "ON" or "IN" or "BY" or "RESET" or "PROTECTED" or "YOUR" or "LAUTET" or "IST" or "EST" or "ES";

    private static bool LooksLikePassword(string word) =>
        word.Length is >= 4 and <= 32 && word.Any(char.IsDigit) && !word.Contains('@', StringComparison.Ordinal) && !word.Contains("://", StringComparison.Ordinal);

    [GeneratedRegex(
        @"(?:\b(?:pass(?:word|code|phrase)?|pwd|pw|kennwort|passwort|mot de passe|contraseña|clave|senha|wachtwoord|hasło|haslo|heslo|pin)\b|пароль|密码|パスワード|暗証番号)"
        + @"(?:\s+(?:for|of|to)\s+(?:the\s+)?[\w.-]{1,40}){0,2}\s*(?:is|ist|lautet|est|es|è|это)?\s*[:=\-–]?\s*(?<word>[^\s<>]{2,64})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Told();

    [GeneratedRegex(@"[^\s""'<>(),;]{4,32}", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
