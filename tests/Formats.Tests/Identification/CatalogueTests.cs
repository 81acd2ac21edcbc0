using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Identification;

public sealed class CatalogueTests
{
    [Fact]
    public void The_catalogue_has_at_least_250_types_with_ids_of_their_own()
    {
        FileTypes.All.Should().HaveCountGreaterThan(250);
        FileTypes.All.Select(type => type.Id).Should().OnlyHaveUniqueItems().And.NotContain(id => id.Any(char.IsUpper));
    }

    [Fact]
    public void Every_parent_is_a_type_of_the_catalogue_and_no_type_is_its_own_ancestor()
    {
        foreach (var type in FileTypes.All)
        {
            var steps = 0;
            for (var parent = type.Parent; parent is not null; parent = FileTypes.Get(parent).Parent)
                (++steps).Should().BeLessThan(10, type.Id);
        }
    }

    [Fact]
    public void Every_signature_without_a_probe_identifies_its_own_type()
    {
        foreach (var row in FileTypes.Rows)
            foreach (var signature in row.Signatures)
                SignatureTable.Matching(signature.Example()).First().Type.Id.Should().BeOneOf(
                    [row.Type.Id, .. Ancestors(row.Type), .. Rivals(row.Type.Id)], $"{row.Type.Id} has this signature");
    }

    [Fact]
    public void Docx_is_a_zip_and_doc_is_a_compound_file()
    {
        FileTypes.Get("docm").IsA("zip").Should().BeTrue();
        FileTypes.Get("msi").IsA("ole").Should().BeTrue();
        FileTypes.Get("pe-net-dll").IsA("pe").Should().BeTrue();
        FileTypes.Get("docx").IsA("ole").Should().BeFalse();
    }

    private static IEnumerable<string> Ancestors(FileType type)
    {
        for (var parent = type.Parent; parent is not null; parent = FileTypes.Get(parent).Parent)
            yield return parent;
    }

    // Examples fill free bytes with zeros, which for these gives the signature of a relative.
    private static IEnumerable<string> Rivals(string id) => id switch
    {
        "word-dos" => ["write"],
        "write" => ["word-dos"],
        _ => [],
    };
}
