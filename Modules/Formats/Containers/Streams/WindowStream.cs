namespace ScanHost.Formats.Containers.Streams;

/// <summary>A decoder that writes into a window. What it wrote before it failed is still handed out, then the failure.</summary>
internal abstract class WindowStream(int windowBytes) : DecoderStream
{
    /// <summary>So many bytes a decoder writes before it lets them be read.</summary>
    protected const int EnoughPending = 64 * 1024;

    private bool isAtEnd;
    private Exception? failure;

    /// <summary>Where decoded bytes go.</summary>
    protected HistoryWindow Window { get; } = new(windowBytes);

    /// <summary>Decodes some more, about <see cref="EnoughPending"/> bytes at most.</summary>
    /// <returns>False at the end of the data.</returns>
    protected abstract bool DecodeMore();

    /// <summary>Makes the stream readable again, for data that goes on with the same window.</summary>
    protected void Restart() => (isAtEnd, failure) = (false, null);

    public override int Read(Span<byte> buffer)
    {
        while (Window.Pending == 0 && !isAtEnd)
        {
            if (failure is not null)
                throw new InvalidDataException("the data is damaged", failure);
            Decode();
        }
        return Window.Read(buffer);
    }

    private void Decode()
    {
        try
        {
            isAtEnd = !DecodeMore();
        }
        catch (Exception error) when (error is not (OperationCanceledException or DecoderLimitException or UnsupportedDataException))
        {
            failure = error;
        }
    }
}
