using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace ScanHost.Pipeline.Scanning;

/// <summary>
/// Threads for scans alone. Parsing computes for seconds: on the shared thread pool it would keep requests waiting. A thread that
/// is stuck in a stage is simply not there any more; the next scan gets another one.
/// </summary>
internal sealed class ScanThreads : IDisposable
{
    private readonly Stack<Worker> idle = new();
    private readonly YieldingPriority? priority;
    private readonly Herald? herald;
    private int busy;
    private bool isDisposed;

    /// <summary>Starts no thread before there is work.</summary>
    /// <param name="giveWay">
    /// True for a service: while all cores are busy with scans, what answers requests and keeps the ledger gets its time first.
    /// </param>
    public ScanThreads(bool giveWay = false)
    {
        if (giveWay)
            (priority, herald) = (new(), new());
    }

    /// <summary>Runs work on a thread of its own. How many run at once is the callers' affair.</summary>
    public Task<T> Run<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (idle)
            Give(() => Complete(result, work));

        return result.Task;
    }

    /// <summary>Tells others something from within work, in the order of the calls and before the end of the work is known.</summary>
    public void Tell(Action news)
    {
        if (herald is null)
            news();
        else
            herald.Tell(news);
    }

    /// <summary>Runs all of it and returns when all has ended: on this thread, and on others as far as cores are free of scans.</summary>
    public void RunTogether(IReadOnlyList<Action> work)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        using var ended = new CountdownEvent(1);
        for (var helpers = 1; helpers < work.Count && TryHelp(); helpers++)
        {
        }

        TakeTurns();
        ended.Signal();
        ended.Wait();
        failure?.Throw();

        void TakeTurns()
        {
            try
            {
                for (int turn; (turn = Interlocked.Increment(ref next)) < work.Count;)
                    work[turn]();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        }

        bool TryHelp()
        {
            lock (idle)
            {
                if (busy >= Environment.ProcessorCount)
                    return false;

                ended.AddCount();
                Give(() =>
                {
                    TakeTurns();
                    ended.Signal();
                });
                return true;
            }
        }
    }

    public void Dispose()
    {
        lock (idle)
        {
            isDisposed = true;
            while (idle.TryPop(out var worker))
                worker.Give(null);
        }

        herald?.Dispose();
    }

    private void Complete<T>(TaskCompletionSource<T> result, Func<T> work)
    {
        try
        {
            var value = work();
            Tell(() => result.SetResult(value));
        }
        catch (OperationCanceledException canceled)
        {
            Tell(() => result.SetCanceled(canceled.CancellationToken));
        }
        catch (Exception error)
        {
            Tell(() => result.SetException(error));
        }
    }

    private void Give(Action work)
    {
        busy++;
        if (!idle.TryPop(out var worker))
            worker = new Worker(this);

        worker.Give(work);
    }

    /// <summary>A worker has ended its work.</summary>
    /// <returns>False when it should end too.</returns>
    private bool TryRest(Worker worker)
    {
        lock (idle)
        {
            busy--;
            if (isDisposed || idle.Count >= Environment.ProcessorCount)
                return false;

            idle.Push(worker);
            return true;
        }
    }

    /// <summary>A thread that waits for work.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing; the thread may outlive its owner.")]
    private sealed class Worker
    {
        private readonly ScanThreads owner;
        private readonly SemaphoreSlim given = new(0);
        private Action? work;

        public Worker(ScanThreads owner)
        {
            this.owner = owner;
            new Thread(Loop) { IsBackground = true, Name = "scan" }.Start();
        }

        /// <summary>Hands it its next work; null ends it.</summary>
        public void Give(Action? next)
        {
            work = next;
            given.Release();
        }

        private void Loop()
        {
            owner.priority?.TakeOn();
            do
            {
                given.Wait();
                work?.Invoke();
                if (work is null)
                    break;

                work = null;
            }
            while (owner.TryRest(this));
        }
    }
}
