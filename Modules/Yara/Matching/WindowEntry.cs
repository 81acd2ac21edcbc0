namespace ScanHost.Yara.Matching;

/// <summary>Where a window leads.</summary>
/// <param name="Variant">The number of the variant.</param>
/// <param name="Back">How many bytes the anchor lies before the window.</param>
internal readonly record struct WindowEntry(int Variant, int Back);
