using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Archives of modules as PyInstaller makes them: Python itself writes the table and compresses.</summary>
internal static class PyzBuilder
{
    private const string Writer = """
        import marshal, struct, sys, zlib
        code = [('app', compile("print('hello')", 'app', 'exec')), ('net.client', compile("import socket", 'c', 'exec'))]
        body, toc = b'', []
        for name, module in code:
            data = zlib.compress(marshal.dumps(module))
            toc.append((name, (0, 12 + 5 + len(body), len(data))))
            body += data
        toc = dict(toc) if sys.argv[1] == 'dict' else toc
        sys.stdout.buffer.write(b'PYZ\0' + b'\xa7\x0d\x0d\x0a' + struct.pack('!i', 17 + len(body)) + b'\0' * 5 + body + marshal.dumps(toc))
        """;

    /// <param name="table">The table's form: <c>list</c> as in PyInstaller 6, <c>dict</c> as in PyInstaller 2.</param>
    internal static byte[] Write(string table) => ForeignTool.Run(Path.GetTempPath(), "python3", "-c", Writer, table);
}
