namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>How an integer stands in a file.</summary>
internal enum IntegerShape : byte
{
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int16Big,
    UInt16Big,
    Int32Big,
    UInt32Big,
}

internal static class IntegerShapes
{
    /// <summary>In bytes.</summary>
    public static int Size(this IntegerShape shape) => shape switch
    {
        IntegerShape.Int8 or IntegerShape.UInt8 => 1,
        IntegerShape.Int16 or IntegerShape.UInt16 or IntegerShape.Int16Big or IntegerShape.UInt16Big => 2,
        _ => 4,
    };

    /// <summary>The shape that a function such as <c>uint16be</c> reads.</summary>
    public static IntegerShape Named(string function) => function switch
    {
        "int8" or "int8be" => IntegerShape.Int8,
        "uint8" or "uint8be" => IntegerShape.UInt8,
        "int16" => IntegerShape.Int16,
        "uint16" => IntegerShape.UInt16,
        "int32" => IntegerShape.Int32,
        "uint32" => IntegerShape.UInt32,
        "int16be" => IntegerShape.Int16Big,
        "uint16be" => IntegerShape.UInt16Big,
        "int32be" => IntegerShape.Int32Big,
        _ => IntegerShape.UInt32Big,
    };
}
