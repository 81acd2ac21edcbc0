using System.Text;
using System.Text.Json;

namespace ScanHost.Formats.Scripts.Workspaces;

/// <summary>Commands of notebooks (nbformat 3 and 4) and of editors' tasks. What is no valid JSON has none.</summary>
internal static class JsonCommands
{
    private const int MaxNesting = 12;

    /// <summary>Code cells: Python, lines for the shell (<c>!</c>, <c>%%bash</c>); and pages that an output brings along, which a trusted notebook runs.</summary>
    internal static IEnumerable<(string Extension, string Text)> OfNotebook(string text)
    {
        if (LenientJson.Parse(text) is not { } notebook)
            return [];
        using (notebook)
            return [.. Cells(notebook.RootElement).Take(WorkspaceCommands.MaxCommands).SelectMany(OfCell)];
    }

    /// <summary>Every <c>command</c> with its <c>args</c>, and the commands of development containers.</summary>
    internal static IEnumerable<(string Extension, string Text)> OfTasks(string text)
    {
        if (LenientJson.Parse(text) is not { } tasks)
            return [];
        using (tasks)
            return [.. Commands(tasks.RootElement, "", 0).Take(WorkspaceCommands.MaxCommands)];
    }

    /// <summary>Every line below <c>scripts</c> (getcomposer.org/doc/articles/scripts.md).</summary>
    internal static IEnumerable<(string Extension, string Text)> OfComposer(string text)
    {
        if (LenientJson.Parse(text) is not { } settings)
            return [];
        using (settings)
            return settings.RootElement.ValueKind == JsonValueKind.Object && settings.RootElement.TryGetProperty("scripts", out var scripts) && scripts.ValueKind == JsonValueKind.Object
                ? [.. scripts.EnumerateObject().SelectMany(script => script.Value.ValueKind == JsonValueKind.Array ? script.Value.EnumerateArray().Select(Text) : [Text(script.Value)]).Select(line => ("sh", line.TrimStart('@')))]
                : [];
    }

    private static IEnumerable<JsonElement> Cells(JsonElement notebook)
    {
        if (List(notebook, "cells") is { } cells)
            return cells.EnumerateArray();
        return List(notebook, "worksheets") is { } sheets ? sheets.EnumerateArray().SelectMany(sheet => List(sheet, "cells")?.EnumerateArray() ?? default) : [];
    }

    private static IEnumerable<(string, string)> OfCell(JsonElement cell)
    {
        if (cell.ValueKind != JsonValueKind.Object || !cell.TryGetProperty("cell_type", out var type) || !type.ValueEquals("code"))
            yield break;
        var source = cell.TryGetProperty("source", out var lines) || cell.TryGetProperty("input", out lines) ? Text(lines) : "";
        if (source.TrimStart() is var start && (start.StartsWith("%%bash", StringComparison.Ordinal) || start.StartsWith("%%sh", StringComparison.Ordinal) || start.StartsWith("%%script", StringComparison.Ordinal)))
            yield return ("sh", source[(source.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        else if (start.StartsWith("%%javascript", StringComparison.Ordinal) || start.StartsWith("%%html", StringComparison.Ordinal))
            yield return (start[2] == 'j' ? "js" : "html", source[(source.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        else
        {
            var (shell, python) = (new StringBuilder(), new StringBuilder());
            foreach (var line in source.Split('\n'))
                _ = line.TrimStart() is ['!', .. var command] ? shell.AppendLine(command) : line.StartsWith('%') ? shell : python.AppendLine(line);
            yield return ("sh", shell.ToString());
            yield return ("py", python.ToString());
        }
        foreach (var output in List(cell, "outputs")?.EnumerateArray() ?? default)
            if (output.ValueKind == JsonValueKind.Object && output.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
                foreach (var part in data.EnumerateObject())
                    if (part.Name is "text/html" or "application/javascript" or "image/svg+xml" && Text(part.Value) is var page && page.Contains(part.Name[0] == 'a' ? "(" : "<script", StringComparison.OrdinalIgnoreCase))
                        yield return (part.Name[0] == 'a' ? "js" : "html", page);
    }

    private static IEnumerable<(string, string)> Commands(JsonElement element, string system, int depth)
    {
        if (depth > MaxNesting)
            yield break;
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var inner in element.EnumerateArray().SelectMany(item => Commands(item, system, depth + 1)))
                yield return inner;
        if (element.ValueKind != JsonValueKind.Object)
            yield break;
        var arguments = List(element, "args") is { } list ? string.Join(' ', list.EnumerateArray().Select(Text)) : "";
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name == "command" || property.Name.EndsWith("Command", StringComparison.Ordinal))
            {
                var command = property.Value.ValueKind == JsonValueKind.Array ? DockerCommands.Joined([.. property.Value.EnumerateArray().Select(Text)]) : Text(property.Value);
                command = $"{command} {arguments}".Trim();
                yield return (system == "windows" || CommandLines.IsOfWindows(command) ? "bat" : "sh", command);
            }
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                foreach (var inner in Commands(property.Value, property.Name is "windows" or "linux" or "osx" ? property.Name : system, depth + 1))
                    yield return inner;
        }
    }

    private static JsonElement? List(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value : null;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Concat(value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : "")),
        JsonValueKind.Object when value.TryGetProperty("value", out var inner) && inner.ValueKind == JsonValueKind.String => inner.GetString()!,
        _ => "",
    };
}
