using ScanHost.Formats.Identification;
using ScanHost.Formats.Tests.Containers;

namespace ScanHost.Formats.Tests.Documents;

public sealed class HostileDocumentTests
{
    private const int Mutations = 10_000;

    /// <summary>Each mutant of an encrypted document has a key derived, which is made to take long. Its ten thousand are those of <see cref="HostileContainerTests"/>.</summary>
    private const int EncryptedMutations = 1000;

    public static TheoryData<string> OneOfEach => [.. DocumentSamples.Names];

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public void Every_prefix_of_a_document_is_either_read_or_called_malformed(string sample)
    {
        var (reader, file) = DocumentSamples.Make(sample);

        for (var length = 0; length <= file.Length; length++)
            ReadHostile(reader, file.AsMemory(0, length), $"the first {length} bytes of {sample}");
    }

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public void A_document_with_flipped_bytes_is_either_read_or_called_malformed(string sample)
    {
        var (reader, file) = DocumentSamples.Make(sample);
        var random = new Random(11);

        var mutations = sample.Contains("encrypted", StringComparison.Ordinal) ? EncryptedMutations : Mutations;
        for (var mutation = 0; mutation < mutations; mutation++)
            ReadHostile(reader, Mutate(file, random), $"mutation {mutation} of {sample}");
    }

    private static void ReadHostile(string reader, ReadOnlyMemory<byte> file, string what)
    {
        try
        {
            FileIdentifier.Identify(file.Span);
            RecordingSink.Reader(reader).Unpack(file, new RecordingSink(4 * 1024 * 1024, 1000), [], CancellationToken.None);
        }
        catch (Exception error) when (error is not (MalformedFileException or ExpansionLimitException))
        {
            throw new InvalidOperationException($"{what} made the reader throw", error);
        }
        catch (Exception)
        {
            // Malformed, or the budget ended it: both are right answers.
        }
    }

    // Overwritten bytes, a cut, a doubled part: lengths and offsets then point anywhere.
    private static byte[] Mutate(byte[] file, Random random)
    {
        var copy = (byte[])file.Clone();
        for (var count = random.Next(1, 9); count > 0; count--)
            copy[random.Next(copy.Length)] = random.Next(4) switch { 0 => 0xFF, 1 => 0, 2 => (byte)random.Next(256), _ => (byte)(copy[random.Next(copy.Length)] + 1) };
        return random.Next(10) switch
        {
            0 => copy[..random.Next(copy.Length)],
            1 => [.. copy[..random.Next(copy.Length)], .. copy[random.Next(copy.Length)..]],
            _ => copy,
        };
    }
}
