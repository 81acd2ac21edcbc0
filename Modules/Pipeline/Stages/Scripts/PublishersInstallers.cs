using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// Addresses from which makers of package managers and developers' tools have their tool installed by a command that runs what it downloads. Each is the address of
/// the maker's own instructions for installation (chocolatey.org/install, scoop.sh, docs.astral.sh/uv, rustup.rs, brew.sh and so on). A page that others can write to
/// is none, so raw files count only below the maker's account.
/// </summary>
internal static partial class PublishersInstallers
{
    /// <summary>True when the text names at least one address and each that it names is one of these.</summary>
    public static bool AreAllIn(string text) => Addresses().Matches(text) is { Count: > 0 } addresses && addresses.All(address => Known().IsMatch(address.Value));

    [GeneratedRegex(@"\b(?:https?|ftp)://[^\s'""`<>)|]+|\\\\[\w.-]+\\", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"^https://(?:(?:community\.)?chocolatey\.org|get\.scoop\.sh|astral\.sh|(?:sh|win)\.rustup\.rs|deno\.land/install|bun\.sh/install|get\.pnpm\.io|install\.python-poetry\.org|get\.docker\.com|dist\.nuget\.org|dot\.net/v1|builds\.dotnet\.microsoft\.com|starship\.rs|ohmyposh\.dev|raw\.githubusercontent\.com/(?:ScoopInstaller|Homebrew|nvm-sh|chocolatey|dotnet|microsoft|ohmyzsh)/)(?:[/?]|$|(?<=/)\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
