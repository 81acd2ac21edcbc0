using ScanHost.Yara.Scanning.Conditions;

namespace ScanHost.Yara.YaraModules;

/// <summary>One call of a module's function. The arguments are defined: with an undefined one the call is undefined and not made.</summary>
/// <param name="arguments">As many and of the types as the overload declares.</param>
/// <param name="context">The scan.</param>
internal readonly ref struct ModuleCall(ReadOnlySpan<YaraValue> arguments, ModuleContext context)
{
    private readonly ReadOnlySpan<YaraValue> arguments = arguments;

    /// <summary>The scan.</summary>
    public ModuleContext Context { get; } = context;

    /// <summary>The file.</summary>
    public ReadOnlySpan<byte> Data => Context.Data.Span;

    /// <summary>An argument declared <c>i</c> or <c>b</c>.</summary>
    public long Integer(int index) => arguments[index].AsInteger;

    /// <summary>An argument declared <c>f</c>.</summary>
    public double Float(int index) => arguments[index].AsFloat;

    /// <summary>An argument declared <c>s</c>.</summary>
    public ReadOnlySpan<byte> String(int index) => arguments[index].AsString;

    /// <summary>True when the regular expression that is this argument (<c>r</c>) matches somewhere in the text.</summary>
    public bool IsMatch(int index, ReadOnlySpan<byte> text) => Regex(index).Test(text);

    /// <summary>Length of the first match of the regular expression that is this argument; -1 when there is none.</summary>
    public long MatchLength(int index, ReadOnlySpan<byte> text) => Regex(index).MatchLength(text);

    private RegexConstant Regex(int index) => (RegexConstant)arguments[index].AsObject!;
}

/// <summary>A function of a module.</summary>
/// <typeparam name="TState">State of the structure that declares it.</typeparam>
/// <param name="state">State of that structure.</param>
/// <param name="call">The arguments.</param>
internal delegate YaraValue ModuleFunction<in TState>(TState state, ModuleCall call);
