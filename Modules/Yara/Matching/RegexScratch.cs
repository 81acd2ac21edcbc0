namespace ScanHost.Yara.Matching;

/// <summary>The memory in which a regular expression runs, kept from run to run; used by one thread at a time.</summary>
internal sealed class RegexScratch
{
    private const int StepsBetweenQuestions = 1 << 18;

    private ScanBudget? budget;
    private long steps;

    /// <summary>The threads that wait at the current position, the most wanted first.</summary>
    internal ThreadList Current { get; private set; } = new();

    /// <summary>The threads that wait at the next position.</summary>
    internal ThreadList Next { get; private set; } = new();

    /// <summary>Instructions whose branches are still to be followed.</summary>
    internal List<int> Stack { get; } = [];

    /// <summary>Positions reached by a sequence.</summary>
    internal List<int> Positions { get; private set; } = [];

    /// <summary>Positions reached after the next part of a sequence.</summary>
    internal List<int> NextPositions { get; private set; } = [];

    /// <summary>Where matches start, found backward from an anchor.</summary>
    internal List<int> Starts { get; } = [];

    /// <summary>When threads came into each run: a queue for each byte of its round, so that those of a queue are at the same byte.</summary>
    internal List<RunQueue> Runs { get; } = [];

    /// <summary>The position at which the time is 0: it counts the bytes from there.</summary>
    internal int Origin { get; private set; }

    /// <summary>Begins at a position, with so many queues that nothing has come into.</summary>
    internal void StartRuns(int origin, int count)
    {
        Origin = origin;
        for (var queue = 0; queue < count; queue++)
        {
            if (queue == Runs.Count)
                Runs.Add(new RunQueue());
            Runs[queue].Clear();
        }
    }

    /// <summary>Names the budget that is asked while running.</summary>
    internal void Begin(ScanBudget? scanBudget)
    {
        budget = scanBudget;
        steps = 0;
    }

    /// <summary>Counts work done; false when the budget is used up.</summary>
    internal bool Work(int amount)
    {
        steps += amount;
        if (steps < StepsBetweenQuestions)
            return true;
        steps = 0;
        return budget is null || budget.Allows();
    }

    /// <summary>Makes the next threads the current ones.</summary>
    internal void SwapThreads() => (Current, Next) = (Next, Current);

    /// <summary>Makes the next positions the current ones.</summary>
    internal void SwapPositions() => (Positions, NextPositions) = (NextPositions, Positions);

    /// <summary>A list of instructions, each at most once, in the order in which they were added.</summary>
    internal sealed class ThreadList
    {
        private int[] items = [];
        private int[] stamps = [];
        private int stamp;

        /// <summary>How many there are.</summary>
        internal int Count { get; private set; }

        /// <summary>An instruction.</summary>
        internal int this[int index] => items[index];

        /// <summary>Empties the list and makes room.</summary>
        internal void Clear(int size)
        {
            Count = 0;
            if (items.Length < size)
            {
                items = new int[size];
                stamps = new int[size];
                stamp = 0;
            }
            if (++stamp == int.MaxValue)
            {
                Array.Clear(stamps);
                stamp = 1;
            }
        }

        /// <summary>Marks an instruction as seen; false when it was.</summary>
        internal bool See(int instruction)
        {
            if (stamps[instruction] == stamp)
                return false;
            stamps[instruction] = stamp;
            return true;
        }

        /// <summary>Appends an instruction that was not seen before.</summary>
        internal void Append(int instruction) => items[Count++] = instruction;
    }

    /// <summary>Rising times, of which the first ones are taken out.</summary>
    internal sealed class RunQueue
    {
        private int[] times = [];
        private int head;
        private int tail;

        internal bool IsEmpty => head == tail;

        /// <summary>The earliest time.</summary>
        internal int First => times[head];

        internal void Clear() => head = tail = 0;

        /// <summary>Adds a time, unless it is the last one.</summary>
        internal void Add(int time)
        {
            if (!IsEmpty && times[tail - 1] == time)
                return;
            if (tail == times.Length)
            {
                if (head > tail / 2)
                {
                    times.AsSpan(head, tail - head).CopyTo(times);
                    (head, tail) = (0, tail - head);
                }
                else
                {
                    Array.Resize(ref times, Math.Max(16, 2 * times.Length));
                }
            }
            times[tail++] = time;
        }

        /// <summary>Takes out what is not later than a time.</summary>
        internal void DropUntil(int time)
        {
            while (head < tail && times[head] <= time)
                head++;
            if (head == tail)
                Clear();
        }
    }
}
