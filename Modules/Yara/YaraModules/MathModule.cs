using System.Globalization;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary><c>math</c>: statistics of parts of the file and of strings.</summary>
internal sealed class MathModule : YaraModule<RangeMemo>
{
    public override string Name => "math";

    protected override void Declare(StructureBuilder<RangeMemo> module)
    {
        module.Constant("MEAN_BYTES", 127.5);
        module.Function("in_range", "fff", YaraType.Integer, (_, call) =>
            YaraValue.Of(call.Float(0) >= call.Float(1) && call.Float(0) <= call.Float(2)));
        module.Function("deviation", "iif", YaraType.Float, (_, call) =>
            ByteRange.TryGet(call.Context.Data, call.Integer(0), call.Integer(1), out var range)
                ? ByteStatistics.Deviation(range, call.Float(2)) : default);
        module.Function("deviation", "sf", YaraType.Float, (_, call) => ByteStatistics.Deviation(call.String(0), call.Float(1)));
        Declare(module, "mean", ByteStatistics.Mean);
        Declare(module, "entropy", ByteStatistics.Entropy);
        Declare(module, "serial_correlation", ByteStatistics.SerialCorrelation);
        Declare(module, "monte_carlo_pi", ByteStatistics.MonteCarloPi);
        // As in libyara, the two are compared without sign.
        module.Function("min", "ii", YaraType.Integer, (_, call) =>
            YaraValue.Of((long)Math.Min((ulong)call.Integer(0), (ulong)call.Integer(1))));
        module.Function("max", "ii", YaraType.Integer, (_, call) =>
            YaraValue.Of((long)Math.Max((ulong)call.Integer(0), (ulong)call.Integer(1))));
        module.Function("to_number", "b", YaraType.Integer, (_, call) => YaraValue.Of(call.Integer(0) != 0));
        module.Function("abs", "i", YaraType.Integer, (_, call) =>
            YaraValue.Of(call.Integer(0) < 0 ? unchecked(-call.Integer(0)) : call.Integer(0)));
        DeclareCounts(module);
        module.Function("to_string", "i", YaraType.String, (_, call) => ToText(call.Integer(0), 10));
        module.Function("to_string", "ii", YaraType.String, (_, call) => ToText(call.Integer(0), call.Integer(1)));
    }

    protected override RangeMemo Read(ModuleContext context) => new(context);

    private static void Declare(StructureBuilder<RangeMemo> module, string name, RangeMemo.Function function)
    {
        module.Function(name, "ii", YaraType.Float, (memo, call) => memo.Get(name, call.Integer(0), call.Integer(1), function));
        module.Function(name, "s", YaraType.Float, (_, call) => function(call.String(0)));
    }

    private static void DeclareCounts(StructureBuilder<RangeMemo> module)
    {
        module.Function("count", "iii", YaraType.Integer, (_, call) =>
            TryCount(call, call.Integer(1), call.Integer(2), out var count, out var _) ? YaraValue.Of(count) : default);
        module.Function("count", "i", YaraType.Integer, (_, call) =>
            TryCount(call, 0, long.MaxValue, out var count, out var _) ? YaraValue.Of(count) : default);
        module.Function("percentage", "iii", YaraType.Float, (_, call) =>
            TryCount(call, call.Integer(1), call.Integer(2), out var count, out var total)
                ? Share(count, total) : default);
        module.Function("percentage", "i", YaraType.Float, (_, call) =>
            TryCount(call, 0, long.MaxValue, out var count, out var total) ? Share(count, total) : default);
        module.Function("mode", "ii", YaraType.Integer, (memo, call) =>
            memo.Get("mode", call.Integer(0), call.Integer(1), ByteStatistics.Mode));
        module.Function("mode", "", YaraType.Integer, (memo, _) => memo.Get("mode", 0, long.MaxValue, ByteStatistics.Mode));
    }

    // libyara divides with single precision.
    private static YaraValue Share(long count, long total) => total == 0 ? default : YaraValue.Of((double)((float)count / total));

    private static bool TryCount(ModuleCall call, long offset, long length, out long count, out long total)
    {
        (count, total) = (0, 0);
        if (call.Integer(0) is < 0 or > byte.MaxValue || !ByteRange.TryGet(call.Context.Data, offset, length, out var range))
            return false;

        foreach (var one in range)
        {
            if (one == call.Integer(0))
                count++;
        }

        total = range.Length;
        return true;
    }

    private static YaraValue ToText(long number, long radix) => radix switch
    {
        10 => YaraValue.Of(number.ToString(CultureInfo.InvariantCulture)),
        16 => YaraValue.Of(number.ToString("x", CultureInfo.InvariantCulture)),
        8 => YaraValue.Of(Convert.ToString(number, 8)),
        _ => default,
    };
}
