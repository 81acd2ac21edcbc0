using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class PyzTests
{
    // Python itself writes the table and compresses, in the form of PyInstaller 6 (a list) and in that of PyInstaller 2 (a dictionary).
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

    [Theory]
    [InlineData("list")]
    [InlineData("dict")]
    public void Modules_come_out_under_their_names(string table)
    {
        var sink = RecordingSink.Unpack("pyz", Written(table));

        sink.Members.Select(member => member.Member.Name).Should().Equal("app.pyc", "net/client.pyc");
        Encoding.Latin1.GetString(sink.Members[0].Content.ToArray()).Should().Contain("hello");
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void Every_prefix_and_ten_thousand_mutants_are_read_or_called_damaged()
    {
        var reader = RecordingSink.Reader("pyz");
        var random = new Random(18);
        var file = Written("list");
        for (var length = 0; length < file.Length; length++)
            Read(reader, file[..length]);
        for (var mutation = 0; mutation < 10_000; mutation++)
        {
            var copy = (byte[])file.Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
                copy[random.Next(4, copy.Length)] = (byte)random.Next(256);
            Read(reader, copy);
        }
    }

    private static byte[] Written(string table) => ForeignTool.Run(Path.GetTempPath(), "python3", "-c", Writer, table);

    private static void Read(ContainerReader reader, byte[] file)
    {
        try
        {
            reader.Unpack(file, new RecordingSink(maxBytes: 1 << 20), [], CancellationToken.None);
        }
        catch (Exception error) when (error is MalformedFileException or ExpansionLimitException)
        {
            // What hostile files are answered with.
        }
    }
}
