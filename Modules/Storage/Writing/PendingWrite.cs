using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Writing;

/// <summary>A write that waits for its transaction. It may be tried twice when a group fails, so it must be idempotent.</summary>
internal abstract class PendingWrite
{
    /// <summary>Bytes that it brings along; a transaction takes only so many.</summary>
    public virtual long Bytes => 0;

    /// <summary>Gives up if nobody waits for it any more.</summary>
    public abstract bool GiveUpIfCanceled();

    /// <summary>Adds itself to a group.</summary>
    public abstract void Join(WriteGroup group);

    public abstract void Succeed();

    public abstract void Fail(Exception error);
}

/// <summary>A write with an answer.</summary>
internal abstract class PendingWrite<T>(CancellationToken cancellationToken) : PendingWrite
{
    private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Outcome => outcome.Task;

    protected abstract T Result { get; }

    public override bool GiveUpIfCanceled() => cancellationToken.IsCancellationRequested && outcome.TrySetCanceled(cancellationToken);

    public override void Succeed() => outcome.TrySetResult(Result);

    public override void Fail(Exception error) => outcome.TrySetException(error);
}

/// <summary>Accepts jobs, all or none.</summary>
internal sealed class AcceptWrite(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) : PendingWrite<int>(cancellationToken)
{
    public override long Bytes { get; } = jobs.Sum(job => (long)(job.Content?.Length ?? 0));

    protected override int Result => jobs.Count;

    public override void Join(WriteGroup group) => group.Accepts.AddRange(jobs);
}

/// <summary>Ends a claimed job, or gives it back.</summary>
internal sealed class EndWrite(JobTransition transition) : PendingWrite<Job?>(CancellationToken.None)
{
    private readonly Ending ending = new(transition);

    public override long Bytes { get; } = transition is JobTransition.Done done ? done.Result.Length + (done.Detail?.Length ?? 0) : 0;

    protected override Job? Result => ending.Applied;

    public override void Join(WriteGroup group)
    {
        ending.Applied = null;
        group.Endings.Add(ending);
    }
}

/// <summary>Claims due jobs.</summary>
internal sealed class ClaimWrite(Guid host, int count, CancellationToken cancellationToken)
    : PendingWrite<IReadOnlyList<JobAvailable>>(cancellationToken)
{
    private readonly Claim claim = new(host, count);
    private int tries;

    /// <summary>A first try may have been committed unheard: what it claimed belongs to this host, which does not know of it.</summary>
    public bool WasRepeated => tries > 1;

    protected override IReadOnlyList<JobAvailable> Result => claim.Claimed;

    public override void Join(WriteGroup group)
    {
        tries++;
        claim.Claimed = [];
        group.Claims.Add(claim);
    }
}

/// <summary>Anything else.</summary>
internal sealed class OtherWrite<T>(Func<JobWriter, Task<T>> write, CancellationToken cancellationToken) : PendingWrite<T>(cancellationToken)
{
    private T? result;

    protected override T Result => result!;

    public override void Join(WriteGroup group) => group.Others.Add(async writer => result = await write(writer));
}
