using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Samples;

/// <summary>The bucket that the settings name, and its errors in our words.</summary>
internal sealed class S3Bucket(IOptions<SamplesOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>A server that has not answered a request by then does not answer; for content it has longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A server that moves less than this in a second counts as one that does not answer.</summary>
    private const long SlowestBytesPerSecond = 1 << 20;

    /// <summary>Its name.</summary>
    public string Name => options.Value.Bucket!;

    /// <summary>What every key of ours begins with.</summary>
    public string Prefix => options.Value.Prefix;

    /// <summary>The client; made when it is first needed.</summary>
    public IAmazonS3 Client => client.Value;

    private readonly Lazy<AmazonS3Client> client = new(() => Connect(options.Value));

    /// <summary>Sends a request, and all that belongs to its answer.</summary>
    /// <param name="request">What to send; it is canceled when the server takes too long.</param>
    /// <param name="bytes">So much content is moved.</param>
    /// <param name="cancellationToken">The caller has enough.</param>
    /// <exception cref="StorageUnavailableException">The server cannot be reached, does not answer, or refused; its own error is within.</exception>
    public async Task<T> TryAsync<T>(Func<IAmazonS3, CancellationToken, Task<T>> request, long bytes, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await request(Client, either.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException($"The bucket {Name} does not answer.", error);
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException or HttpRequestException or WebException or IOException)
        {
            throw new StorageUnavailableException($"The bucket {Name} cannot be used: {error.Message}", error) { IsFull = IsFull(error) };
        }
    }

    public void Dispose()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
    }

    /// <summary>507 (RFC 4918, 11.5), or the words that MinIO and Ceph have for it.</summary>
    private static bool IsFull(Exception error) =>
        error is AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage } or AmazonServiceException { ErrorCode: "XMinioStorageFull" or "QuotaExceeded" };

    private static AmazonS3Client Connect(SamplesOptions options)
    {
        var config = new AmazonS3Config
        {
            // Signed with every request, also where no region exists.
            AuthenticationRegion = options.Region,
            // Trailing checksums are Amazon's own; many servers refuse them. The SHA-256 in the key is checked at each download.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
            (config.ServiceURL, config.ForcePathStyle) = (endpoint, true); // other servers rarely have a name for each bucket
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);

        return string.IsNullOrEmpty(options.AccessKey) ? new(config) : new(options.AccessKey, options.SecretKey, config);
    }
}
