namespace ScanHost.Formats.Identification;

/// <summary>The answer to "what is this file?".</summary>
/// <param name="Type">The best match.</param>
/// <param name="Confidence">0 to 100: 100 for empty, 95 and more for a structure that was checked, about 90 for a signature of 4 bytes
/// or more, 60 to 80 for text judged by its words, 0 for <c>unknown</c>.</param>
/// <param name="Encoding">Text encoding by its registered name (<c>us-ascii</c>, <c>utf-8</c>, <c>utf-16le</c>…); null for binary.</param>
/// <param name="AlsoValidAs">Other types whose header stands where their readers accept it (polyglots); usually empty.</param>
public sealed record Identification(FileType Type, int Confidence, string? Encoding, IReadOnlyList<FileType> AlsoValidAs);
