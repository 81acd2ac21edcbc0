using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What is looked for alike in several script languages.</summary>
internal static partial class CommonPatterns
{
    /// <summary>The expression by which a script knows the address of a wallet (Ethereum, Bitcoin, Tron) in what somebody copies, to put another in its place.</summary>
    [GeneratedRegex(@"0x\[(?:a-fA-F0-9|0-9a-fA-F|a-f0-9|0-9a-f)\]\{40\}|\(?bc1\|?[^\n]{0,40}\{\d\d,\d\d\}|\[13\]\[a-km-zA-HJ-NP-Z|\bT\[[^\]\n]{3,40}\]\{33\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex WalletAddressPattern();

    /// <summary>A word, to compare it with a name.</summary>
    [GeneratedRegex(@"\b\w{1,40}\b", RegexOptions.CultureInvariant)]
    public static partial Regex Word();
}
