namespace ScanHost.Formats.Images.Jpeg;

/// <summary>One colour of a JPEG picture: ITU-T T.81, B.2.2.</summary>
/// <param name="Id">Its number in the scans.</param>
/// <param name="Horizontal">Sampling factor, 1 to 4.</param>
/// <param name="Vertical">Sampling factor, 1 to 4.</param>
/// <param name="Table">Its quantization table, 0 to 3.</param>
internal sealed record JpegComponent(byte Id, int Horizontal, int Vertical, int Table)
{
    /// <summary>Blocks of 8 x 8 in a row that belong to the picture; a scan of this colour alone has these.</summary>
    internal int Columns { get; set; }

    /// <summary>Rows of such blocks.</summary>
    internal int Rows { get; set; }

    /// <summary>Blocks in a row with those that only fill the last unit of a scan of several colours.</summary>
    internal int Stride { get; set; }

    /// <summary>64 coefficients a block, in zigzag order; null for a colour that nobody asks for.</summary>
    internal short[]? Coefficients { get; set; }

    /// <summary>The last block's DC value: what is written is the difference to it.</summary>
    internal int LastDc { get; set; }
}
