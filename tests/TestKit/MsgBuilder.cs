using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes Outlook messages, [MS-OXMSG], as far as readers need them.</summary>
public sealed class MsgBuilder
{
    private readonly OleFileBuilder ole;
    private readonly string prefix;
    private int attachments;

    public MsgBuilder()
        : this(new OleFileBuilder(), "")
    {
    }

    private MsgBuilder(OleFileBuilder ole, string prefix)
    {
        (this.ole, this.prefix) = (ole, prefix);
        ole.Stream(prefix + "__properties_version1.0", new byte[32]);
    }

    /// <summary>A text property.</summary>
    public MsgBuilder Text(int id, string value)
    {
        ole.Stream($"{prefix}__substg1.0_{id:X4}001F", Encoding.Unicode.GetBytes(value));
        return this;
    }

    /// <summary>A binary property.</summary>
    public MsgBuilder Binary(int id, byte[] value)
    {
        ole.Stream($"{prefix}__substg1.0_{id:X4}0102", value);
        return this;
    }

    /// <summary>An attached file.</summary>
    public MsgBuilder Attachment(string name, byte[] content)
    {
        var storage = $"{prefix}__attach_version1.0_#{attachments++:X8}/";
        ole.Stream(storage + "__substg1.0_3707001F", Encoding.Unicode.GetBytes(name));
        ole.Stream(storage + "__substg1.0_37010102", content);
        return this;
    }

    /// <summary>An attached message.</summary>
    public MsgBuilder AttachedMessage(string name, Action<MsgBuilder> build)
    {
        var storage = $"{prefix}__attach_version1.0_#{attachments++:X8}/";
        ole.Stream(storage + "__substg1.0_3707001F", Encoding.Unicode.GetBytes(name));
        build(new MsgBuilder(ole, storage + "__substg1.0_3701000D/"));
        return this;
    }

    /// <summary>The sound file of a reminder: a named property, mapped to 0x8000.</summary>
    public MsgBuilder ReminderFile(string path)
    {
        ole.Stream("__nameid_version1.0/__substg1.0_00030102", [0x1F, 0x85, 0, 0, 6, 0, 0, 0]);
        return Text(0x8000, path);
    }

    public byte[] Build() => ole.Build();
}
