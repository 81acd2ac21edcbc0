using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Mail messages, RFC 5322 and MIME.</summary>
internal static class Letter
{
    /// <summary>One part, or several when something is attached.</summary>
    /// <param name="headers">From, To, Subject, Date and what else there is, a line each.</param>
    /// <param name="body">Text or HTML.</param>
    /// <param name="isHtml">Which of both.</param>
    /// <param name="attachments">Name, media type, content.</param>
    public static byte[] Build(string headers, string body, bool isHtml, params (string Name, string Type, byte[] Content)[] attachments)
    {
        var type = $"text/{(isHtml ? "html" : "plain")}; charset=utf-8";
        var text = new StringBuilder(headers.Trim()).Append("\nMIME-Version: 1.0\n");
        if (attachments.Length == 0)
            return Crlf(text.Append("Content-Type: ").Append(type).Append("\nContent-Transfer-Encoding: 8bit\n\n").Append(body).Append('\n'));
        var boundary = $"=_{(uint)body.Length * 2654435761u:x8}{(uint)headers.Length * 40503u:x8}";
        text.Append($"Content-Type: multipart/mixed;\n boundary=\"{boundary}\"\n\n--{boundary}\nContent-Type: {type}\nContent-Transfer-Encoding: base64\n\n");
        text.Append(Lines(Encoding.UTF8.GetBytes(body))).Append('\n');
        foreach (var (name, media, content) in attachments)
            text.Append($"--{boundary}\nContent-Type: {media};\n name=\"{name}\"\nContent-Disposition: attachment;\n filename=\"{name}\"\nContent-Transfer-Encoding: base64\n\n{Lines(content)}\n");
        return Crlf(text.Append($"--{boundary}--\n"));
    }

    private static string Lines(byte[] content) => string.Join('\n', Convert.ToBase64String(content).Chunk(76).Select(line => new string(line)));

    private static byte[] Crlf(StringBuilder text) => Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\r\n"));
}
