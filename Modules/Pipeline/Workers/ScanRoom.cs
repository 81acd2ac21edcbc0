using System.Threading.Channels;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Pipeline.Workers;

/// <summary>Counts what the workers have in hand: what waits in the channel, and what is being scanned.</summary>
internal sealed class ScanRoom(ChannelReader<JobAvailable> waiting, IOptions<PipelineOptions> options) : IScanRoom
{
    private readonly Lock changing = new();
    private TaskCompletionSource? room;
    private int awaited;
    private int running;
    private long ended;

    public int Workers { get; } = options.Value.WorkerCount;

    public int InHand => waiting.Count + Volatile.Read(ref running);

    public long Ended => Volatile.Read(ref ended);

    public async Task WaitForRoomAsync(int count, CancellationToken cancellationToken)
    {
        Task enough;
        lock (changing)
        {
            if (InHand < count)
                return;

            awaited = count;
            enough = (room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await enough.WaitAsync(cancellationToken);
    }

    /// <summary>A worker has taken a job from the channel.</summary>
    public void Begin()
    {
        lock (changing)
            running++;
    }

    /// <summary>A worker has ended its job.</summary>
    public void End()
    {
        lock (changing)
        {
            running--;
            ended++;
            if (room is null || InHand >= awaited)
                return;

            room.SetResult();
            room = null;
        }
    }
}
