using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary><c>string</c>: strings as numbers.</summary>
internal sealed class StringModule : YaraModule<StringModule>
{
    public override string Name => "string";

    protected override void Declare(StructureBuilder<StringModule> module)
    {
        module.Function("to_int", "s", YaraType.Integer, (_, call) => ToInteger(call.String(0), 0));
        module.Function("to_int", "si", YaraType.Integer, (_, call) => ToInteger(call.String(0), call.Integer(1)));
        module.Function("length", "s", YaraType.Integer, (_, call) => YaraValue.Of((long)call.String(0).Length));
    }

    protected override StringModule Read(ModuleContext context) => this;

    /// <summary>As C's strtoll reads it, and all of it up to a zero: blanks, a sign, a prefix when the radix is 0 or 16, digits.</summary>
    private static YaraValue ToInteger(ReadOnlySpan<byte> text, long radix)
    {
        if (radix is not 0 and (< 2 or > 36))
            return default;

        if (text.IndexOf((byte)0) is >= 0 and var end)
            text = text[..end];
        text = text.TrimStart(" \t\n\v\f\r"u8);
        var isNegative = text.StartsWith("-"u8);
        if (isNegative || text.StartsWith("+"u8))
            text = text[1..];

        if (radix is 0 or 16 && text.Length > 2 && text[0] == '0' && text[1] is (byte)'x' or (byte)'X')
        {
            text = text[2..];
            radix = 16;
        }
        else if (radix == 0)
        {
            radix = text.StartsWith("0"u8) ? 8 : 10;
        }

        return text.IsEmpty ? default : Digits(text, radix, isNegative);
    }

    private static YaraValue Digits(ReadOnlySpan<byte> text, long radix, bool isNegative)
    {
        Int128 value = 0;
        foreach (var one in text)
        {
            var digit = (char)one switch
            {
                >= '0' and <= '9' => one - '0',
                >= 'a' and <= 'z' => one - 'a' + 10,
                >= 'A' and <= 'Z' => one - 'A' + 10,
                _ => int.MaxValue,
            };
            if (digit >= radix)
                return default;

            value = (value * radix) + digit;
            if (value > (Int128)long.MaxValue + 1)
                return default;
        }

        if (isNegative)
            value = -value;

        return value > long.MaxValue ? default : YaraValue.Of((long)value);
    }
}
