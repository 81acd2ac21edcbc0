using ScanHost.Formats.Shortcuts;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Shortcuts;

public sealed class ShellLinkTests
{
    private static readonly byte[] Sample = new LinkBuilder().To(@"C:\a\b.exe").With("-x y").Icon("c.ico").Environment(@"%a%\b.exe").From("pc-1").Append([1, 2, 3]).Build();

    [Fact]
    public void The_parts_of_a_shortcut_are_read()
    {
        var link = ShellLink.Read(Sample);

        link.Should().Match<ShellLink>(one => one.LocalPath == @"C:\a\b.exe" && one.Arguments == "-x y" && one.IconLocation == "c.ico"
            && one.EnvironmentTarget == @"%a%\b.exe" && one.MachineId == "pc-1" && one.DriveSerialNumber == 0xCAFE1234 && one.End == Sample.Length - 3);
    }

    [Fact]
    public void Every_prefix_and_two_thousand_mutations_are_read_or_called_malformed()
    {
        var random = new Random(11);

        for (var length = 0; length <= Sample.Length; length++)
            Read(Sample[..length]);
        for (var mutation = 0; mutation < 2000; mutation++)
        {
            var copy = (byte[])Sample.Clone();
            for (var count = 0; count < 4; count++)
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
            Read(copy);
        }
    }

    private static void Read(byte[] file)
    {
        try
        {
            ShellLink.Read(file);
        }
        catch (MalformedFileException)
        {
            // One of the two right answers.
        }
    }
}
