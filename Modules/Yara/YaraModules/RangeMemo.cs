namespace ScanHost.Yara.YaraModules;

/// <summary>Results of functions over parts of the file, so that a thousand rules that ask for the file's MD5 compute it once.</summary>
internal sealed class RangeMemo(ModuleContext context)
{
    private const int MaxEntries = 100_000;

    private readonly Dictionary<(string Function, long Offset, long Length), YaraValue> known = [];

    /// <summary>A function of bytes.</summary>
    public delegate YaraValue Function(ReadOnlySpan<byte> bytes);

    /// <summary>The function of a part of the file; undefined when that begins outside of it.</summary>
    public YaraValue Get(string name, long offset, long length, Function function)
    {
        if (known.TryGetValue((name, offset, length), out var value))
            return value;

        context.CancellationToken.ThrowIfCancellationRequested();
        value = ByteRange.TryGet(context.Data, offset, length, out var range) ? function(range) : default;
        if (known.Count < MaxEntries)
            known.Add((name, offset, length), value);

        return value;
    }
}
