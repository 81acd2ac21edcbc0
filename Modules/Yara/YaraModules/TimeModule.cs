using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary><c>time</c>: the clock.</summary>
internal sealed class TimeModule : YaraModule<TimeModule>
{
    public override string Name => "time";

    protected override void Declare(StructureBuilder<TimeModule> module) =>
        module.Function("now", "", YaraType.Integer, (_, call) => YaraValue.Of(call.Context.Clock.GetUtcNow().ToUnixTimeSeconds()));

    protected override TimeModule Read(ModuleContext context) => this;
}
