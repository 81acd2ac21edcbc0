namespace ScanHost.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>All went well; of <c>scan</c>: every file is clean.</summary>
    public const int Success = 0;

    /// <summary>Of <c>scan</c>: some file is suspicious or malicious. Of <c>serve</c>: it ended by an error while it ran.</summary>
    public const int Found = 1;

    /// <summary>Of <c>scan</c>: none is suspicious or malicious, but some could not be examined wholly, or not at all.</summary>
    public const int NotSure = 2;

    /// <summary>It did not start: a wrong argument or setting, a folder that cannot be written, a database out of reach, a port in use.</summary>
    public const int NotStarted = 3;

    /// <summary>Of <c>scan</c>: stopped by a signal, as a shell says it of SIGINT.</summary>
    public const int Interrupted = 130;
}
