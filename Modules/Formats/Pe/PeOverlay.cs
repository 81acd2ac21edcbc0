namespace ScanHost.Formats.Pe;

/// <summary>Finds what stands behind the last section.</summary>
internal static class PeOverlay
{
    internal static PeRange? Find(int length, IReadOnlyList<PeSection> sections)
    {
        var end = 0L;
        foreach (var section in sections)
        {
            // As libyara compares: with the carry lost.
            if (unchecked(section.PointerToRawData + section.SizeOfRawData) > end)
                end = (long)section.PointerToRawData + section.SizeOfRawData;
        }

        return end > 0 && end < length ? new((int)end, (int)(length - end)) : null;
    }
}
