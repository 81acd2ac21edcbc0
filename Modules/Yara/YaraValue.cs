using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ScanHost.Yara;

/// <summary>The value of an expression: a number, a string of bytes, or undefined.</summary>
public readonly struct YaraValue
{
    private readonly object? reference;
    private readonly long bits;
    private readonly Kind kind;

    private YaraValue(Kind kind, long bits, object? reference = null)
    {
        this.kind = kind;
        this.bits = bits;
        this.reference = reference;
    }

    /// <summary>What an expression is that has no value, such as a field of a file that is of another format. The default.</summary>
    public static YaraValue Undefined => default;

    /// <summary>False when there is no value.</summary>
    public bool IsDefined => kind != Kind.Undefined;

    /// <summary>True when it is a float.</summary>
    public bool IsFloat => kind == Kind.Float;

    /// <summary>True when it is a string.</summary>
    public bool IsString => kind == Kind.String;

    /// <summary>As an integer; 0 unless it is one (or a boolean, 1 or 0).</summary>
    public long AsInteger => kind is Kind.Integer ? bits : 0;

    /// <summary>As a float; integers are converted.</summary>
    public double AsFloat => kind == Kind.Float ? BitConverter.Int64BitsToDouble(bits) : AsInteger;

    /// <summary>Its bytes; empty unless it is a string.</summary>
    public ReadOnlySpan<byte> AsString => kind == Kind.String ? Unsafe.As<byte[]>(reference) : default;

    /// <summary>As text, its bytes read as UTF-8; empty unless it is a string.</summary>
    public string ToText() => Encoding.UTF8.GetString(AsString);

    /// <summary>For a person: the number, the text, or "undefined".</summary>
    public override string ToString() => kind switch
    {
        Kind.Integer => bits.ToString(CultureInfo.InvariantCulture),
        Kind.Float => AsFloat.ToString(CultureInfo.InvariantCulture),
        Kind.String => ToText(),
        _ => "undefined",
    };

    /// <summary>What a condition makes of it: undefined, 0, 0.0 and the empty string are false; -0.0 is true, as in libyara.</summary>
    public bool IsTrue => kind switch
    {
        Kind.Integer or Kind.Float => bits != 0,
        Kind.String => Unsafe.As<byte[]>(reference!).Length > 0,
        _ => false,
    };

    /// <summary>A regular expression or an object of a module; null for everything else.</summary>
    internal object? AsObject => kind == Kind.Object ? reference : null;

    /// <summary>The bytes as the array that holds them; null unless it is a string. Not to be written to.</summary>
    internal byte[]? StringBytes => kind == Kind.String ? Unsafe.As<byte[]>(reference) : null;

    /// <summary>An integer.</summary>
    public static YaraValue Of(long value) => new(Kind.Integer, value);

    /// <summary>1 or 0.</summary>
    public static YaraValue Of(bool value) => new(Kind.Integer, value ? 1 : 0);

    /// <summary>A float.</summary>
    public static YaraValue Of(double value) => new(Kind.Float, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A string; undefined when null. The array is kept, not copied.</summary>
    public static YaraValue Of(byte[]? value) => value is null ? default : new(Kind.String, 0, value);

    /// <summary>A string, its characters as UTF-8.</summary>
    public static YaraValue Of(string value) => Of(Encoding.UTF8.GetBytes(value));

    /// <summary>An integer, or undefined when null.</summary>
    internal static YaraValue OfNullable(long? value) => value is { } known ? Of(known) : default;

    /// <summary>A float, or undefined when null.</summary>
    internal static YaraValue OfNullable(double? value) => value is { } known ? Of(known) : default;

    /// <summary>An object of a module, or undefined when null.</summary>
    internal static YaraValue OfObject(object? value) => value is null ? default : new(Kind.Object, 0, value);

    private enum Kind : byte
    {
        Undefined,
        Integer,
        Float,
        String,
        Object,
    }
}
