using Microsoft.Extensions.Options;

namespace ScanHost.Storage.Samples;

/// <summary>Where submitted files are kept.</summary>
internal sealed class SamplesOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Samples";

    /// <summary>A folder of the data directory, or a bucket that several hosts share. Default <see cref="SamplesProvider.FileSystem"/>.</summary>
    public SamplesProvider Provider { get; init; } = SamplesProvider.FileSystem;

    /// <summary>A sample of at most so many bytes is kept in the database, whatever the provider: it is accepted in one transaction with
    /// its job, and shares that transaction's flush with others. Default 64 KiB; 0 keeps every sample that is not empty outside.</summary>
    public int MaxInlineBytes { get; init; } = 64 << 10;

    /// <summary>With S3: the bucket. It must exist.</summary>
    public string? Bucket { get; init; }

    /// <summary>With S3: what every key begins with, such as <c>scanhost/</c>. Default empty.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>With S3: address of a server that is not Amazon's, such as <c>https://minio.example:9000</c>. Null means Amazon's.</summary>
    public string? Endpoint { get; init; }

    /// <summary>With S3: the region; it is part of every signature. Default <c>us-east-1</c>, which most other servers expect.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>With S3: the access key. Null means what the machine provides (environment, profile, instance role).</summary>
    public string? AccessKey { get; init; }

    /// <summary>With S3: the secret that belongs to <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; init; }
}

/// <summary>The kinds of sample store.</summary>
internal enum SamplesProvider
{
    /// <summary>Files in the data directory.</summary>
    FileSystem,

    /// <summary>Objects in a bucket of an S3-compatible server.</summary>
    S3,
}

/// <summary>Checks the range, and that what a bucket needs is set.</summary>
internal sealed class SamplesOptionsValidator : IValidateOptions<SamplesOptions>
{
    public ValidateOptionsResult Validate(string? name, SamplesOptions options) => Problem(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;

    private static string? Problem(SamplesOptions options)
    {
        if (options.MaxInlineBytes is < 0 or > 1 << 20)
            return "Samples:MaxInlineBytes must be 0 to 1048576.";
        if (options.Provider != SamplesProvider.S3)
            return null;
        if (string.IsNullOrWhiteSpace(options.Bucket))
            return "Samples:Provider is S3, so Samples:Bucket must name a bucket.";
        if (string.IsNullOrWhiteSpace(options.Region))
            return "Samples:Region must name a region; us-east-1 suits most servers that are not Amazon's.";
        if (options.Endpoint is { } endpoint && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            return "Samples:Endpoint must be an http or https address.";
        return string.IsNullOrEmpty(options.AccessKey) == string.IsNullOrEmpty(options.SecretKey)
            ? null
            : "Samples:AccessKey and Samples:SecretKey belong together.";
    }
}
