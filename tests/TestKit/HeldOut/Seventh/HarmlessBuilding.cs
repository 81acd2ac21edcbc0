using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Scripts that build software, among them a Python package with a build step.</summary>
public sealed class ScriptsThatBuild : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("build.ps1", Dos("""
            [CmdletBinding()]
            param([ValidateSet('Debug', 'Release')][string]$Configuration = 'Release', [switch]$Sign)
            $ErrorActionPreference = 'Stop'
            Push-Location $PSScriptRoot
            try {
                dotnet restore src/App.sln --locked-mode
                dotnet build src/App.sln -c $Configuration --no-restore
                dotnet test src/App.sln -c $Configuration --no-build --logger trx
                dotnet publish src/App/App.csproj -c $Configuration -r win-x64 --self-contained -p:PublishSingleFile=true -o artifacts/win-x64
                if ($Sign) {
                    $pfx = Join-Path $env:RUNNER_TEMP 'sign.pfx'
                    [IO.File]::WriteAllBytes($pfx, [Convert]::FromBase64String($env:SIGN_PFX))
                    & signtool.exe sign /f $pfx /p $env:SIGN_PASSWORD /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 artifacts/win-x64/App.exe
                    Remove-Item $pfx
                }
                $code = Get-Content src/App/Native.cs -Raw
                Add-Type -TypeDefinition $code -OutputAssembly artifacts/Native.dll
                [Reflection.Assembly]::LoadFrom("$PWD/artifacts/Native.dll").GetTypes() | Format-Table
                Compress-Archive artifacts/win-x64/* artifacts/App.zip -Force
            } finally { Pop-Location }
            """)),
        ("Makefile", Utf8("""
            PREFIX ?= /usr/local
            VERSION := $(shell git describe --tags --always --dirty)
            CFLAGS += -O2 -Wall -Wextra -DVERSION=\"$(VERSION)\"
            OBJ := $(patsubst src/%.c,build/%.o,$(wildcard src/*.c))

            .PHONY: all clean install deps
            all: build/pager

            deps:
            	curl -fsSL https://archive.tools.example/zlib-1.3.1.tar.gz | tar xz -C third_party
            	cd third_party/zlib-1.3.1 && ./configure --static && $(MAKE)

            build/%.o: src/%.c
            	@mkdir -p build
            	$(CC) $(CFLAGS) -c $< -o $@

            build/pager: $(OBJ)
            	$(CC) $(LDFLAGS) $^ -lncurses -o $@

            install: build/pager
            	install -Dm755 build/pager $(DESTDIR)$(PREFIX)/bin/pager

            clean:
            	rm -rf build
            """)),
        ("geofast-1.8.2.tar.gz", Tgz(
            ("geofast-1.8.2/PKG-INFO", "Metadata-Version: 2.1\nName: geofast\nVersion: 1.8.2\nSummary: Fast distances on the sphere\nLicense: MIT\n"),
            ("geofast-1.8.2/setup.py", """
                import os
                import subprocess
                import sys
                from setuptools import Extension, find_packages, setup
                from setuptools.command.build_ext import build_ext


                class BuildExt(build_ext):
                    '''Asks pkg-config for the flags of libgeos and falls back to the usual places.'''

                    def build_extensions(self):
                        try:
                            flags = subprocess.check_output(["pkg-config", "--cflags", "geos"], text=True).split()
                        except (OSError, subprocess.CalledProcessError):
                            flags = ["-I/usr/include/geos"]
                        for ext in self.extensions:
                            ext.extra_compile_args += flags + ([] if sys.platform == "win32" else ["-O3"])
                        super().build_extensions()


                about = {}
                with open(os.path.join("geofast", "_version.py")) as f:
                    exec(f.read(), about)

                setup(
                    name="geofast",
                    version=about["__version__"],
                    packages=find_packages(),
                    ext_modules=[Extension("geofast._core", ["geofast/_core.c"])],
                    cmdclass={"build_ext": BuildExt},
                    python_requires=">=3.9",
                )
                """),
            ("geofast-1.8.2/geofast/_version.py", "__version__ = '1.8.2'\n"),
            ("geofast-1.8.2/geofast/__init__.py", "from ._core import distance\nfrom ._version import __version__\n"),
            ("geofast-1.8.2/geofast/_core.c", "#include <Python.h>\nstatic double half(double x) { return x / 2; }\n"))),
        ("make_single_file.py", Utf8(""""
            '''
            Hard case: writes a program of several modules as one file that carries its own archive, for machines without a package index.
            The file that comes out imports from itself; this one only makes it.
            '''
            import base64, io, sys, textwrap, zipfile, zlib
            from pathlib import Path

            HEAD = '''\
            import base64, sys, tempfile, zlib
            DATA = """
            {data}
            """
            with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as f:
                f.write(zlib.decompress(base64.b85decode(DATA.replace("\\n", ""))))
            sys.path.insert(0, f.name)
            from {module} import main
            raise SystemExit(main())
            '''

            def pack(folder):
                buffer = io.BytesIO()
                with zipfile.ZipFile(buffer, 'w') as z:
                    for path in sorted(Path(folder).rglob('*.py')):
                        z.write(path, path.relative_to(Path(folder).parent))
                return base64.b85encode(zlib.compress(buffer.getvalue(), 9)).decode()

            if __name__ == '__main__':
                folder, target = sys.argv[1:]
                Path(target).write_text(textwrap.dedent(HEAD).format(data=chr(10).join(textwrap.wrap(pack(folder), 100)), module=Path(folder).name))
            """")),
    ];
}

