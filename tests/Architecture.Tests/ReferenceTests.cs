using System.Reflection;

namespace ScanHost.Architecture.Tests;

/// <summary>Who may know whom. One table; a module that reaches past another one's public face breaks it.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contracts"] = [],
        ["Formats"] = [],
        ["Yara"] = ["Formats"],
        ["Jobs"] = ["Contracts"],
        ["Reports"] = ["Contracts"],
        ["Storage"] = ["Contracts"],
        ["Pipeline"] = ["Contracts", "Formats", "Yara"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    public static TheoryData<string> Modules => ["Jobs", "Pipeline", "Reports", "Storage"];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_references_only_what_the_table_allows(string room)
    {
        var references = Load(room).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("ScanHost.", StringComparison.Ordinal)).Select(name => name["ScanHost.".Length..]);

        references.Should().BeSubsetOf(Allowed[room]);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_shows_one_public_type(string module)
    {
        var visible = Load(module).GetExportedTypes().Where(type => !type.IsNested);

        visible.Select(type => type.Name).Should().Equal($"{module}Module");
    }

    [Theory]
    [InlineData("Formats")]
    [InlineData("Yara")]
    public void A_library_knows_no_host_framework(string library)
    {
        var references = Load(library).GetReferencedAssemblies().Select(name => name.Name!);

        references.Should().NotContain(name => name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    private static Assembly Load(string room) => Assembly.Load($"ScanHost.{room}");
}
