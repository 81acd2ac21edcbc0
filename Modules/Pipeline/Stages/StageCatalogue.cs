using ScanHost.Formats.Containers;

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
        .. FaultStage.WhenArmed,
        .. readers.Select(reader => new ContainerStage(reader, containers.EffectivePasswords)),
    ];
}
