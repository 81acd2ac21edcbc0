using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Scripts and settings for Windows computers of firms.</summary>
public sealed class CaretakingOfWindows : FifthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Collect-Diagnostics.ps1", Dos("""
<# Collects what support asks for into one zip. Nothing is sent; the user mails it. #>
param([string]$Out = "$env:USERPROFILE\Desktop\diag_$env:COMPUTERNAME.zip")
$dir = Join-Path $env:TEMP ([guid]::NewGuid()); New-Item $dir -ItemType Directory | Out-Null
systeminfo > "$dir\systeminfo.txt"; ipconfig /all > "$dir\ipconfig.txt"; netsh wlan show interfaces > "$dir\wlan.txt"
Get-CimInstance Win32_Product | Select Name, Version | Export-Csv "$dir\products.csv" -NoTypeInformation
Get-Process | Sort CPU -Desc | Select -First 30 | Out-File "$dir\processes.txt"
wevtutil epl System "$dir\system.evtx" "/q:*[System[TimeCreated[timediff(@SystemTime) <= 604800000]]]"
Get-MpComputerStatus | Out-File "$dir\defender.txt"
Compress-Archive "$dir\*" $Out -Force; Remove-Item $dir -Recurse -Force
Write-Host "Please send $Out to support@contoso.example"
"""));
        yield return ("Install-Fonts.ps1", Dos("""
$fonts = (New-Object -ComObject Shell.Application).Namespace(0x14)
Get-ChildItem "\\files01\branding\fonts" -Include *.ttf, *.otf -Recurse | ForEach-Object {
    if (-not (Test-Path "C:\Windows\Fonts\$($_.Name)")) { $fonts.CopyHere($_.FullName, 0x14) }
}
"""));
        yield return ("detect.ps1", Dos("# Intune detection rule\n$v = (Get-ItemProperty 'HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*' -ErrorAction SilentlyContinue | Where-Object DisplayName -eq 'Warehouse Client').DisplayVersion\nif ($v -and [version]$v -ge [version]'5.1') { Write-Output \"Found $v\"; exit 0 } else { exit 1 }\n"));
        yield return ("Set-DefenderExclusions.ps1", Dos("""
# Exclusions for the SQL servers, approved in CHG-20114. See Microsoft's list for SQL Server.
foreach ($p in 'D:\SQLData', 'E:\SQLLogs', 'F:\SQLBackup') { Add-MpPreference -ExclusionPath $p }
foreach ($x in '.mdf', '.ldf', '.ndf', '.bak', '.trn') { Add-MpPreference -ExclusionExtension $x }
Get-MpPreference | Select-Object ExclusionPath, ExclusionExtension | Format-List
"""));
        yield return ("Remove-Bloatware.ps1", Dos("""
$apps = 'Microsoft.BingWeather','Microsoft.GetHelp','Microsoft.XboxApp','king.com.CandyCrushSaga'
foreach ($a in $apps) { Get-AppxPackage -AllUsers $a | Remove-AppxPackage -ErrorAction SilentlyContinue; Get-AppxProvisionedPackage -Online | Where DisplayName -eq $a | Remove-AppxProvisionedPackage -Online }
Set-ItemProperty 'HKCU:\Software\Microsoft\Windows\CurrentVersion\ContentDeliveryManager' SilentInstalledAppsEnabled 0
schtasks /Change /TN "\Microsoft\Windows\Application Experience\Microsoft Compatibility Appraiser" /Disable
"""));
        yield return ("Rotate-LocalAdmin.ps1", Dos("""
