using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Shell scripts that install and serve.</summary>
public sealed class InstallingShellScripts : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("install.sh", Utf8("""
            #!/bin/sh
            # Installs the "tally" command.  curl -fsSL https://tally-tool.example/install.sh | sh
            set -eu
            os=$(uname -s | tr '[:upper:]' '[:lower:]')
            arch=$(uname -m)
            case "$arch" in x86_64) arch=amd64 ;; aarch64|arm64) arch=arm64 ;; *) echo "unsupported: $arch" >&2; exit 1 ;; esac
            version=${TALLY_VERSION:-$(curl -fsSL https://api.github.com/repos/no-such-owner/tally/releases/latest | sed -n 's/.*"tag_name": "\(.*\)".*/\1/p')}
            tmp=$(mktemp -d)
            trap 'rm -rf "$tmp"' EXIT
            curl -fsSL "https://github.com/no-such-owner/tally/releases/download/$version/tally_${os}_$arch.tar.gz" -o "$tmp/tally.tar.gz"
            curl -fsSL "https://github.com/no-such-owner/tally/releases/download/$version/checksums.txt" -o "$tmp/checksums.txt"
            (cd "$tmp" && grep "tally_${os}_$arch.tar.gz" checksums.txt | sed 's/tally_.*/tally.tar.gz/' | sha256sum -c -)
            tar -xzf "$tmp/tally.tar.gz" -C "$tmp"
            install -d "${PREFIX:-$HOME/.local}/bin"
            install -m 755 "$tmp/tally" "${PREFIX:-$HOME/.local}/bin/tally"
            echo "Installed tally $version. Make sure that ~/.local/bin is in your PATH."
            """));
        yield return ("setup-runner.sh", Utf8("""
            #!/usr/bin/env bash
            # Sets up a build machine.
            set -euo pipefail
            export DEBIAN_FRONTEND=noninteractive
            apt-get update && apt-get install -y ca-certificates curl gnupg cron
            install -m 0755 -d /etc/apt/keyrings
            curl -fsSL https://download.docker.com/linux/debian/gpg | gpg --dearmor -o /etc/apt/keyrings/docker.gpg
            echo "deb [signed-by=/etc/apt/keyrings/docker.gpg] https://download.docker.com/linux/debian bookworm stable" > /etc/apt/sources.list.d/docker.list
            apt-get update && apt-get install -y docker-ce docker-ce-cli
            curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
            apt-get install -y nodejs
            useradd -m -G docker runner || true
            mkdir -p /home/runner/.ssh && cat /root/deploy_keys/*.pub >> /home/runner/.ssh/authorized_keys
            (crontab -l 2>/dev/null; echo "15 3 * * * docker system prune -af >/var/log/prune.log 2>&1") | crontab -
            cat > /etc/systemd/system/runner.service <<'UNIT'
            [Unit]
            Description=Build runner
            After=docker.service
            [Service]
            User=runner
            ExecStart=/home/runner/run.sh
            Restart=always
            [Install]
            WantedBy=multi-user.target
            UNIT
            systemctl daemon-reload && systemctl enable --now runner
            """));
        yield return ("wait-for-it.sh", Utf8("""
            #!/bin/bash
            # Waits until a port answers, then runs the command.  ./wait-for-it.sh db 5432 -- npm start
            host=$1; port=$2; shift 3
            for i in $(seq 1 60); do
              if (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; then
                exec 3>&- ; exec "$@"
              fi
              sleep 1
            done
            echo "no answer from $host:$port" >&2
            exit 1
            """));
        yield return ("pg-backup.sh", Utf8("""
            #!/bin/sh
            # /etc/cron.daily/pg-backup
            umask 077
            DIR=/var/backups/pg
            for db in $(psql -At -U postgres -c "select datname from pg_database where not datistemplate"); do
              pg_dump -U postgres -Fc "$db" > "$DIR/$db-$(date +%F).dump" || logger -p user.err "backup of $db failed"
            done
            find $DIR -name '*.dump' -mtime +14 -delete
            tar czf - -C $DIR . | openssl enc -aes-256-cbc -pbkdf2 -pass file:/root/.backup-pass | ssh -i /root/.ssh/backup_ed25519 backup@vault.firma.example "cat > pg-$(hostname)-$(date +%u).tgz.enc"
            curl -fsS -m 10 --retry 5 -o /dev/null https://hc-ping.com/00000000-0000-0000-0000-000000000000
            """));
    }
}

