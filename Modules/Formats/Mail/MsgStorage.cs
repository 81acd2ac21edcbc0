using System.Globalization;
using System.Text;
using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Mail;

/// <summary>One storage of an Outlook message with its properties: the message, an attachment or a receiver. Source: [MS-OXMSG] 2.</summary>
internal sealed class MsgStorage(OleFile ole, OleEntry storage)
{
    private const string Prefix = "__substg1.0_";

    /// <summary>The storage itself.</summary>
    internal OleEntry Entry => storage;

    /// <summary>A text property; null when it is not there.</summary>
    internal string? Text(ushort id)
    {
        foreach (var entry in ole.ChildrenOf(storage))
        {
            if (!entry.IsStream || !IsProperty(entry.Name, id, out var type) || type is not (0x001E or 0x001F))
                continue;
            var bytes = ole.Read(entry, 8 << 20).Span;
            return (type == 0x001F ? Encoding.Unicode : CodePages.Get(1252)).GetString(bytes).TrimEnd('\0');
        }
        return null;
    }

    /// <summary>The stream of a property of any type; null when it is not there.</summary>
    internal OleEntry? Stream(ushort id) =>
        ole.ChildrenOf(storage).FirstOrDefault(entry => entry.IsStream && IsProperty(entry.Name, id, out _));

    /// <summary>The storage of an object property (type 000D); null when it is not there.</summary>
    internal OleEntry? Object(ushort id) =>
        ole.ChildrenOf(storage).FirstOrDefault(entry => entry.Type == OleEntryType.Storage && IsProperty(entry.Name, id, out var type) && type == 0x000D);

    /// <summary>The storages whose name begins so: <c>__attach_version1.0_#</c>, <c>__recip_version1.0_#</c>.</summary>
    internal IEnumerable<MsgStorage> Storages(string prefix) =>
        ole.ChildrenOf(storage)
            .Where(entry => entry.Type == OleEntryType.Storage && entry.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(entry => new MsgStorage(ole, entry));

    private static bool IsProperty(string name, ushort id, out int type)
    {
        type = 0;
        return name.Length == Prefix.Length + 8 && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(name.AsSpan(Prefix.Length, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var found) && found == id
            && int.TryParse(name.AsSpan(Prefix.Length + 4, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out type);
    }
}