#Requires -RunAsAdministrator
Add-Type -AssemblyName System.Web
$plain = [System.Web.Security.Membership]::GeneratePassword(20, 4)
$secure = ConvertTo-SecureString $plain -AsPlainText -Force
Set-LocalUser -Name 'locadm' -Password $secure
$body = @{ host = $env:COMPUTERNAME; secret = $plain } | ConvertTo-Json
Invoke-RestMethod -Uri 'https://vault.contoso.example/v1/kv/data/locadm' -Method Post -Headers @{ 'X-Vault-Token' = $env:VAULT_TOKEN } -Body $body
"""));
        yield return ("nightly_sync.cmd", Dos("@echo off\nsetlocal\nset SRC=\\\\nas\\media\nset DST=E:\\mirror\nif not exist \"%SRC%\" (echo %date% %time% source missing>>sync.log & exit /b 2)\nrobocopy \"%SRC%\" \"%DST%\" /MIR /XD @Recycle $RECYCLE.BIN /R:1 /W:1 /LOG+:sync.log\nif errorlevel 8 msg %username% \"Sync failed, see sync.log\"\nschtasks /query /tn NightlySync >nul 2>&1 || schtasks /create /tn NightlySync /tr \"%~f0\" /sc daily /st 02:00\n"));
        yield return ("vhosts.bat", Dos("@ECHO OFF\r\nREM Adds the development hosts, needs an elevated prompt\r\nSET H=%SystemRoot%\\System32\\drivers\\etc\\hosts\r\nFINDSTR /C:\"dev.shop.example\" %H% >NUL || ECHO 127.0.0.1 dev.shop.example>>%H%\r\nipconfig /flushdns\r\nCALL npm run dev\r\n"));
        yield return ("gradlew.bat", Dos("@rem\n@rem Copyright 2015 the original author or authors.\n@if \"%DEBUG%\"==\"\" @echo off\n@rem Set local scope for the variables with windows NT shell\nif \"%OS%\"==\"Windows_NT\" setlocal\nset DIRNAME=%~dp0\nif \"%DIRNAME%\"==\"\" set DIRNAME=.\nset APP_BASE_NAME=%~n0\nset DEFAULT_JVM_OPTS=\"-Xmx64m\" \"-Xms64m\"\nif defined JAVA_HOME goto findJavaFromJavaHome\nset JAVA_EXE=java.exe\n%JAVA_EXE% -version >NUL 2>&1\nif %ERRORLEVEL% equ 0 goto execute\necho ERROR: JAVA_HOME is not set 1>&2\ngoto fail\n:findJavaFromJavaHome\nset JAVA_HOME=%JAVA_HOME:\"=%\nset JAVA_EXE=%JAVA_HOME%/bin/java.exe\n:execute\nset CLASSPATH=%APP_HOME%\\gradle\\wrapper\\gradle-wrapper.jar\n\"%JAVA_EXE%\" %DEFAULT_JVM_OPTS% -classpath \"%CLASSPATH%\" org.gradle.wrapper.GradleWrapperMain %*\n:fail\nexit /b 1\n"));
        yield return ("mail_merge.vbs", Dos("Option Explicit\nDim xl, wb, r, ol, m\nSet xl = CreateObject(\"Excel.Application\")\nSet wb = xl.Workbooks.Open(\"C:\\Verein\\mitglieder.xlsx\")\nSet ol = CreateObject(\"Outlook.Application\")\nFor r = 2 To wb.Sheets(1).UsedRange.Rows.Count\n  Set m = ol.CreateItem(0)\n  m.To = wb.Sheets(1).Cells(r, 3).Value\n  m.Subject = \"Einladung zur Jahreshauptversammlung\"\n  m.Body = \"Liebe/r \" & wb.Sheets(1).Cells(r, 1).Value & \",\" & vbCrLf & \"wir laden herzlich ein.\"\n  m.Attachments.Add \"C:\\Verein\\Einladung.pdf\"\n  m.Display\nNext\nwb.Close False\nxl.Quit\n"));
        yield return ("ping_monitor.js", Dos("var sh = new ActiveXObject('WScript.Shell');\nvar hosts = ['gw01', 'print01', 'nas'];\nfor (var i = 0; i < hosts.length; i++) {\n  var code = sh.Run('ping -n 1 -w 800 ' + hosts[i], 0, true);\n  if (code != 0) sh.Popup(hosts[i] + ' does not answer', 10, 'Monitor', 48);\n}\n"));
        yield return ("disable_smb1.reg", Utf16("Windows Registry Editor Version 5.00\n\n; Hardening baseline 2026\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Parameters]\n\"SMB1\"=dword:00000000\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient]\n\"EnableMulticast\"=dword:00000000\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa]\n\"RunAsPPL\"=dword:00000001\n"));
        yield return ("Terminalserver.rdp", Utf16("screen mode id:i:2\nuse multimon:i:0\nfull address:s:ts01.contoso.example\naudiomode:i:0\nredirectprinters:i:1\nredirectclipboard:i:1\nredirectsmartcards:i:0\ndrivestoredirect:s:\nauthentication level:i:2\nprompt for credentials:i:1\nnegotiate security layer:i:1\ngatewayhostname:s:rdgw.contoso.example\ngatewayusagemethod:i:1\nusername:s:CONTOSO\\anna\n"));
        yield return ("Einkauf SAP.lnk", new LinkBuilder().To(@"C:\Program Files (x86)\SAP\FrontEnd\SAPgui\saplogon.exe").With("-system=PRD -client=100 -language=DE").Icon(@"C:\Program Files (x86)\SAP\FrontEnd\SAPgui\saplogon.exe").From("pc-4471").Build());
        yield return ("Taschenrechner.lnk", new LinkBuilder().To(@"C:\Windows\System32\calc.exe").Environment(@"%windir%\system32\calc.exe").Build());
        yield return ("Netzlaufwerk verbinden.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c net use P: \\\\files01\\projekte /persistent:yes").Icon(@"%SystemRoot%\System32\imageres.dll").From("it-laptop-2").Build());
        yield return ("Handbuch.url", Dos("[{000214A0-0000-0000-C000-000000000046}]\nProp3=19,2\n[InternetShortcut]\nIDList=\nURL=https://docs.acme-cli.example/handbuch/?lang=de&v=3\n"));
        yield return ("rates.iqy", Dos("WEB\n1\nhttps://www.centralbank.example/rates/daily.htm?date=[\"Date\",\"Enter the date\"]\n\nSelection=1\nFormatting=None\nPreFormattedTextToColumns=True\n"));
        yield return ("unattend.xml", Utf8("<?xml version=\"1.0\" encoding=\"utf-8\"?><unattend xmlns=\"urn:schemas-microsoft-com:unattend\"><settings pass=\"oobeSystem\"><component name=\"Microsoft-Windows-Shell-Setup\" processorArchitecture=\"amd64\"><FirstLogonCommands><SynchronousCommand wcm:action=\"add\" xmlns:wcm=\"http://schemas.microsoft.com/WMIConfig/2002/State\"><Order>1</Order><CommandLine>powershell -NoProfile -ExecutionPolicy Bypass -File C:\\Windows\\Setup\\Scripts\\Join.ps1</CommandLine></SynchronousCommand></FirstLogonCommands><UserAccounts><LocalAccounts><LocalAccount wcm:action=\"add\" xmlns:wcm=\"http://schemas.microsoft.com/WMIConfig/2002/State\"><Name>locadm</Name><Group>Administrators</Group></LocalAccount></LocalAccounts></UserAccounts></component></settings></unattend>"));
        yield return ("driver.inf", Dos("[Version]\nSignature=\"$WINDOWS NT$\"\nClass=Ports\nClassGuid={4D36E978-E325-11CE-BFC1-08002BE10318}\nProvider=%MFG%\nDriverVer=03/11/2026,1.2.0.0\nCatalogFile=acmeport.cat\n[Manufacturer]\n%MFG%=Models,NTamd64\n[Models.NTamd64]\n%DEV%=Install,USB\\VID_1FC9&PID_0094\n[Install.NT]\ninclude=mdmcpq.inf\nCopyFiles=FakeModemCopyFileSection\nAddReg=Install.AddReg\n[Install.AddReg]\nHKR,,NTMPDriver,,\"usbser.sys\"\n[Strings]\nMFG=\"Acme Instruments\"\nDEV=\"Acme Serial Port\"\n"));
        yield return ("Services.msc", Utf8("<?xml version=\"1.0\"?><MMC_ConsoleFile ConsoleVersion=\"3.0\" ProgramMode=\"Author\"><ConsoleFileID>1a2b</ConsoleFileID><ScopeTree><SnapinCache><Snapin CLSID=\"{58221C66-EA27-11CF-ADCF-00AA00A80033}\" AllExtensionsEnabled=\"true\"/><Snapin CLSID=\"{975797FC-4E2A-11D0-B702-00C04FD8DBF7}\" AllExtensionsEnabled=\"true\"/></SnapinCache><Nodes><Node ID=\"1\" ImageIdx=\"0\" CLSID=\"{C96401CC-0E17-11D3-885B-00C04F72C717}\"/></Nodes></ScopeTree><StringTables><StringTable><GUID>{71E5B33E-1064-11D2-808F-0000F875A9CE}</GUID><Strings><String ID=\"1\" Refs=\"2\">Favorites</String><String ID=\"2\" Refs=\"1\">Admin console</String></Strings></StringTable></StringTables></MMC_ConsoleFile>"));
    }
}

/// <summary>Scripts and settings for Unix computers, containers and clouds.</summary>
public sealed class CaretakingOfUnix : FifthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("get-docker-like.sh", Utf8("""
#!/bin/sh
set -e
# Usage: curl -fsSL https://get.boxrun.example -o get-boxrun.sh && sudo sh get-boxrun.sh
CHANNEL="stable"; DRY_RUN=${DRY_RUN:-}
command_exists() { command -v "$@" > /dev/null 2>&1; }
sh_c='sh -c'; [ "$(id -un)" != root ] && { command_exists sudo && sh_c='sudo -E sh -c'; }
. /etc/os-release
case "$ID" in
  debian|ubuntu)
    $sh_c 'apt-get update -qq >/dev/null'
    $sh_c 'install -m 0755 -d /etc/apt/keyrings'
    $sh_c "curl -fsSL https://download.boxrun.example/linux/$ID/gpg -o /etc/apt/keyrings/boxrun.asc"
    $sh_c "echo 'deb [signed-by=/etc/apt/keyrings/boxrun.asc] https://download.boxrun.example/linux/$ID $VERSION_CODENAME $CHANNEL' > /etc/apt/sources.list.d/boxrun.list"
    $sh_c 'apt-get install -y -qq boxrun-ce >/dev/null' ;;
  fedora|rhel) $sh_c 'dnf -y -q install boxrun-ce' ;;
  *) echo "Unsupported distribution '$ID'" >&2; exit 1 ;;
