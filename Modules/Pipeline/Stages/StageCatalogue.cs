using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Stages.Documents;
using ScanHost.Pipeline.Stages.Indicators;
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
        .. FaultStage.WhenArmed,
        new PeStage(),
        new AuthenticodeStage(),
        new DotNetStage(),
        new ElfStage(),
        new MachOStage(),
        .. readers.Select(reader => new ContainerStage(reader, containers.EffectivePasswords)),
    ];
}
