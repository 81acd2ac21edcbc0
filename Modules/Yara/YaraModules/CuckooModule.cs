using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary><c>cuckoo</c>: declared, so that rules compile. Without a report of a file's behaviour nothing was ever observed, as in libyara.</summary>
internal sealed class CuckooModule : YaraModule<CuckooModule>
{
    private static readonly (string Part, string[] Functions)[] Observations =
    [
        ("network", ["dns_lookup", "http_get", "http_post", "http_request", "http_user_agent", "host"]),
        ("registry", ["key_access"]),
        ("filesystem", ["file_access"]),
        ("sync", ["mutex"]),
    ];

    public override string Name => "cuckoo";

    public override string? Shortcoming => "it reads no behaviour reports here, and finds nothing";

    protected override void Declare(StructureBuilder<CuckooModule> module)
    {
        foreach (var (part, functions) in Observations)
        {
            module.Structure<CuckooModule>(part, cuckoo => cuckoo, structure =>
            {
                foreach (var function in functions)
                    structure.Function(function, "r", YaraType.Integer, (_, _) => YaraValue.Of(0));
                if (part != "network")
                    return;

                structure.Function("tcp", "ri", YaraType.Integer, (_, _) => YaraValue.Of(0));
                structure.Function("udp", "ri", YaraType.Integer, (_, _) => YaraValue.Of(0));
            });
        }
    }

    protected override CuckooModule Read(ModuleContext context) => this;
}
