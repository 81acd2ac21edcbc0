namespace ScanHost.Formats.Pdf;

/// <summary>Visits every dictionary of a file once: values are trees, because references are not followed.</summary>
public static class PdfWalk
{
    private const int MaxDictionaries = 2_000_000;

    /// <summary>Every dictionary with the object that it stands in, objects in their order.</summary>
    public static IEnumerable<(PdfObject Owner, PdfMap Dictionary)> Dictionaries(PdfFile pdf)
    {
        var open = new Stack<PdfValue>();
        var count = 0;
        foreach (var item in pdf.Objects)
        {
            open.Push(item.Value);
            while (open.TryPop(out var value))
            {
                if (value is PdfArray array)
                    for (var index = array.Items.Count - 1; index >= 0; index--)
                        Push(open, array.Items[index]);
                if (value is not PdfMap dictionary)
                    continue;
                if (++count > MaxDictionaries)
                {
                    pdf.NoteCut();
                    yield break;
                }
                yield return (item, dictionary);
                foreach (var inner in dictionary.Entries.Values)
                    Push(open, inner);
            }
        }
    }

    private static void Push(Stack<PdfValue> open, PdfValue value)
    {
        if (value is PdfArray or PdfMap)
            open.Push(value);
    }
}
