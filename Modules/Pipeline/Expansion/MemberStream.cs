using ScanHost.Formats;

namespace ScanHost.Pipeline.Expansion;

/// <summary>
/// Where a container reader writes one member. Everything that comes out counts. What is beyond
/// <c>Limits:MaxArtifactBytes</c> is counted and thrown away, so that one huge member does not hide its neighbours.
/// </summary>
/// <param name="budget">Of the scan.</param>
/// <param name="limitReached">Told when a limit cuts this member, or ends all unpacking.</param>
/// <param name="completed">Takes the content when the member is complete.</param>
internal sealed class MemberStream(
    ExpansionBudget budget, Action<ExpansionLimitException> limitReached, Action<MemberStream> completed) : Stream
{
    private bool closed;

    /// <summary>What is kept.</summary>
    public SpooledMember Kept { get; } = new(budget);

    /// <summary>True when the member is longer than what is kept.</summary>
    public bool IsCut { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !closed;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        try
        {
            budget.AddBytes(buffer.Length);
        }
        catch (ExpansionLimitException limit)
        {
            IsCut = true;
            limitReached(limit);
            throw;
        }

        Keep(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !closed)
        {
            closed = true;
            completed(this);
        }

        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> buffer)
    {
        var room = budget.MaxArtifactBytes - Kept.Length;
        if (buffer.Length <= room)
        {
            Kept.Append(buffer);
            return;
        }

        Kept.Append(buffer[..(int)room]);
        if (IsCut)
            return;

        IsCut = true;
        limitReached(new ExpansionLimitException("MaxArtifactBytes", budget.MaxArtifactBytes));
    }
}
