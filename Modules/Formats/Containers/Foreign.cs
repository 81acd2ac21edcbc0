namespace ScanHost.Formats.Containers;

/// <summary>Calls code that we did not write on hostile data. Whatever it throws means that the data is damaged; nothing leaves.</summary>
internal static class Foreign
{
    /// <summary>The call's result, which may be null; null with the exception when it fails.</summary>
    internal static T? Try<T>(Func<T?> call, out Exception? problem)
        where T : class
    {
        problem = null;
        try
        {
            return call();
        }
        catch (Exception error) when (error is not (OperationCanceledException or ExpansionLimitException))
        {
            problem = error;
            return null;
        }
    }
}