/// <summary>npm packages with an install script that means well.</summary>
public sealed class NpmPackages : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("serial-line-12.0.1.tgz", Tgz(
            ("package/package.json", """
                { "name": "serial-line", "version": "12.0.1", "description": "Serial ports for Node.js", "main": "lib/index.js", "gypfile": true,
                  "repository": "github:serial-line-made-up/serial-line", "license": "MIT",
                  "scripts": { "install": "node-gyp-build", "test": "mocha", "prebuildify": "prebuildify --napi --strip" }, "dependencies": { "node-gyp-build": "4.8.4", "node-addon-api": "8.3.0" } }
                """),
            ("package/binding.gyp", """
                { "targets": [ { "target_name": "bindings", "sources": [ "src/serial.cpp" ], "include_dirs": [ "<!(node -p \"require('node-addon-api').include_dir\")" ], "defines": [ "NAPI_VERSION=6" ] } ] }
                """),
            ("package/lib/index.js", "'use strict';\nconst bindings = require('node-gyp-build')(__dirname + '/..');\nmodule.exports = { open: (path, options) => bindings.open(path, options) };\n"))),
        ("company-app-4.2.0.tgz", Tgz(
            ("package/package.json", """
                { "name": "@our-company/app", "version": "4.2.0", "private": true,
                  "scripts": { "prepare": "husky", "postinstall": "patch-package && node scripts/copy-icons.js", "build": "vite build", "lint": "eslint ." },
                  "devDependencies": { "husky": "^9.1.7", "patch-package": "^8.0.0", "vite": "^7.2.0" } }
                """),
            ("package/scripts/copy-icons.js", """
                const fs = require('fs');
                const path = require('path');
                const from = path.join(path.dirname(require.resolve('@our-company/icons/package.json')), 'svg');
                const to = path.join(__dirname, '..', 'public', 'icons');
                fs.mkdirSync(to, { recursive: true });
                for (const name of fs.readdirSync(from)) fs.copyFileSync(path.join(from, name), path.join(to, name));
                console.log(`copied the icons to ${to}`);
                """))),
        ("mini-funding-1.0.4.tgz", Tgz(
            ("package/package.json", """
                { "name": "mini-funding", "version": "1.0.4", "license": "MIT", "main": "index.js", "funding": "https://opencollective.com/mini-funding-made-up",
                  "scripts": { "postinstall": "node -e \"try{require('./postinstall')}catch(e){}\"" } }
                """),
            ("package/index.js", "module.exports = (a, b) => a + b;\n"),
            ("package/postinstall.js", """
                var env = process.env;
                var quiet = env.CI || env.ADBLOCK || env.DISABLE_OPENCOLLECTIVE || !process.stdout.isTTY || /silent|error/.test(env.npm_config_loglevel);
                if (!quiet) {
                  console.log('\u001b[96m\u001b[1mThank you for using mini-funding!\u001b[0m');
                  console.log('Please consider supporting it: https://opencollective.com/mini-funding-made-up');
                }
                """))),
        ("quickdiff-bin-0.9.0.tgz", Tgz(
            ("package/package.json", """
                { "name": "quickdiff-bin", "version": "0.9.0", "description": "The quickdiff program, as a package", "bin": { "quickdiff": "run.js" }, "license": "Apache-2.0",
                  "repository": "github:quickdiff-made-up/quickdiff", "scripts": { "postinstall": "node install.js" } }
                """),
            ("package/install.js", """
                'use strict';
                // Hard case: fetches the program for this platform, checks it against the checksums in this package, makes it runnable.
                const crypto = require('crypto'), fs = require('fs'), https = require('https'), os = require('os'), path = require('path'), { execFileSync } = require('child_process');
                const { version } = require('./package.json');
                const sums = require('./checksums.json');
                const name = `quickdiff-${os.platform()}-${os.arch()}${os.platform() === 'win32' ? '.exe' : ''}`;
                const base = process.env.QUICKDIFF_MIRROR || 'https://github.com/quickdiff-made-up/quickdiff/releases/download';
                const target = path.join(__dirname, name);

                function get(url, left, done) {
                  https.get(url, { headers: { 'User-Agent': `quickdiff-bin/${version} node/${process.version}` } }, (answer) => {
                    if (answer.statusCode >= 300 && answer.statusCode < 400 && left > 0) return get(answer.headers.location, left - 1, done);
                    if (answer.statusCode !== 200) return done(new Error(`${url}: ${answer.statusCode}`));
                    const parts = [];
                    answer.on('data', (part) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
                  }).on('error', done);
                }

                get(`${base}/v${version}/${name}`, 5, (error, content) => {
                  if (error) { console.error(error.message); process.exit(1); }
                  if (crypto.createHash('sha256').update(content).digest('hex') !== sums[name]) { console.error(`${name}: wrong checksum`); process.exit(1); }
                  fs.writeFileSync(target, content, { mode: 0o755 });
                  console.log(execFileSync(target, ['--version']).toString());
                });
                """),
            ("package/checksums.json", Fill("""{ "quickdiff-linux-x64": "@@1", "quickdiff-win32-x64.exe": "@@2" }""", Convert.ToHexStringLower(Noise(32, 1)), Convert.ToHexStringLower(Noise(32, 2)))),
            ("package/run.js", "#!/usr/bin/env node\nrequire('child_process').spawnSync(require('path').join(__dirname, `quickdiff-${process.platform}-${process.arch}`), process.argv.slice(2), { stdio: 'inherit' });\n"))),
    ];
}

