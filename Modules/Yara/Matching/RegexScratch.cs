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
}
