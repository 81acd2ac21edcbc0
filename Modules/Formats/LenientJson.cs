using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScanHost.Formats;

/// <summary>
/// JSON as lenient as the programs read it that act on it: with comments, with commas at the end of a list, nested as deeply as it likes (the reader keeps a bit for
/// each level and does not recurse), with half of a surrogate pair in a text.
/// </summary>
internal static partial class LenientJson
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue };

    /// <summary>The document; null when it is no JSON, which those programs do not read either.</summary>
    internal static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(Surrogate().Replace(text, @"\uFFFD"), Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Half of a pair is no text for .NET, which would give up on the whole file.
    [GeneratedRegex(@"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Surrogate();
}
