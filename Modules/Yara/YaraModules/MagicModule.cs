using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary><c>magic</c>: declared, so that rules compile; what libmagic would say is undefined here.</summary>
internal sealed class MagicModule : YaraModule<MagicModule>
{
    public override string Name => "magic";

    public override string? Shortcoming => "its functions are undefined here";

    protected override void Declare(StructureBuilder<MagicModule> module)
    {
        module.Function("type", "", YaraType.String, (_, _) => default);
        module.Function("mime_type", "", YaraType.String, (_, _) => default);
    }

    protected override MagicModule Read(ModuleContext context) => this;
}
