using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Semantics;

/// <summary>
/// Tells which strings libyara calls slow, by its own measure: the quality of the best run of up to four bytes that every match contains.
/// Our matcher chooses its windows in another way, but rules are exchanged, and their authors rely on this warning.
/// </summary>
internal static class AtomQuality
{
    private const int AtomLength = 4;
    private const int Enough = 38;
    private const int Nothing = 0;
    private const int MaxUnrolled = 4;

    public static bool IsSlow(Pattern pattern) => pattern switch
    {
        TextPattern text => IsSlow(text),
        HexPattern hex => ChainSplitter.Split(hex.Root, isHex: true, out _, out _).Exists(segment => Best(segment) < Enough),
        RegexPattern regex => Best(regex.Root) < Enough,
        _ => false,
    };

    private static bool IsSlow(TextPattern text)
    {
        var modifiers = text.Modifiers;
        var wide = modifiers.Has(PatternFlags.Wide);
        var ascii = !wide || modifiers.Has(PatternFlags.Ascii);
        if (modifiers.Has(PatternFlags.Base64 | PatternFlags.Base64Wide))
            return ascii && text.Text.Length < 2;

        // The text as it is written counts too, also where it is searched for in another form only.
        return IsSlow(text.Text, 0, 0)
            || (ascii && IsSlow(BestRun(text.Text), modifiers))
            || (wide && IsSlow(Widened(BestRun(text.Text)), modifiers));
    }

    private static bool IsSlow(byte[] text, PatternModifiers modifiers) => IsSlow(text, modifiers.XorMin ?? 0, modifiers.XorMax ?? 0);

    private static bool IsSlow(byte[] text, int firstKey, int lastKey)
    {
        for (var key = firstKey; key <= lastKey; key++)
        {
            if (Best(Atoms(text, key)) < Enough)
                return true;
        }

        return false;
    }

    /// <summary>The first of the best runs of four bytes; all of a shorter text.</summary>
    private static byte[] BestRun(byte[] text) =>
        text.Length <= AtomLength ? text
        : Enumerable.Range(0, text.Length - AtomLength + 1).Select(start => text[start..(start + AtomLength)]).MaxBy(run => Quality(Atoms(run, 0)))!;

    /// <summary>As much of the wide form of a run as an atom holds.</summary>
    private static byte[] Widened(byte[] run) => [.. run.SelectMany(one => new byte[] { one, 0 }).Take(AtomLength)];

    private static Atom[] Atoms(byte[] text, int key) => Array.ConvertAll(text, one => new Atom((byte)(one ^ key), 0xFF));

    /// <summary>The quality of the best atom that every match of a tree contains.</summary>
    private static int Best(RegexNode root)
    {
        var run = new List<Atom>();
        var best = Nothing;
        Walk(root, run, ref best);
        return Math.Max(best, Best([.. run]));
    }

    private static void Walk(RegexNode node, List<Atom> run, ref int best)
    {
        switch (node)
        {
            case ConcatNode concat:
                foreach (var part in concat.Parts)
                    Walk(part, run, ref best);
                break;
            case AnyNode:
                run.Add(new Atom(0, 0));
                break;
            case BytesNode { IsNegated: false, IsClass: false } bytes when AtomOf(bytes.Bytes) is { } atom:
                run.Add(atom);
                break;
            case RepeatNode { Min: > 0 } repeat:
                var times = Math.Min(repeat.Min, MaxUnrolled);
                for (var i = 0; i < times; i++)
                    Walk(repeat.Body, run, ref best);
                // A jump of a few bytes is part of an atom; what follows a repeated byte is not.
                if (repeat.Body is not AnyNode || repeat.Min != repeat.Max || repeat.Min > MaxUnrolled)
                    End(run, ref best);
                break;
            case AlternationNode alternation:
                End(run, ref best);
                best = Math.Max(best, alternation.Alternatives.Min(alternative => Best(alternative)));
                break;
            case EmptyNode:
                break;
            default:
                End(run, ref best);
                break;
        }
    }

    private static void End(List<Atom> run, ref int best)
    {
        best = Math.Max(best, Best([.. run]));
        run.Clear();
    }

    private static int Best(Atom[] run)
    {
        var best = Nothing;
        for (var start = 0; best < Enough && start < run.Length && (start == 0 || start + AtomLength <= run.Length); start++)
            best = Math.Max(best, Quality(run.AsSpan(start, Math.Min(AtomLength, run.Length - start))));

        return best;
    }

    private static int Quality(ReadOnlySpan<Atom> atoms)
    {
        while (atoms is [{ Mask: 0 }, ..])
            atoms = atoms[1..];
        while (atoms is [.., { Mask: 0 }])
            atoms = atoms[..^1];

        int quality = 0, different = 0;
        byte only = 0;
        for (var i = 0; i < atoms.Length; i++)
        {
            var atom = atoms[i];
            if (atom.Mask != 0xFF)
            {
                quality += atom.Mask == 0 ? -10 : 4;
                continue;
            }

            if (!atoms[..i].Contains(atom))
                (different, only) = (different + 1, atom.Value);
            quality += atom.Value switch
            {
                0x00 or 0x20 or 0xCC or 0xFF => 12,
                var one when char.IsAsciiLetter((char)one) => 18,
                _ => 20,
            };
        }

        // A run of one of the bytes with which files are filled is in every file.
        var isFilling = different == 1 && only is (0x00 or 0x20 or 0x90 or 0xCC or 0xFF);
        return isFilling ? quality - (10 * atoms.Length) : quality + (2 * different);
    }

    /// <summary>A byte or a byte of which one half is known; null for other sets.</summary>
    private static Atom? AtomOf(ByteSet set)
    {
        var count = set.Count;
        if (count is not (1 or 16))
            return null;

        var lowest = set.Lowest;
        if (count == 1)
            return new Atom((byte)lowest, 0xFF);
        if (set == ByteSet.Masked(lowest, 0xF0))
            return new Atom((byte)lowest, 0xF0);

        return set == ByteSet.Masked(lowest, 0x0F) ? new Atom((byte)lowest, 0x0F) : null;
    }

    private readonly record struct Atom(byte Value, byte Mask);
}
