using System.Collections.Frozen;
using System.Globalization;

namespace ScanHost.Pipeline.Expansion;

/// <summary>What a file name says of an archive that was split: <c>a.7z.002</c>, <c>a.z01</c> with <c>a.zip</c>, <c>a.part1.rar</c>, <c>a.r00</c> with <c>a.rar</c>,
/// and an InstallShield set, which begins with its header: <c>data1.hdr</c>, <c>data1.cab</c>, <c>data2.cab</c>.</summary>
/// <param name="Whole">The whole's name: <c>a.7z</c>.</param>
/// <param name="Scheme">How the parts are numbered; parts of different schemes belong to different wholes.</param>
/// <param name="Number">The part's number, from 1 on; <see cref="Last"/> for the part that a scheme puts last.</param>
internal sealed record VolumeName(string Whole, string Scheme, int Number)
{
    /// <summary>Of the part without a number that ends a split zip archive.</summary>
    internal const int Last = int.MaxValue;

    private static readonly FrozenSet<string> Archives = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, ".7z", ".zip", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".iso", ".img", ".arj", ".exe", ".cab", ".dmg");

    /// <summary>The scheme of InstallShield sets. The header may be missing: the first cabinet holds it then.</summary>
    private const string InstallShield = "isc";

    /// <summary>True when the name alone says that the file needs others: <c>a.zip</c> and <c>a.zip.001</c> may be all there is.</summary>
    internal bool IsSure => (Scheme == "001" && Number > 1) || (Scheme == "z01" && Number != Last);

    /// <summary>Null when the name is not that of a part.</summary>
    internal static VolumeName? Read(string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot <= 0)
            return null;
        var (stem, ending) = (name[..dot], name[(dot + 1)..]);
        if (ending.Length == 3 && Digits(ending) is > 0 and var number && Archives.Contains(Path.GetExtension(stem)))
            return new(stem, "001", number);
        if (ending.Equals("zip", StringComparison.OrdinalIgnoreCase))
            return new(name, "z01", Last);
        if (ending.Length >= 3 && ending[0] is 'z' or 'Z' && Digits(ending[1..]) is > 0 and var zip)
            return new(stem + ".zip", "z01", zip);
        if (ending.Length == 3 && ending[0] is 'r' or 'R' && Digits(ending[1..]) is >= 0 and var old)
            return new(stem + ".rar", "r00", old + 2);
        if (!ending.Equals("rar", StringComparison.OrdinalIgnoreCase))
            return null;
        var part = stem.LastIndexOf(".part", StringComparison.OrdinalIgnoreCase);
        return part > 0 && Digits(stem[(part + 5)..]) is > 0 and var rar ? new(stem[..part] + ".rar", "part", rar) : new(name, "r00", 1);
    }

    /// <summary>The same of a file that is known to belong to an InstallShield set: other cabinets bear such names too.</summary>
    internal static VolumeName? ReadInstallShield(string name)
    {
        var (stem, ending) = (Path.ChangeExtension(name, null), Path.GetExtension(name));
        var digits = stem.Length - stem.TrimEnd("0123456789").Length;
        if (digits == 0 || Digits(stem[^digits..]) is not (> 0 and var number))
            return null;
        var whole = $"{stem[..^digits]}1.cab";
        return ending.Equals(".cab", StringComparison.OrdinalIgnoreCase) ? new(whole, InstallShield, number + 1)
            : ending.Equals(".hdr", StringComparison.OrdinalIgnoreCase) && number == 1 ? new(whole, InstallShield, 1)
            : null;
    }

    /// <summary>The sets of which all parts are there, as places in the list in the order of the parts.</summary>
    internal static IEnumerable<(string Whole, IReadOnlyList<int> Parts)> Sets(IEnumerable<VolumeName?> names)
    {
        var parts = names.Select((name, place) => (Name: name, Place: place)).Where(part => part.Name is not null);
        foreach (var set in parts.GroupBy(part => (part.Name!.Whole.ToUpperInvariant(), part.Name.Scheme)))
        {
            var ordered = set.OrderBy(part => part.Name!.Number).ToList();
            var first = set.Key.Scheme == InstallShield && ordered[0].Name!.Number == 2 ? 2 : 1;
            var isComplete = ordered.Count > 1
                && ordered.Select((part, index) => part.Name!.Number == (set.Key.Scheme == "z01" && index == ordered.Count - 1 ? Last : index + first)).All(fits => fits);
            if (isComplete)
                yield return (ordered[0].Name!.Whole, [.. ordered.Select(part => part.Place)]);
        }
    }

    private static int Digits(string text) =>
        text.Length is > 0 and <= 5 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