/// <summary>Files that describe machines: playbooks, images, first starts.</summary>
public sealed class DescriptionsOfMachines : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("site.yml", Utf8("""
            ---
            - name: Web servers
              hosts: web
              become: true
              vars:
                app_version: "4.2.0"
              tasks:
                - name: Packages
                  ansible.builtin.apt: { name: [nginx, certbot, python3-certbot-nginx], state: present, update_cache: true }
                - name: Keys of the administrators
                  ansible.posix.authorized_key: { user: root, key: "{{ lookup('file', 'keys/' + item + '.pub') }}" }
                  loop: [anna, ben]
                - name: The application
                  ansible.builtin.get_url:
                    url: "https://builds.shop.example/{{ app_version }}/app.tar.gz"
                    dest: /tmp/app.tar.gz
                    checksum: "sha256:https://builds.shop.example/{{ app_version }}/app.tar.gz.sha256"
                - ansible.builtin.unarchive: { src: /tmp/app.tar.gz, dest: /opt/app, remote_src: true }
                - name: Certificates
                  ansible.builtin.shell: certbot --nginx -n --agree-tos -m ops@shop.example -d shop.example
                  args: { creates: /etc/letsencrypt/live/shop.example }
                - name: Renewal
                  ansible.builtin.cron: { name: renew, minute: "17", hour: "3", job: "certbot renew -q" }
            """)),
        ("Dockerfile", Utf8("""
            FROM node:22-bookworm-slim AS build
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci
            COPY . .
            RUN npm run build

            FROM debian:bookworm-slim
            RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl nginx \
             && curl -fsSL https://deb.nodesource.com/setup_22.x | bash - \
             && apt-get install -y nodejs && rm -rf /var/lib/apt/lists/*
            COPY --from=build /app/dist /var/www/html
            HEALTHCHECK CMD curl -f http://127.0.0.1/ || exit 1
            USER www-data
            EXPOSE 80
            CMD ["nginx", "-g", "daemon off;"]
            """)),
        ("user-data.yaml", Utf8(Fill("""
            #cloud-config
            hostname: ci-runner-03
            users:
              - name: runner
                shell: /bin/bash
                sudo: ALL=(ALL) NOPASSWD:ALL
                ssh_authorized_keys: [ "ssh-ed25519 @@1 ci@corp.example" ]
            write_files:
              - path: /usr/local/bin/register-runner
                permissions: "0755"
                encoding: b64
                content: @@2
            runcmd:
              - curl -fsSL https://get.docker.com | sh
              - curl -fsSL https://ci.corp.example/runner/linux-x64.tar.gz | tar xz -C /home/runner
              - chown -R runner /home/runner
              - /usr/local/bin/register-runner
            """, Convert.ToBase64String(Noise(51, 12)), Convert.ToBase64String(Utf8("#!/bin/sh\nsu runner -c './config.sh --unattended --url https://ci.corp.example --token '\"$(cat /run/secrets/runner)\"\n/home/runner/svc.sh install && /home/runner/svc.sh start\n"))))),
        ("docker-compose.yml", Utf8("""
            # Hard case: the lab of our security course, on a network of its own (see lesson 7)
            services:
              victim:
                image: registry.course.example/lab/ssh-weak:3
                environment: { ROOT_PASSWORD: toor }
                networks: [lab]
              attacker:
                image: kalilinux/kali-rolling
                tty: true
                command: ["bash", "-c", "apt-get update && apt-get install -y nmap hydra netcat-openbsd && nc -lvnp 4444"]
                networks: [lab]
              sensor:
                image: jasonish/suricata:latest
                cap_add: [NET_ADMIN, NET_RAW]
                command: ["-i", "eth0"]
                volumes: ["./rules:/etc/suricata/rules:ro", "/var/run/docker.sock:/var/run/docker.sock:ro"]
                networks: [lab]
            networks:
              lab: { internal: true }
            """)),
    ];
}
