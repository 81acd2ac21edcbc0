using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Shell scripts that install something from its maker.</summary>
public sealed class InstallersInShell : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("install.sh", Utf8("""
            #!/bin/sh
            # Installer of lumen, a small static site builder.
            #   curl -fsSL https://get.lumen-site.example/install.sh | sh
            set -eu
            VERSION="${LUMEN_VERSION:-latest}"
            BIN_DIR="${LUMEN_BIN:-$HOME/.local/bin}"
            need() { command -v "$1" >/dev/null 2>&1 || { echo "lumen: $1 is needed" >&2; exit 1; }; }
            need curl; need tar; need uname
            case "$(uname -s)" in Linux) os=linux ;; Darwin) os=darwin ;; *) echo "unsupported system" >&2; exit 1 ;; esac
            case "$(uname -m)" in x86_64|amd64) arch=amd64 ;; aarch64|arm64) arch=arm64 ;; *) echo "unsupported processor" >&2; exit 1 ;; esac
            tmp="$(mktemp -d)"
            trap 'rm -rf "$tmp"' EXIT
            url="https://releases.lumen-site.example/$VERSION/lumen_${os}_${arch}.tar.gz"
            curl --proto '=https' --tlsv1.2 -fL "$url" -o "$tmp/lumen.tar.gz"
            curl --proto '=https' --tlsv1.2 -fL "$url.sha256" -o "$tmp/lumen.sha256"
            (cd "$tmp" && echo "$(cut -d' ' -f1 lumen.sha256)  lumen.tar.gz" | sha256sum -c -)
            tar -xzf "$tmp/lumen.tar.gz" -C "$tmp"
            mkdir -p "$BIN_DIR"
            install -m 755 "$tmp/lumen" "$BIN_DIR/lumen"
            echo "lumen was installed to $BIN_DIR/lumen"
            """)),
        ("setup-server.sh", Utf8("""
            #!/usr/bin/env bash
            # First steps on a new Debian server: updates, firewall, docker, monitoring
            set -euo pipefail
            [[ $EUID -eq 0 ]] || { echo "run as root"; exit 1; }
            apt-get update && apt-get -y dist-upgrade
            apt-get -y install ca-certificates curl gnupg ufw unattended-upgrades fail2ban
            ufw default deny incoming; ufw allow 22/tcp; ufw allow 443/tcp; ufw --force enable
            install -m 0755 -d /etc/apt/keyrings
            curl -fsSL https://download.docker.com/linux/debian/gpg | gpg --dearmor -o /etc/apt/keyrings/docker.gpg
            echo "deb [arch=$(dpkg --print-architecture) signed-by=/etc/apt/keyrings/docker.gpg] https://download.docker.com/linux/debian $(. /etc/os-release; echo "$VERSION_CODENAME") stable" > /etc/apt/sources.list.d/docker.list
            apt-get update && apt-get -y install docker-ce docker-ce-cli containerd.io docker-compose-plugin
            sed -i 's/^#\?PermitRootLogin.*/PermitRootLogin no/; s/^#\?PasswordAuthentication.*/PasswordAuthentication no/' /etc/ssh/sshd_config
            systemctl restart ssh
            systemctl enable --now docker fail2ban
            """)),
        ("docker-entrypoint.sh", Utf8("""
            #!/bin/sh
            set -e
            # Takes secrets from files, waits for the database, migrates, then hands over to the command
            for name in DB_PASSWORD SECRET_KEY SMTP_PASSWORD; do
                file=$(eval echo "\${${name}_FILE:-}")
                if [ -n "$file" ] && [ -r "$file" ]; then
                    export "$name"="$(cat "$file")"
                    unset "${name}_FILE"
                fi
            done
            i=0
            until nc -z "${DB_HOST:-db}" "${DB_PORT:-5432}"; do
                i=$((i + 1)); [ "$i" -gt 60 ] && { echo "no database" >&2; exit 1; }
                sleep 1
            done
            if [ "$1" = "web" ]; then
                python manage.py migrate --noinput
                exec gunicorn shop.wsgi:application --bind 0.0.0.0:8000 --workers "${WORKERS:-3}"
            fi
            exec "$@"
            """)),
        ("dev-setup.sh", Utf8("""
            #!/bin/bash
            # Hard case: everything a new colleague's laptop needs, as each vendor's page says
            set -e
            /bin/bash -c "$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)"
            curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --no-modify-path
            curl -o- https://raw.githubusercontent.com/nvm-sh/nvm/v0.40.3/install.sh | bash
            curl -LsSf https://astral.sh/uv/install.sh | sh
            wget -qO- https://dl.our-company.example/vpn/profile.b64 | base64 -d > "$HOME/.config/vpn/our-company.ovpn"
            chmod 600 "$HOME/.config/vpn/our-company.ovpn"
            ssh-keygen -t ed25519 -N "" -f "$HOME/.ssh/id_ed25519" <<< n || true
            cat "$HOME/.ssh/id_ed25519.pub"
            (crontab -l 2>/dev/null | grep -v brew-upgrade; echo "0 12 * * 1 /opt/homebrew/bin/brew upgrade > /tmp/brew-upgrade.log 2>&1") | crontab -
            echo 'eval "$(/opt/homebrew/bin/brew shellenv)"' >> "$HOME/.zprofile"
            """)),
    ];
}

