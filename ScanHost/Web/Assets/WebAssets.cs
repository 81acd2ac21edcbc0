using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ScanHost.Web.Assets;

/// <summary>The script, the style and the icon, which are inside the binary.</summary>
internal static class WebAssets
{
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        ["site.css"] = "text/css; charset=utf-8",
        ["site.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    };

    private static readonly Dictionary<string, Asset> Assets = MediaTypes.ToDictionary(
        pair => pair.Key, pair => Read(pair.Key, pair.Value), StringComparer.Ordinal);

    /// <summary>The address of a file. It changes with the content, so that browsers may keep it for ever.</summary>
    public static string Address(string name) => $"/assets/{name}?v={Assets[name].Version}";

    /// <summary>The answer to a request for a file.</summary>
    public static IResult Serve(string name, HttpResponse response)
    {
        if (!Assets.TryGetValue(name, out var asset))
            return Results.NotFound();

        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, asset.MediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\""));
    }

    private static Asset Read(string name, string mediaType)
    {
        using var resource = typeof(WebAssets).Assembly.GetManifestResourceStream($"web/{name}")!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return new(content, mediaType, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }

    private sealed record Asset(byte[] Content, string MediaType, string Version);
}

/// <summary>Maps the address of the files.</summary>
internal static class WebAssetEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapWebAssets() => routes
            .MapGet("/assets/{name}", (string name, HttpResponse response) => WebAssets.Serve(name, response))
            .ExcludeFromDescription();
    }
}
