namespace ScanHost.Yara.Matching;

/// <summary>Single bytes of a variant, all windows of one kind in them.</summary>
/// <param name="Kind">What they were chosen for.</param>
/// <param name="Folded">The bytes, folded, as many as the kind's windows cover.</param>
/// <param name="Variant">The variant's number.</param>
/// <param name="Back">How many bytes the variant's anchor lies before them.</param>
internal readonly record struct SolidWindow(WindowKind Kind, byte[] Folded, int Variant, int Back);
