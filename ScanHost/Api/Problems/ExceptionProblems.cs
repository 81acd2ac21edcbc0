using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;

namespace ScanHost.Api.Problems;

/// <summary>Turns what an endpoint throws into a problem. What is not in the table is an error of the program: 500, and in the log.</summary>
internal sealed partial class ExceptionProblems(ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if ((exception is OperationCanceledException or IOException) && context.RequestAborted.IsCancellationRequested)
            return true; // the caller has gone: nobody to answer, nothing to log

        await Describe(exception).ExecuteAsync(context);
        return true;
    }

    /// <summary>The problem that an exception stands for.</summary>
    public ProblemHttpResult Describe(Exception exception, params IEnumerable<KeyValuePair<string, object?>> extensions)
    {
        switch (exception)
        {
            case LimitExceededException refusal:
                return Problem.OfLimit(StatusOf(refusal), refusal, extensions);
            case StorageUnavailableException { IsFull: true }:
                LogFull(exception);
                return Problem.Of(StatusCodes.Status507InsufficientStorage, "The disk is full; nothing was accepted.", extensions);
            case StorageUnavailableException:
                LogUnavailable(exception);
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, "The storage cannot be reached at the moment; try again later.", extensions);
            case BadHttpRequestException bad:
                return Problem.Of(bad.StatusCode, bad.Message, extensions);
            case OperationCanceledException:
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, "The host is stopping; try again later.", extensions);
            default:
                LogUnexpected(exception);
                return Problem.Of(StatusCodes.Status500InternalServerError, "An error of the service itself; its log tells more.", extensions);
        }
    }

    /// <summary>What may pass is 429, and what lacks space 507; what the body is too large for is 413, and what a query asks for too much of 400.</summary>
    private static int StatusOf(LimitExceededException refusal) => refusal switch
    {
        { Remedy: LimitRemedy.ComeAgain } => StatusCodes.Status429TooManyRequests,
        { Remedy: LimitRemedy.FreeSpace } => StatusCodes.Status507InsufficientStorage,
        _ => refusal.Limit.StartsWith(LimitsOptions.Section, StringComparison.Ordinal)
            ? StatusCodes.Status413PayloadTooLarge
            : StatusCodes.Status400BadRequest,
    };

    [LoggerMessage(5001, LogLevel.Error, "A request ended by an unexpected error")]
    private partial void LogUnexpected(Exception error);

    [LoggerMessage(5002, LogLevel.Warning, "A request was refused: the storage cannot be reached")]
    private partial void LogUnavailable(Exception error);

    [LoggerMessage(5003, LogLevel.Error, "A request was refused: the disk is full")]
    private partial void LogFull(Exception error);
}
