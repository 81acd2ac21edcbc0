namespace ScanHost.Contracts.Samples;

/// <summary>The store has a file under this name, and its bytes are not those that were submitted. Waiting does not help; submitting it again does.</summary>
public sealed class SampleDamagedException(string sha256) : Exception($"The stored bytes are not those of {sha256}.");