esac
$sh_c 'systemctl enable --now boxrun'
"""));
        yield return ("certbot-hook.sh", Utf8("#!/bin/bash\n# deploy hook: copies the renewed certificate to the load balancers\nset -euo pipefail\nfor h in lb01 lb02; do\n  scp -q \"$RENEWED_LINEAGE/fullchain.pem\" \"$RENEWED_LINEAGE/privkey.pem\" deploy@$h:/etc/haproxy/certs/\n  ssh deploy@$h 'cat /etc/haproxy/certs/{fullchain,privkey}.pem > /etc/haproxy/certs/site.pem && sudo systemctl reload haproxy'\ndone\n"));
        yield return ("clean_tmp.sh", Utf8("#!/bin/sh\n# /etc/cron.daily/clean_tmp\nfind /tmp -xdev -type f -atime +7 -not -name '.X*' -delete\nfind /var/tmp -xdev -type f -mtime +30 -delete\njournalctl --vacuum-time=30d >/dev/null\ndocker image prune -af --filter until=168h >/dev/null 2>&1 || true\ndf -h / | awk 'NR==2 && int($5) > 90 {print \"disk \" $5}' | xargs -r -I{} curl -fsS -m 5 -d '{}' https://ntfy.acme.example/alerts\n"));
        yield return ("ssh_inventory.sh", Utf8("#!/usr/bin/env bash\n# Reads the kernel and the uptime of all hosts in hosts.txt\nwhile read -r h; do\n  out=$(ssh -o BatchMode=yes -o ConnectTimeout=4 -o StrictHostKeyChecking=accept-new \"ops@$h\" 'uname -r; uptime -p; ss -ltn | wc -l' </dev/null 2>&1) || out='unreachable'\n  printf '%s\\t%s\\n' \"$h\" \"$(tr '\\n' '|' <<<\"$out\")\"\ndone < hosts.txt | tee inventory.tsv\n"));
        yield return ("app.service", Utf8("[Unit]\nDescription=Shop worker\nAfter=network-online.target postgresql.service\n[Service]\nUser=shop\nEnvironmentFile=/etc/shop/env\nExecStartPre=/bin/sh -c 'until pg_isready -q; do sleep 1; done'\nExecStart=/usr/bin/node /opt/shop/worker.js\nRestart=always\nRestartSec=5\nNoNewPrivileges=true\nPrivateTmp=true\n[Install]\nWantedBy=multi-user.target\n"));
        yield return ("Dockerfile", Utf8("""
FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl gnupg \
 && curl -fsSL https://deb.nodesource.com/setup_22.x | bash - \
 && apt-get install -y nodejs && rm -rf /var/lib/apt/lists/*
RUN useradd -r -u 10001 app
COPY --from=build /src/dist /app
USER app
HEALTHCHECK CMD curl -fs http://localhost:8080/health || exit 1
ENTRYPOINT ["node", "/app/server.js"]
"""));
        yield return ("monitoring.yml", Utf8("services:\n  node-exporter:\n    image: quay.io/prometheus/node-exporter:v1.8.2\n    pid: host\n    network_mode: host\n    volumes: ['/:/host:ro,rslave']\n    command: ['--path.rootfs=/host']\n  cadvisor:\n    image: gcr.io/cadvisor/cadvisor:v0.49.1\n    privileged: true\n    volumes: ['/:/rootfs:ro', '/var/run:/var/run:ro', '/sys:/sys:ro', '/var/lib/docker/:/var/lib/docker:ro']\n  watchtower:\n    image: containrrr/watchtower\n    volumes: ['/var/run/docker.sock:/var/run/docker.sock']\n"));
        yield return ("deploy.yml", Utf8("""
name: deploy
on:
  push: { branches: [main] }
permissions: { contents: read, id-token: write }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v4
      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: "arn:aws:iam::000000000000:role/deploy", aws-region: eu-central-1 }
      - run: |
          echo "${{ secrets.KUBECONFIG_B64 }}" | base64 -d > kubeconfig
          KUBECONFIG=kubeconfig kubectl set image deployment/shop shop=registry.acme.example/shop:${GITHUB_SHA}
          curl -sS -X POST -H 'Content-Type: application/json' -d "{\"text\":\"Deployed ${GITHUB_SHA}\"}" "${{ secrets.SLACK_WEBHOOK }}"
      - if: always()
        run: rm -f kubeconfig
"""));
        yield return ("main.tf", Utf8("""
resource "aws_instance" "web" {
  ami           = data.aws_ami.debian.id
  instance_type = "t3.small"
  user_data     = <<-EOT
    #!/bin/bash
    apt-get update && apt-get install -y nginx
    curl -fsSL https://releases.acme.example/agent/install.sh | bash -s -- --token ${var.agent_token}
    systemctl enable --now nginx
  EOT
  provisioner "remote-exec" {
    inline = ["cloud-init status --wait", "sudo systemctl is-active nginx"]
    connection { type = "ssh", user = "admin", private_key = file(var.key), host = self.public_ip }
  }
}
resource "null_resource" "db" { provisioner "local-exec" { command = "psql $DATABASE_URL -f schema.sql" } }
"""));
        yield return ("playbook.yml", Utf8("- hosts: web\n  become: true\n  tasks:\n    - name: packages\n      ansible.builtin.apt: { name: [nginx, unattended-upgrades, chrony], state: present, update_cache: true }\n    - name: admin keys\n      ansible.posix.authorized_key: { user: ops, key: \"{{ lookup('file', 'keys/ops.pub') }}\", exclusive: true }\n    - name: no root login\n      ansible.builtin.lineinfile: { path: /etc/ssh/sshd_config, regexp: '^#?PermitRootLogin', line: 'PermitRootLogin no' }\n      notify: restart ssh\n    - name: migrate\n      ansible.builtin.shell: \"cd /opt/shop && ./bin/migrate 2>&1 | tee -a /var/log/migrate.log\"\n      args: { executable: /bin/bash }\n  handlers:\n    - { name: restart ssh, ansible.builtin.service: { name: ssh, state: restarted } }\n"));
        yield return ("cloud-init.yml", Utf8("#cloud-config\nhostname: runner-01\nusers:\n  - name: ops\n    groups: [sudo]\n    sudo: ALL=(ALL) NOPASSWD:ALL\n    shell: /bin/bash\n    ssh_authorized_keys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample ops@acme.example']\npackages: [docker.io, git]\nruncmd:\n  - [sh, -c, 'curl -L https://github.com/acme/runner/releases/download/v2/runner.tgz | tar xz -C /opt/runner']\n  - [/opt/runner/config.sh, --unattended, --url, 'https://git.acme.example']\n"));
        yield return ("cronjob.yaml", Utf8("apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: pg-backup, namespace: shop }\nspec:\n  schedule: '0 2 * * *'\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: OnFailure\n          containers:\n            - name: dump\n              image: postgres:16\n              command: [/bin/sh, -c]\n              args: ['pg_dump -Fc $DATABASE_URL | gzip | aws s3 cp - s3://acme-backup/$(date +%F).dump.gz']\n              envFrom: [{ secretRef: { name: pg } }]\n"));
        yield return ("Makefile", Utf8("SHELL := /bin/bash\nVERSION := $(shell git describe --tags --always --dirty)\n.PHONY: all test release\nall: bin/acme\nbin/acme: $(shell find . -name '*.go')\n\tgo build -ldflags \"-s -w -X main.version=$(VERSION)\" -o $@ ./cmd/acme\ntools:\n\tcurl -sSfL https://raw.githubusercontent.com/golangci/golangci-lint/master/install.sh | sh -s -- -b bin v1.60.1\ntest: tools\n\t./bin/golangci-lint run && go test -race ./...\nrelease: all\n\tupx --best bin/acme || true\n\tsha256sum bin/acme > bin/SHA256SUMS && gpg --detach-sign bin/SHA256SUMS\n"));
        yield return ("setup-mac.sh", Utf8("#!/bin/zsh\n# New employee's Mac\nxcode-select --install 2>/dev/null\n/bin/bash -c \"$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)\"\nbrew install git gh jq && brew install --cask firefox slack\ndefaults write com.apple.finder AppleShowAllFiles -bool true; killall Finder\ndefaults write com.apple.screensaver askForPassword -int 1\nosascript -e 'display notification \"Setup is complete\" with title \"IT\"'\nsudo xattr -dr com.apple.quarantine \"/Applications/Internal Tool.app\"\n"));
        yield return ("com.acme.backup.plist", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict><key>Label</key><string>com.acme.backup</string><key>ProgramArguments</key><array><string>/usr/local/bin/restic</string><string>backup</string><string>/Users/anna/Documents</string></array><key>StartCalendarInterval</key><dict><key>Hour</key><integer>12</integer></dict><key>EnvironmentVariables</key><dict><key>RESTIC_REPOSITORY</key><string>sftp:nas:/backup</string></dict></dict></plist>\n"));
        yield return (".bashrc", Utf8("case $- in *i*) ;; *) return;; esac\nHISTSIZE=5000\nPS1='\\u@\\h:\\w\\$ '\nalias ll='ls -alF' gs='git status' k=kubectl\nexport PATH=\"$HOME/.local/bin:$HOME/.cargo/bin:$PATH\"\nexport NVM_DIR=\"$HOME/.nvm\"; [ -s \"$NVM_DIR/nvm.sh\" ] && . \"$NVM_DIR/nvm.sh\"\neval \"$(ssh-agent -s)\" >/dev/null; eval \"$(direnv hook bash)\"\nsource <(kubectl completion bash)\nextract() { case $1 in *.tar.gz) tar xzf \"$1\";; *.zip) unzip -q \"$1\";; esac; }\n"));
        yield return ("entrypoint.sh", Utf8("#!/bin/sh\nset -e\nif [ -n \"$TZ\" ]; then ln -snf \"/usr/share/zoneinfo/$TZ\" /etc/localtime; fi\nfor f in /docker-entrypoint.d/*; do case \"$f\" in *.sh) [ -x \"$f\" ] && \"$f\" || . \"$f\";; esac; done\nenvsubst '$API_URL' < /etc/nginx/site.tmpl > /etc/nginx/conf.d/site.conf\nchown -R nginx:nginx /var/cache/nginx && exec su-exec nginx \"$@\"\n"));
        yield return (".htaccess", Utf8("RewriteEngine On\nRewriteCond %{HTTPS} off\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [L,R=301]\nRewriteCond %{HTTP_USER_AGENT} (AhrefsBot|SemrushBot|MJ12bot) [NC]\nRewriteRule .* - [F]\nRewriteRule ^index\\.php$ - [L]\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule . /index.php [L]\n<FilesMatch \"\\.(env|sql|bak)$\">\nRequire all denied\n</FilesMatch>\nphp_value upload_max_filesize 64M\n"));
    }
}