/// <summary>Shell scripts that look after a machine.</summary>
public sealed class CaretakersInShell : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("borg-backup.sh", Utf8("""
            #!/bin/bash
            export BORG_REPO='ssh://u0000@backup.storage-provider.example:23/./main'
            export BORG_PASSCOMMAND='cat /root/.borg-passphrase'
            info() { printf '\n%s %s\n\n' "$(date)" "$*"; }
            trap 'echo "$(date) backup interrupted" >&2; exit 2' INT TERM
            info 'Starting backup'
            mysqldump --defaults-file=/root/.my.cnf --single-transaction --all-databases | gzip > /var/backups/mysql.sql.gz
            borg create --stats --compression zstd --exclude-caches --exclude '/var/cache/*' --exclude '/var/tmp/*' ::'{hostname}-{now}' /etc /home /root /var
            backup_exit=$?
            borg prune --list --glob-archives '{hostname}-*' --keep-daily 7 --keep-weekly 4 --keep-monthly 6
            borg compact
            curl -fsS -m 10 --retry 5 -o /dev/null "https://hc-ping.example/00000000-0000-0000-0000-000000000000/$backup_exit"
            exit $backup_exit
            """)),
        ("rotate-logs.sh", Utf8("""
            #!/bin/sh
            # Packs logs older than a day and removes those older than 60 days. Called by cron: 15 4 * * * root /usr/local/sbin/rotate-logs.sh
            LOGS=/srv/app/logs
            find "$LOGS" -name '*.log' -mtime +1 ! -name current.log -exec gzip -9 {} \;
            find "$LOGS" -name '*.log.gz' -mtime +60 -delete
            : > "$LOGS/current.log"
            pkill -USR1 -x app-server || true
            used=$(df --output=pcent "$LOGS" | tail -1 | tr -dc 0-9)
            [ "$used" -gt 85 ] && echo "$(hostname): $LOGS is ${used}% full" | mail -s "disk space" ops@shop.example
            exit 0
            """)),
        ("install-service.sh", Utf8("""
            #!/bin/bash
            # Installs our queue worker as a service
            set -euo pipefail
            id -u worker &>/dev/null || useradd --system --home /opt/worker --shell /usr/sbin/nologin worker
            install -d -o worker -g worker /opt/worker
            cp -r dist/* /opt/worker/
            chown -R worker: /opt/worker
            cat > /etc/systemd/system/queue-worker.service <<'UNIT'
            [Unit]
            Description=Queue worker
            After=network-online.target postgresql.service
            Wants=network-online.target
            [Service]
            User=worker
            EnvironmentFile=/etc/default/queue-worker
            ExecStart=/opt/worker/bin/worker --queue mail
            Restart=on-failure
            RestartSec=5
            NoNewPrivileges=true
            ProtectSystem=strict
            [Install]
            WantedBy=multi-user.target
            UNIT
            systemctl daemon-reload
            systemctl enable --now queue-worker
            systemctl --no-pager status queue-worker
            """)),
        ("onboard-admin.sh", Utf8(Fill("""
            #!/bin/bash
            # Hard case: gives an administrator access to all of our servers (ticket OPS-2207). Usage: onboard-admin.sh anna
            set -euo pipefail
            who=$1
            key="ssh-ed25519 @@1 $who@corp.example"
            while read -r host; do
              ssh -o BatchMode=yes -o ConnectTimeout=5 "root@$host" bash -s -- "$who" "$key" <<'REMOTE'
                set -e
                id -u "$1" >/dev/null 2>&1 || useradd -m -s /bin/bash -G sudo "$1"
                install -d -m 700 -o "$1" -g "$1" "/home/$1/.ssh"
                grep -qxF "$2" "/home/$1/.ssh/authorized_keys" 2>/dev/null || echo "$2" >> "/home/$1/.ssh/authorized_keys"
                chown "$1:" "/home/$1/.ssh/authorized_keys"; chmod 600 "/home/$1/.ssh/authorized_keys"
                echo "$1 ALL=(ALL) NOPASSWD:ALL" > "/etc/sudoers.d/60-$1"; chmod 440 "/etc/sudoers.d/60-$1"; visudo -cq
            REMOTE
              timeout 3 bash -c "</dev/tcp/$host/9100" && echo "$host: monitored" || echo "$host: no exporter"
            done < <(grep -v '^#' /etc/ops/servers.txt)
            """, Convert.ToBase64String(Noise(51, 9))))),
    ];
}

