namespace ScanHost.Yara.Matching;

/// <summary>What a condition needs to know of a pattern; the default is every match anywhere.</summary>
/// <param name="OneSuffices">It only asks whether there is a match. The scan then takes down no more of them than its caller wants to see.</param>
/// <param name="MinOffset">Matches before this offset are of no interest.</param>
/// <param name="MaxOffset">Matches after this offset are of no interest; null for no limit.</param>
internal readonly record struct PatternUse(bool OneSuffices = false, int MinOffset = 0, int? MaxOffset = null);
