using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Notebook sections with the files that people attach to notes.</summary>
public sealed class HarmlessNotebooks : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Recipes.one", OneNoteBuilder.Section(("cake.png", EighthPicture.Build(100, 80))));
        yield return ("Project kick-off.one", OneNoteBuilder.Section(("Plan.xlsx", EighthOffice.Excel([("Plan", "visible", EighthOffice.Row(1, "Task", "Owner"))])), ("Slides.pdf", PdfBuilder.Document())));
        yield return ("Helpdesk handbook.one", OneNoteBuilder.Section(("Get-DiskSpace.ps1", Dos("param([string[]]$ComputerName = $env:COMPUTERNAME)\nGet-CimInstance Win32_LogicalDisk -ComputerName $ComputerName -Filter 'DriveType=3' |\n    Select-Object PSComputerName, DeviceID, @{n='FreeGB';e={[math]::Round($_.FreeSpace/1GB,1)}}\n"))));
        yield return ("Lecture 4.one", OneNoteBuilder.Section(("board.png", EighthPicture.Build(200, 100)), ("handout.docx", EighthOffice.Word(EighthOffice.P("Handout")))));
        yield return ("Customer visit.one", OneNoteBuilder.Section(("Agenda.msg", new MsgBuilder().Text(0x001A, "IPM.Note").Text(0x0037, "Agenda").Text(0x1000, "See you on Tuesday.").Build()), ("site.png", EighthPicture.Build(90, 90))));
    }
}