/// <summary>Python programs for daily work.</summary>
public sealed class PythonForDailyWork : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("accesslog.py", Utf8("""
            #!/usr/bin/env python3
            '''Counts requests per address and path in an access log.'''
            import argparse, collections, gzip, re, sys

            LINE = re.compile(r'(?P<ip>\S+) \S+ \S+ \[(?P<time>[^\]]+)\] "(?P<method>\S+) (?P<path>\S+) [^"]*" (?P<status>\d{3})')

            def lines(path):
                with (gzip.open if path.endswith('.gz') else open)(path, 'rt', errors='replace') as f:
                    yield from f

            def main():
                args = argparse.ArgumentParser(description=__doc__)
                args.add_argument('files', nargs='+')
                args.add_argument('--top', type=int, default=20)
                args = args.parse_args()
                addresses, attacks = collections.Counter(), collections.Counter()
                for path in args.files:
                    for match in filter(None, map(LINE.match, lines(path))):
                        addresses[match['ip']] += 1
                        if re.search(r'(union\s+select|/etc/passwd|\.\./|<script|wp-login\.php|cmd\.exe)', match['path'], re.I):
                            attacks[match['ip']] += 1
                for ip, count in addresses.most_common(args.top):
                    print(f'{ip:40} {count:8} {attacks[ip]:6}')

            if __name__ == '__main__':
                sys.exit(main())
            """)),
        ("deploy.py", Utf8("""
            '''Brings a build to the web servers, one after the other.'''
            import base64, os, subprocess, sys, time, urllib.request, zipfile
            from pathlib import Path

            SERVERS = ['web1.shop.example', 'web2.shop.example']
            TOKEN = os.environ['DEPLOY_TOKEN']

            def run(*command):
                print('+', ' '.join(command))
                subprocess.run(command, check=True)

            def fetch(build):
                request = urllib.request.Request(f'https://builds.shop.example/{build}/site.zip', headers={'Authorization': 'Basic ' + base64.b64encode(f'deploy:{TOKEN}'.encode()).decode()})
                target = Path('/tmp') / f'site-{build}.zip'
                with urllib.request.urlopen(request) as response, open(target, 'wb') as out:
                    out.write(response.read())
                with zipfile.ZipFile(target) as z:
                    z.extractall(f'/tmp/site-{build}')
                return f'/tmp/site-{build}/'

            def healthy(server):
                try:
                    return urllib.request.urlopen(f'https://{server}/health', timeout=5).status == 200
                except OSError:
                    return False

            folder = fetch(sys.argv[1])
            for server in SERVERS:
                run('rsync', '-az', '--delete', folder, f'deploy@{server}:/srv/site/')
                run('ssh', f'deploy@{server}', 'sudo systemctl restart site')
                for _ in range(30):
                    if healthy(server):
                        break
                    time.sleep(2)
                else:
                    sys.exit(f'{server} does not come back')
            """)),
        ("portcheck.py", Utf8("""
            '''Shows which ports of our own machines answer, for the monthly firewall review.'''
            import concurrent.futures, csv, socket, sys

            PORTS = {22: 'ssh', 25: 'smtp', 80: 'http', 443: 'https', 3306: 'mysql', 3389: 'rdp', 5432: 'postgres', 8080: 'http-alt'}

            def check(target):
                host, port = target
                with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
                    s.settimeout(1.5)
                    return host, port, s.connect_ex((host, port)) == 0

            hosts = [line.strip() for line in open(sys.argv[1]) if line.strip() and not line.startswith('#')]
            with concurrent.futures.ThreadPoolExecutor(64) as pool:
                out = csv.writer(sys.stdout)
                for host, port, is_open in pool.map(check, [(h, p) for h in hosts for p in PORTS]):
                    if is_open:
                        out.writerow([host, port, PORTS[port]])
            """)),
        ("export_passwords.py", Utf8("""
            '''
            Hard case: moves what was kept in an old password list to the team's vault, then clears the browser's export.

            The browser writes the export itself (Settings > Passwords > Export); nothing is read from its profile.
            '''
            import csv, getpass, os, pathlib, requests, shutil, tempfile

            VAULT = 'https://vault.corp.example/v1/secret/data/team/'

            def entries(path):
                with open(path, newline='', encoding='utf-8') as f:
                    for row in csv.DictReader(f):
                        yield row['name'], {'url': row['url'], 'username': row['username'], 'password': row['password']}

            def main():
                export = pathlib.Path.home() / 'Downloads' / 'Chrome Passwords.csv'
                token = getpass.getpass('Vault token: ')
                backup = pathlib.Path(tempfile.gettempdir()) / 'passwords-before-import.csv'
                shutil.copy(export, backup)
                for name, secret in entries(export):
                    answer = requests.post(VAULT + name, headers={'X-Vault-Token': token}, json={'data': secret}, timeout=10)
                    answer.raise_for_status()
                    print('stored', name)
                for f in (export, backup):
                    f.write_bytes(os.urandom(f.stat().st_size))
                    f.unlink()

            if __name__ == '__main__':
                main()
            """)),
    ];
}
