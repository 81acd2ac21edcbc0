using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ScanHost.Contracts.Limits;

namespace ScanHost.Api.Jobs;

/// <summary>The files in a request's body, one after the other as they arrive. Nothing is buffered and nothing trusted.</summary>
internal static class UploadReader
{
    private const int MaxBoundaryLength = 70; // RFC 2046, 5.1.1
    private const int MaxFormFields = 1000;
    private const long MaxFieldBytes = 64 << 10;

    /// <summary>Room for the headers and boundaries of a multipart body beside its files.</summary>
    private const long OverheadBytes = 16L << 20;

    /// <summary>Raises the server's own limit to what a submission may be: each file is limited where it is stored, with a better answer.</summary>
    public static void AllowLargeBody(HttpContext context, LimitsOptions limits)
    {
        var feature = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (feature is not { IsReadOnly: false })
            return;

        feature.MaxRequestBodySize = IsMultipart(context.Request)
            ? checked((limits.MaxFileBytes * limits.MaxFilesPerSubmission) + OverheadBytes)
            : null;
    }

    /// <summary>Reads the files. Each must be read to its end before the next one is asked for.</summary>
    /// <exception cref="BadHttpRequestException">The body is not what its content type says.</exception>
    /// <exception cref="LimitExceededException">There are more files than <c>Limits:MaxFilesPerSubmission</c>.</exception>
    public static async IAsyncEnumerable<UploadedFile> ReadAsync(
        HttpRequest request, LimitsOptions limits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!IsMultipart(request))
        {
            CheckRaw(request, limits);
            yield return new(request.Query["name"].FirstOrDefault() ?? "", request.Body);
            yield break;
        }

        var parts = new MultipartReader(Boundary(request), request.Body);
        var files = 0;
        for (var fields = 0; await NextAsync(parts, cancellationToken) is { } part; fields++)
        {
            if (fields - files > MaxFormFields)
                throw new BadHttpRequestException($"The form has more than {MaxFormFields} fields.");
            if (FileName(part) is not { } name)
            {
                await SkipAsync(part, cancellationToken);
                continue;
            }

            if (++files > limits.MaxFilesPerSubmission)
            {
                throw new LimitExceededException(
                    "Limits:MaxFilesPerSubmission", limits.MaxFilesPerSubmission,
                    $"The submission has more files than Limits:MaxFilesPerSubmission ({limits.MaxFilesPerSubmission}).");
            }

            yield return new(name, part.Body);
        }
    }

    /// <summary>True for an HTML form's submission.</summary>
    public static bool IsMultipart(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static void CheckRaw(HttpRequest request, LimitsOptions limits)
    {
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
            throw new BadHttpRequestException("Of multipart bodies only multipart/form-data is taken.", StatusCodes.Status415UnsupportedMediaType);
        // A length of 0 is an empty file; no length and no body is a forgotten one.
        if (request.ContentLength is null && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            throw new BadHttpRequestException("The request has no body; the body is the file.");
        if (request.ContentLength > limits.MaxFileBytes)
        {
            throw new LimitExceededException(
                "Limits:MaxFileBytes", limits.MaxFileBytes, $"The file is larger than Limits:MaxFileBytes ({limits.MaxFileBytes} bytes).");
        }
    }

    private static string Boundary(HttpRequest request)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        return boundary is { Length: > 0 and <= MaxBoundaryLength }
            ? boundary
            : throw new BadHttpRequestException("The multipart boundary is missing or longer than 70 characters.");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader parts, CancellationToken cancellationToken)
    {
        try
        {
            return await parts.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new BadHttpRequestException("The multipart body is broken or cut short.", broken);
        }
    }

    /// <summary>The name of a part that is a file; null for an ordinary field, and for the empty part that a browser sends when no file was chosen.</summary>
    private static string? FileName(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            return null;

        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        if (!name.HasValue)
            return null;

        var text = HeaderUtilities.RemoveQuotes(name).Value ?? "";
        return text.Length == 0 && part.ContentType == "application/octet-stream" ? null : text;
    }

    private static async Task SkipAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        var skipped = 0L;
        var buffer = new byte[4096];
        for (int read; (read = await part.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if ((skipped += read) > MaxFieldBytes)
                throw new BadHttpRequestException($"A form field is longer than {MaxFieldBytes} bytes.");
        }
    }
}

/// <summary>A file in a request.</summary>
/// <param name="Name">As submitted; may be empty.</param>
/// <param name="Content">Its bytes, to be read once.</param>
internal sealed record UploadedFile(string Name, Stream Content);
