namespace ScanHost.Yara.YaraModules;

/// <summary>The statistics of <c>math</c>; those of John Walker's "ent", with libyara's departures from it. Bytes have no sign.</summary>
internal static class ByteStatistics
{
    public static YaraValue Mean(ReadOnlySpan<byte> bytes)
    {
        var sum = 0L;
        foreach (var one in bytes)
            sum += one;

        return bytes.IsEmpty ? default : YaraValue.Of((double)sum / bytes.Length);
    }

    /// <summary>Mean distance of the bytes from a mean.</summary>
    public static YaraValue Deviation(ReadOnlySpan<byte> bytes, double mean)
    {
        var sum = 0.0;
        foreach (var one in bytes)
            sum += Math.Abs(one - mean);

        return bytes.IsEmpty ? default : YaraValue.Of(sum / bytes.Length);
    }

    /// <summary>In bits a byte.</summary>
    public static YaraValue Entropy(ReadOnlySpan<byte> bytes)
    {
        Span<long> counts = stackalloc long[256];
        Count(bytes, counts);
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = (double)count / bytes.Length;
                entropy -= share * Math.Log2(share);
            }
        }

        return YaraValue.Of(entropy);
    }

    /// <summary>How much a byte depends on the one before; the first on the last, as in "ent" (libyara before 4.5 paired the last with itself).</summary>
    public static YaraValue SerialCorrelation(ReadOnlySpan<byte> bytes)
    {
        double last = bytes.IsEmpty ? 0 : bytes[^1], products = 0, sum = 0, squares = 0;
        foreach (var one in bytes)
        {
            products += last * one;
            sum += one;
            squares += (double)one * one;
            last = one;
        }

        sum *= sum;
        var divisor = (bytes.Length * squares) - sum;
        return YaraValue.Of(divisor == 0 ? -100000.0 : ((bytes.Length * products) - sum) / divisor);
    }

    /// <summary>How far off pi is when it is estimated from the bytes as random points: six bytes a point.</summary>
    public static YaraValue MonteCarloPi(ReadOnlySpan<byte> bytes)
    {
        const double Radius = (256.0 * 256 * 256) - 1;
        long points = 0, inside = 0;
        for (; bytes.Length >= 6; bytes = bytes[6..])
        {
            double x = (((bytes[0] * 256.0) + bytes[1]) * 256) + bytes[2];
            double y = (((bytes[3] * 256.0) + bytes[4]) * 256) + bytes[5];
            points++;
            if ((x * x) + (y * y) <= Radius * Radius)
                inside++;
        }

        return points == 0 ? default : YaraValue.Of(Math.Abs(((4.0 * inside / points) - Math.PI) / Math.PI));
    }

    /// <summary>The most frequent byte; the smallest of several.</summary>
    public static YaraValue Mode(ReadOnlySpan<byte> bytes)
    {
        Span<long> counts = stackalloc long[256];
        Count(bytes, counts);
        var mode = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[mode])
                mode = i;
        }

        return YaraValue.Of((long)mode);
    }

    private static void Count(ReadOnlySpan<byte> bytes, Span<long> counts)
    {
        counts.Clear();
        foreach (var one in bytes)
            counts[one]++;
    }
}
