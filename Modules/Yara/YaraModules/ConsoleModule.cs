using System.Globalization;
using System.Text;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary><c>console</c>: writes lines while rules are evaluated. Its functions are always true.</summary>
internal sealed class ConsoleModule : YaraModule<ConsoleModule>
{
    public override string Name => "console";

    protected override void Declare(StructureBuilder<ConsoleModule> module)
    {
        module.Function("log", "s", YaraType.Integer, (_, call) => Log(call, Text(call.String(0))));
        module.Function("log", "ss", YaraType.Integer, (_, call) => Log(call, Text(call.String(0)) + Text(call.String(1))));
        module.Function("log", "i", YaraType.Integer, (_, call) => Log(call, Number(call.Integer(0))));
        module.Function("log", "si", YaraType.Integer, (_, call) => Log(call, Text(call.String(0)) + Number(call.Integer(1))));
        module.Function("log", "f", YaraType.Integer, (_, call) => Log(call, Number(call.Float(0))));
        module.Function("log", "sf", YaraType.Integer, (_, call) => Log(call, Text(call.String(0)) + Number(call.Float(1))));
        module.Function("hex", "i", YaraType.Integer, (_, call) => Log(call, Hex(call.Integer(0))));
        module.Function("hex", "si", YaraType.Integer, (_, call) => Log(call, Text(call.String(0)) + Hex(call.Integer(1))));
    }

    protected override ConsoleModule Read(ModuleContext context) => this;

    private static YaraValue Log(ModuleCall call, string line)
    {
        call.Context.Console?.Invoke(line);
        return YaraValue.Of(true);
    }

    /// <summary>Bytes that no terminal should get are shown as <c>\x..</c>.</summary>
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var shown = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            if (one is >= 0x20 and < 0x7F)
                shown.Append((char)one);
            else
                shown.Append("\\x").Append(one.ToString("x2", CultureInfo.InvariantCulture));
        }

        return shown.ToString();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("F6", CultureInfo.InvariantCulture);

    private static string Hex(long number) => "0x" + number.ToString("x", CultureInfo.InvariantCulture);
}
