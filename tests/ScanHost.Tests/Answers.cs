using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ScanHost.Tests;

/// <summary>What tests ask of an answer.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Checks that an answer is a problem of RFC 9457.</summary>
    /// <returns>Its members.</returns>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string? detail = null)
    {
        answer.StatusCode.Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await answer.JsonAsync();
        problem.GetProperty("status").GetInt32().Should().Be((int)status);
        if (detail is not null)
            problem.GetProperty("detail").GetString().Should().Be(detail);
        return problem;
    }

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
