using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ScanHost.Contracts.Faults;

namespace ScanHost.Pipeline.Stages;

/// <summary>
/// Does what a file tells it: the worst that a stage could do. For the fault tests only; the stage does not exist unless
/// <see cref="Failpoint"/> is armed with <c>fault_stage</c>. A file says <c>scanhost-fault WHAT [MILLISECONDS]</c> in its first line.
/// </summary>
internal sealed class FaultStage : IScanStage
{
    private const int MaxLine = 100;

    /// <summary>The stage where the fault tests ask for it, else nothing.</summary>
    public static IEnumerable<IScanStage> WhenArmed => Failpoint.IsArmed("fault_stage") ? [new FaultStage()] : [];

    public string Name => "fault";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => true;

    public async ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var beginning = scan.Beginning.Span;
        var words = Encoding.ASCII.GetString(beginning[..Math.Min(beginning.Length, MaxLine)]).Split('\n')[0].Split(' ');
        if (words is not ["scanhost-fault", var fault, ..])
            return;

        switch (fault)
        {
            case "sleep":
                await Task.Delay(int.Parse(words[2], CultureInfo.InvariantCulture), cancellationToken);
                break;
            case "failfast":
                Environment.FailFast("asked to");
                break;
            case "overflow":
                Overflow(0);
                break;
            case "memory":
                EatMemory();
                break;
            case "spin":
                Spin();
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static int Overflow(int depth) => Overflow(depth + 1) + 1;

    private static void EatMemory()
    {
        var eaten = new List<byte[]>();
        while (true)
            eaten.Add(GC.AllocateUninitializedArray<byte>(1 << 20));
    }

    /// <summary>Hears no cancellation.</summary>
    private static void Spin()
    {
        while (!Environment.HasShutdownStarted)
            Thread.SpinWait(1000);
    }
}
