namespace ScanHost.Formats.Identification.Probes;

/// <summary>Recognises compiled Python: a version number, carriage return, line feed, then plausible flags or time (PEP 552, 3147).</summary>
internal static class PythonProbe
{
    internal static FileType? Identify(ReadOnlySpan<byte> file)
    {
        if (!file.HasAt(2, "\r\n"u8) || !file.Has(0, 16))
            return null;
        // 20117 to 62300 are Python 1.5 to 2.7, 3000 to 3999 Python 3. Code objects are marshalled as 'c' or, with a reference flag, 0xE3.
        var isKnown = file.U16(0) is (>= 20117 and <= 62300) or (>= 3000 and < 4000);
        var hasCode = file.Part(8, 9).ContainsAny((byte)'c', (byte)0xE3);
        return isKnown && hasCode ? FileTypes.Get("python-bytecode") : null;
    }
}