/// <summary>Python tools that talk to services, decode and start programs, with good intent.</summary>
public sealed class PythonTools : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("weather_bot.py", Utf8("""
            '''Tells the rowing club each morning whether the river is fit to row on.'''
            import os
            import requests

            TOKEN = os.environ["TELEGRAM_TOKEN"]
            CHAT = os.environ["TELEGRAM_CHAT"]

            def level():
                reply = requests.get("https://pegel.example/api/stations/koeln/level.json", timeout=10)
                reply.raise_for_status()
                return reply.json()["value"]

            def main():
                value = level()
                text = f"Pegel Köln: {value} cm. " + ("Rudern ist möglich." if value < 620 else "Heute bitte nicht aufs Wasser.")
                requests.post(f"https://api.telegram.org/bot{TOKEN}/sendMessage", data={"chat_id": CHAT, "text": text}, timeout=10)

            if __name__ == "__main__":
                main()
            """));
        yield return ("test_codec.py", Utf8(Fill("""
            import base64, binascii, zlib
            import unittest

            VECTORS = [
                (b"", ""),
                (b"f", "Zg=="),
                (b"The quick brown fox jumps over the lazy dog", "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZw=="),
            ]
            NOISE = base64.b64decode("@@1")

            class Codec(unittest.TestCase):
                def test_vectors(self):
                    for plain, text in VECTORS:
                        self.assertEqual(base64.b64encode(plain).decode(), text)
                        self.assertEqual(base64.b64decode(text), plain)

                def test_round_trip(self):
                    self.assertEqual(zlib.decompress(zlib.compress(NOISE)), NOISE)

                def test_compiled_expression(self):
                    space = {}
                    exec(compile("value = 6 * 7", "<test>", "exec"), space)
                    self.assertEqual(space["value"], 42)
            """, Convert.ToBase64String(SixthNoise.Bytes(600, 71)))));
        yield return ("release.py", Utf8("""
            #!/usr/bin/env python3
            import argparse, hashlib, os, platform, shutil, subprocess, sys, tempfile, urllib.request

            def run(*command, **options):
                print("+", " ".join(command))
                subprocess.run(command, check=True, **options)

            parser = argparse.ArgumentParser()
            parser.add_argument("version")
            args = parser.parse_args()
            run(sys.executable, "-m", "pip", "install", "--quiet", "build", "twine")
            run(sys.executable, "-m", "build")
            with tempfile.TemporaryDirectory() as folder:
                tool = os.path.join(folder, "upx.zip")
                urllib.request.urlretrieve("https://tools.firma.example/upx/upx-win64.zip", tool)
                if hashlib.sha256(open(tool, "rb").read()).hexdigest() != open("upx.sha256").read().strip():
                    sys.exit("upx.zip is not what we expect")
                shutil.unpack_archive(tool, folder)
                run(os.path.join(folder, "upx.exe"), "--best", "dist/tool.exe")
            run("git", "tag", "-s", args.version, "-m", args.version)
            run("twine", "upload", "dist/*", env={**os.environ, "TWINE_USERNAME": "__token__", "TWINE_PASSWORD": os.environ["PYPI_TOKEN"]})
            """));
        yield return ("bookmarks_export.py", Utf8("""
            '''Exports Chrome's own bookmarks and history to CSV, for people who change browsers.'''
            import csv, json, os, shutil, sqlite3, sys, tempfile
            from pathlib import Path

            profile = Path(os.environ["LOCALAPPDATA"]) / "Google/Chrome/User Data/Default"
            target = Path(sys.argv[1] if len(sys.argv) > 1 else "export")
            target.mkdir(exist_ok=True)

            def walk(node, path=""):
                if node.get("type") == "url":
                    yield path, node["name"], node["url"]
                for child in node.get("children", []):
                    yield from walk(child, f"{path}/{node.get('name', '')}")

            with open(target / "bookmarks.csv", "w", newline="", encoding="utf-8") as file:
                rows = csv.writer(file)
                for root in json.loads((profile / "Bookmarks").read_text("utf-8"))["roots"].values():
                    rows.writerows(walk(root))
            with tempfile.TemporaryDirectory() as folder:
                copy = shutil.copy(profile / "History", folder)
                with sqlite3.connect(copy) as db, open(target / "history.csv", "w", newline="", encoding="utf-8") as file:
                    csv.writer(file).writerows(db.execute("SELECT url, title, visit_count FROM urls ORDER BY visit_count DESC"))
            print(f"Written to {target}")
            """));
    }
}

