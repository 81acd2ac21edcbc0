using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes OneNote sections with attached files, [MS-ONESTORE]: header, names, file data store objects; no page tree.</summary>
public static class OneNoteBuilder
{
    private static readonly Guid SectionFile = new("7b5c52e4-d88c-4da7-aeb1-5378d02996d3");
    private static readonly Guid FileDataStoreObject = new("bde316e7-2665-4511-a4c4-8d4d0b7a9eac");
    private static readonly Guid Footer = new("71fba722-0f79-4a0b-bb13-899256426b24");

    public static byte[] Section(params (string Name, byte[] Content)[] files)
    {
        var section = new MemoryStream();
        section.Write(SectionFile.ToByteArray());
        section.Write(new byte[1008]);
        foreach (var (name, content) in files)
        {
            section.Write([1, 0, 0, 0]);
            section.Write(Encoding.Unicode.GetBytes(name));
            section.Write([0, 0, 1, 0]);
            section.Write(FileDataStoreObject.ToByteArray());
            section.Write(BitConverter.GetBytes((ulong)content.Length));
            section.Write(new byte[12]);
            section.Write(content);
            section.Write(new byte[(8 - (content.Length % 8)) % 8]);
            section.Write(Footer.ToByteArray());
        }
        return section.ToArray();
    }
}
