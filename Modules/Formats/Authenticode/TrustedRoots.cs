using System.Security.Cryptography;
using System.Text;

namespace ScanHost.Formats.Authenticode;

/// <summary>The roots of the large issuers of code-signing certificates, from the list that the .NET SDK trusts. Public facts, pinned here
/// because a Linux host's own list lacks those of Microsoft.</summary>
internal static class TrustedRoots
{
    private static readonly Lazy<ILookup<string, SigningCertificate>> ByName = new(Load);

    /// <summary>The roots of that name.</summary>
    internal static IEnumerable<SigningCertificate> Named(DistinguishedName name) => ByName.Value[KeyOf(name)];

    private static ILookup<string, SigningCertificate> Load()
    {
        using var stream = typeof(TrustedRoots).Assembly.GetManifestResourceStream("Authenticode.Roots.pem")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var text = reader.ReadToEnd();
        var roots = new List<SigningCertificate>();
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
            roots.Add(SigningCertificate.Read(Convert.FromBase64String(rest[fields.Base64Data].ToString())));
        return roots.ToLookup(root => KeyOf(root.Subject), StringComparer.Ordinal);
    }

    private static string KeyOf(DistinguishedName name) => Convert.ToHexString(name.Encoded.Span);
}