/// <summary>Scripts for macOS that install, notify and tidy.</summary>
public sealed class MacScripts : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("bootstrap-mac.sh", Utf8("""
            #!/bin/bash
            set -e
            # New Mac for the design team
            if ! command -v brew >/dev/null; then
              /bin/bash -c "$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)"
            fi
            brew bundle --file=- <<'B'
            cask "figma"
            cask "firefox"
            brew "git"
            brew "imagemagick"
            B
            defaults write com.apple.dock autohide -bool true
            defaults write com.apple.screensaver askForPassword -int 1
            killall Dock
            osascript -e 'display notification "The set-up is complete" with title "IT"'
            """));
        yield return ("com.firma.backup.plist", Utf8("""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0"><dict>
              <key>Label</key><string>com.firma.backup</string>
              <key>ProgramArguments</key><array><string>/usr/bin/rsync</string><string>-a</string><string>--delete</string><string>/Users/Shared/Projects/</string><string>nas.firma.example::projects</string></array>
              <key>StartCalendarInterval</key><dict><key>Hour</key><integer>12</integer><key>Minute</key><integer>30</integer></dict>
              <key>StandardErrorPath</key><string>/tmp/backup.err</string>
            </dict></plist>
            """));
        yield return ("postinstall", Utf8("""
            #!/bin/sh
            # postinstall of "Print Tools 5.2.pkg"
            PLIST=/Library/LaunchDaemons/com.print-tools.helper.plist
            /bin/launchctl bootout system "$PLIST" 2>/dev/null
            /usr/sbin/chown root:wheel "$PLIST" && /bin/chmod 644 "$PLIST"
            /bin/launchctl bootstrap system "$PLIST"
            /usr/sbin/lpadmin -p PrintTools -E -v "printtools://localhost" -P "/Library/Printers/PPDs/PrintTools.ppd"
            /usr/bin/xattr -dr com.apple.quarantine "/Applications/Print Tools.app"
            exit 0
            """));
        yield return ("Rename Photos.applescript", Utf8("""
            -- Renames the chosen pictures by their date
            set chosen to choose file with prompt "Which pictures?" of type {"public.image"} with multiple selections allowed
            set answer to text returned of (display dialog "Name of the event:" default answer "Holiday" with title "Rename Photos")
            set counter to 1
            repeat with picture in chosen
              set taken to do shell script "/usr/bin/mdls -raw -name kMDItemContentCreationDate " & quoted form of POSIX path of picture & " | /usr/bin/cut -c1-10"
              tell application "Finder"
                set ending to name extension of picture
                set name of picture to answer & " " & taken & " " & counter & "." & ending
              end tell
              set counter to counter + 1
            end repeat
            display notification ((counter - 1) as string) & " pictures renamed" with title "Rename Photos"
            """));
    }
}
