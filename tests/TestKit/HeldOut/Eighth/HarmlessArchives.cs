using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Archives of projects, payslips, backups and portable tools.</summary>
public sealed class HarmlessArchives : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        var tool = new EighthImage { Subsystem = 3 }.Runtime().Importing("KERNEL32.dll", "FindFirstFileW FindNextFileW GetFileSizeEx").With("Usage: dupfind [folder]", "%s: %llu bytes").Version("A. Berg", "dupfind", "dupfind.exe").Build();
        yield return ("website-main.zip", TextZip(("website-main/index.html", "<!doctype html><title>Club</title><script src=\"app.js\"></script>"), ("website-main/app.js", "fetch('/api/news').then(r => r.json()).then(render);\nfunction render(n) { document.title = n.title; }\n"), ("website-main/deploy.sh", "#!/bin/sh\nset -e\nrsync -az --delete ./ web@www.example.org:/srv/www/\n"), ("website-main/build.ps1", "npm ci\nnpm run build\nCompress-Archive dist out.zip -Force\n")));
        yield return ("Payslip_2026-11.zip", Packed("zip", "07031984", ("Payslip_2026-11.pdf", PdfBuilder.Document())));
        yield return ("dupfind-1.2-win64.zip", InertFiles.Zip(("dupfind-1.2/dupfind.exe", tool), ("dupfind-1.2/README.md", Utf8("# dupfind\nFinds duplicates.\n")), ("dupfind-1.2/register.reg", Dos("Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Software\\Classes\\Directory\\shell\\dupfind\\command]\n@=\"\\\"C:\\\\Tools\\\\dupfind.exe\\\" \\\"%1\\\"\"\n"))));
        yield return ("backup_20261120.7z", Packed("7z", "long private pass phrase", ("photos/a.png", EighthPicture.Build(40, 40)), ("mail/archive.txt", Utf8("Backup of letters"))));
        yield return ("submissions.tar.gz", Tgz(("berg/report.docx", EighthOffice.Word(EighthOffice.P("Report"))), ("berg/code.zip", TextZip(("main.py", "import subprocess, sys\nprint(subprocess.run([sys.executable, '--version'], capture_output=True).stdout)\n"))), ("lind/run.bat", Dos("@echo off\npython main.py %*\npause\n"))));
    }
}
