namespace ScanHost.Settings;

/// <summary>The program does not start, for a reason that the person who started it can change.</summary>
/// <param name="sentence">What is wrong and where, in one line.</param>
internal sealed class StartRefusedException(string sentence) : Exception(sentence);
