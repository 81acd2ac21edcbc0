using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class OneNoteStageTests
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\u001A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[30]];

    [Theory]
    [InlineData("invoice.hta", "one.embed_exec")]
    [InlineData("run.cmd", "one.embed_exec")]
    [InlineData("open.lnk", "one.embed_exec")]
    [InlineData("minutes.docx", null)]
    [InlineData("photo.png", null)]
    [InlineData("table.csv", null)]
    public async Task An_attached_file_is_judged_by_its_name(string name, string? finding) =>
        (await DocumentScans.FindingsAsync(OneNoteBuilder.Section((name, "some words"u8.ToArray())))).Should().BeEquivalentTo(finding is null ? [] : new[] { finding });

    [Fact]
    public async Task An_attached_script_is_found_by_its_content() =>
        (await DocumentScans.FindingsAsync(OneNoteBuilder.Section(("note", "<html><head><hta:application id=x></head><script language=vbscript>CreateObject(\"WScript.Shell\")</script></html>"u8.ToArray())))).Should().Contain("one.embed_exec");

    [Fact]
    public async Task A_picture_is_not() =>
        (await DocumentScans.FindingsAsync(OneNoteBuilder.Section(("picture.png", Png)))).Should().BeEmpty();

    [Fact]
    public async Task A_name_that_is_turned_around_is_found() =>
        (await DocumentScans.FindingsAsync(OneNoteBuilder.Section(("invoice\u202Efdp.exe", "x"u8.ToArray())))).Should().Contain("one.rlo");

    [Fact]
    public async Task An_encoded_script_is_found() =>
        (await DocumentScans.FindingsAsync(OneNoteBuilder.Section(("a.txt", Encoding.ASCII.GetBytes("#@~^AAAAAA==abc^#~@"))))).Should().Contain("one.wse");

    [Theory]
    [InlineData("one.repeat", 4, "powershell -w hidden -c x", false, true)]
    [InlineData("one.repeat", 3, "powershell -w hidden -c x", false, false)]
    [InlineData("one.repeat", 4, "Minutes of the meeting", false, false)]
    [InlineData("one.repeat", 1, "powershell -w hidden -c x", true, false)]
    [InlineData("one.lure", 1, "powershell -w hidden -c x", true, true)]
    [InlineData("one.lure", 1, "powershell -w hidden -c x", false, false)]
    [InlineData("one.lure", 1, "Minutes of the meeting", true, false)]
    [InlineData("one.lure", 4, "Minutes of the meeting", true, false)]
    public async Task A_button_painted_over_programs_is_found(string finding, int times, string line, bool hasPicture, bool isFound)
    {
        var script = (Name: "a.bat", Content: Encoding.ASCII.GetBytes(line.StartsWith('p') ? $"@echo off\r\n{line}\r\n" : line));
        var files = Enumerable.Repeat(script, times).Concat(hasPicture ? [("button.png", Png)] : []).ToArray();

        (await DocumentScans.FindingsAsync(OneNoteBuilder.Section(files))).Contains(finding).Should().Be(isFound);
    }

    [Fact]
    public async Task Files_come_out_whole()
    {
        var outcome = await DocumentScans.ScanAsync(OneNoteBuilder.Section(("a.png", Png), ("b.txt", "some words"u8.ToArray())));

        outcome.Artifacts.Skip(1).Select(artifact => artifact.Size).Should().Equal(Png.Length, 10);
    }

    [Fact]
    public async Task A_name_behind_a_thousand_others_is_judged() =>
        (await DocumentScans.FindingsAsync(OneNoteBuilder.Section([.. Enumerable.Range(0, 1200).Select(number => ($"{number}.txt", Array.Empty<byte>())), ("invoice\u202Efdp.exe", "x"u8.ToArray())]))).Should().Contain("one.rlo");
}
