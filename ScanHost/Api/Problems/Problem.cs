using Microsoft.AspNetCore.Http.HttpResults;
using ScanHost.Contracts.Limits;

namespace ScanHost.Api.Problems;

/// <summary>Every error answer: problem details of RFC 9457.</summary>
internal static class Problem
{
    /// <summary>A problem without a type of its own: the status says what it is.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">One sentence for a person.</param>
    /// <param name="extensions">Further members.</param>
    public static ProblemHttpResult Of(int status, string detail, params IEnumerable<KeyValuePair<string, object?>> extensions) =>
        TypedResults.Problem(detail, statusCode: status, extensions: extensions);

    /// <summary>There is no such job.</summary>
    public static ProblemHttpResult JobNotFound() => Of(StatusCodes.Status404NotFound, "Job not found");

    /// <summary>A limit refused something. Its name and value are members of the answer.</summary>
    public static ProblemHttpResult OfLimit(int status, LimitExceededException refusal, params IEnumerable<KeyValuePair<string, object?>> extensions) =>
        Of(status, refusal.Message, [new("limit", refusal.Limit), new("value", refusal.Value), .. extensions]);
}
