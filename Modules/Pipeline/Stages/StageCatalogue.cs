using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Stages.Documents;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Stages.Disguises;
using ScanHost.Pipeline.Stages.Images;
using ScanHost.Pipeline.Stages.Indicators;
using ScanHost.Pipeline.Stages.Packages;
using ScanHost.Pipeline.Stages.Scripts;
using ScanHost.Pipeline.Stages.Shortcuts;
using ScanHost.Pipeline.Stages.Similarity;
using ScanHost.Pipeline.Stages.Web;
using ScanHost.Pipeline.Stages.Executables;

namespace ScanHost.Pipeline.Stages;

/// <summary>Every stage of the pipeline but the hash lists, whose content changes while the program runs.</summary>
internal static class StageCatalogue
{
    public static IReadOnlyList<IScanStage> Create(IEnumerable<ContainerReader> readers, ContainersOptions containers) =>
    [
        new IdentifyStage(),
        new HashesStage(),
        new NamesStage(),
        new EicarStage(),
        new EntropyStage(),
        new StringsStage(),
        .. DocumentStages.All,
        new IndicatorsStage(),
        new WebStage(),
        new PageScriptStage(),
        new SiteSettingsStage(),
        .. FaultStage.WhenArmed,
        new PeStage(),
        new AuthenticodeStage(),
        new DotNetStage(),
        new ElfStage(),
        new MachOStage(),
        .. ScriptStage.All,
        new ServerPageStage(),
        new OtherScriptStage(),
        new AutomationStage(),
        new GuidanceStage(),
        new PickleStage(),
        new EncodedScriptStage(),
        new ShortcutsStage(),
        new SettingsStage(),
        new PackagesStage(),
        new ByteCodeStage(),
        new ImagesStage(),
        new SimilarityStage(),
        new BloatStage(),
        new LureNamesStage(),
        new WorkspaceStage(),
        .. readers.Select(reader => new ContainerStage(reader, containers.EffectivePasswords)),
        .. ScriptLayers.All.Select(layers => new ScriptLayersStage(layers)),
    ];
}
