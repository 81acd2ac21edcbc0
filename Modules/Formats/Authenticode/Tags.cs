using System.Formats.Asn1;

namespace ScanHost.Formats.Authenticode;

/// <summary>The tags of fields that are told apart by number, and small helpers for what is read with them.</summary>
internal static class Tags
{
    internal static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    internal static readonly Asn1Tag Explicit1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    internal static readonly Asn1Tag Implicit0 = new(TagClass.ContextSpecific, 0);
    internal static readonly Asn1Tag Implicit1 = new(TagClass.ContextSpecific, 1);

    /// <summary>True when the next value has that number, be it constructed or not.</summary>
    internal static bool IsNext(this AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);

    /// <summary>Puts a colon after every second digit.</summary>
    internal static string Pairs(this string digits) => string.Join(':', digits.Chunk(2).Select(pair => new string(pair)));
}
