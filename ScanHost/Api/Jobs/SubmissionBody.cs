using Microsoft.OpenApi;

namespace ScanHost.Api.Jobs;

/// <summary>
/// Says in the API's description what a submission's body is. Not as metadata of the endpoint: that would refuse the other content types
/// under which programs send a file, <c>application/x-www-form-urlencoded</c> of curl's <c>--data-binary</c> among them.
/// </summary>
internal static class SubmissionBody
{
    public static void Describe(OpenApiOperation operation) => operation.RequestBody = new OpenApiRequestBody
    {
        Required = true,
        Description = "The file itself, under any content type that is not multipart; or a form with one or many files.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/octet-stream"] = new() { Schema = Binary() },
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["file"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Binary() },
                    },
                },
            },
        },
    };

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };
}
