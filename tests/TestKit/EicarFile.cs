namespace ScanHost.TestKit;

/// <summary>The anti-virus test file, put together at run time: nothing on disk holds it whole.</summary>
public static class EicarFile
{
    /// <summary>Its 68 bytes.</summary>
    public static byte[] Bytes { get; } = [.. FirstHalf, .. SecondHalf];

    private static ReadOnlySpan<byte> FirstHalf => "X5O!P%@AP[4\\PZX54(P^)7CC)7}"u8;

    private static ReadOnlySpan<byte> SecondHalf => "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"u8;
}
