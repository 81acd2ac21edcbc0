namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>npm packages whose hooks build or fetch what they need.</summary>
public sealed class NodePackagesWithHooks : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("fast-hash-3.1.0.tgz", SixthPackages.TarGz(
            ("package/package.json", """{"name":"fast-hash","version":"3.1.0","description":"Native hash functions","main":"index.js","scripts":{"install":"node-gyp-build","prebuild":"prebuildify --napi --strip","test":"node test.js"},"dependencies":{"node-addon-api":"^8.0.0","node-gyp-build":"^4.8.0"},"repository":{"type":"git","url":"git+https://github.com/no-such-owner/fast-hash.git"},"license":"MIT"}"""),
            ("package/index.js", "module.exports = require('node-gyp-build')(__dirname);\n"),
            ("package/binding.gyp", "{'targets':[{'target_name':'hash','sources':['src/hash.cc'],'include_dirs':[\"<!(node -p \\\"require('node-addon-api').include\\\")\"]}]}\n"),
            ("package/src/hash.cc", "#include <napi.h>\nNapi::Object Init(Napi::Env env, Napi::Object exports) { return exports; }\nNODE_API_MODULE(hash, Init)\n")));
        yield return ("render-engine-22.4.1.tgz", SixthPackages.TarGz(
            ("package/package.json", """{"name":"render-engine","version":"22.4.1","main":"lib/index.js","scripts":{"postinstall":"node install.mjs"},"dependencies":{"extract-zip":"^2.0.1","https-proxy-agent":"^7.0.0"},"homepage":"https://render-engine.example","license":"Apache-2.0"}"""),
            ("package/lib/index.js", "'use strict';\nconst { spawn } = require('child_process');\nexports.launch = options => spawn(require('./where')(), ['--headless', ...(options.args || [])], { stdio: 'pipe' });\n"),
            ("package/install.mjs", """
                // Downloads the browser that this version was tested with. Skip with RENDER_SKIP_DOWNLOAD=1.
                import { createWriteStream, mkdirSync } from 'node:fs';
                import { createHash } from 'node:crypto';
                import { get } from 'node:https';
                import { join } from 'node:path';
                import { homedir, platform, arch } from 'node:os';
                import extract from 'extract-zip';
                if (process.env.RENDER_SKIP_DOWNLOAD || process.env.npm_config_render_skip_download) process.exit(0);
                const revision = '131.0.6778.85', folder = join(homedir(), '.cache', 'render-engine', revision), zip = join(folder, 'browser.zip');
                const host = process.env.npm_config_render_download_host || 'https://storage.googleapis.com';
                mkdirSync(folder, { recursive: true });
                get(`${host}/chrome-for-testing-public/${revision}/${platform()}-${arch()}/chrome.zip`, reply => {
                  const hash = createHash('sha256');
                  reply.on('data', part => hash.update(part)).pipe(createWriteStream(zip)).on('finish', async () => {
                    console.log(`sha256 ${hash.digest('hex')}`);
                    await extract(zip, { dir: folder });
                  });
                }).on('error', error => { console.error(`ERROR: Failed to set up the browser: ${error.message}`); process.exit(1); });
                """)));
        yield return ("polyfills-3.39.0.tgz", SixthPackages.TarGz(
            ("package/package.json", """{"name":"polyfills","version":"3.39.0","main":"index.js","scripts":{"postinstall":"node -e \"try{require('./postinstall')}catch(e){}\""},"funding":{"type":"opencollective","url":"https://opencollective.com/polyfills"},"license":"MIT"}"""),
            ("package/index.js", "require('./es');\nmodule.exports = globalThis;\n"),
            ("package/es.js", "if (!Array.prototype.at) Array.prototype.at = function (n) { return this[n < 0 ? this.length + n : n]; };\n"),
            ("package/postinstall.js", """
                var env = process.env;
                var silent = ['silent', 'error', 'warn'].indexOf(env.npm_config_loglevel) !== -1;
                var ci = ['BUILD_NUMBER', 'CI', 'CONTINUOUS_INTEGRATION', 'DRONE', 'RUN_ID'].some(function (it) { return env[it]; });
                if (!env.ADBLOCK && !env.DISABLE_OPENCOLLECTIVE && !silent && !ci)
                  console.log('\u001B[96mThank you for using polyfills! Please consider donating: \u001B[94mhttps://opencollective.com/polyfills\u001B[0m');
                """)));
        yield return ("team-hooks-1.0.4.tgz", SixthPackages.TarGz(
            ("package/package.json", """{"name":"@firma/team-hooks","version":"1.0.4","private":false,"bin":{"team-hooks":"cli.js"},"scripts":{"postinstall":"node cli.js install","prepare":"husky"},"publishConfig":{"registry":"https://npm.firma.example"}}"""),
            ("package/cli.js", """
                #!/usr/bin/env node
                const { execSync } = require('child_process'), fs = require('fs'), path = require('path');
                if (process.env.CI) process.exit(0);
                const root = execSync('git rev-parse --show-toplevel', { cwd: process.env.INIT_CWD }).toString().trim();
                const hook = path.join(root, '.git', 'hooks', 'pre-commit');
                if (!fs.existsSync(hook)) fs.writeFileSync(hook, '#!/bin/sh\nexec npx lint-staged\n', { mode: 0o755 });
                """)));
    }
}

/// <summary>Python packages that build native code, and say so.</summary>
public sealed class PythonPackagesWithHooks : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("geomgrid-1.4.2.tar.gz", SixthPackages.TarGz(
            ("geomgrid-1.4.2/PKG-INFO", "Metadata-Version: 2.1\nName: geomgrid\nVersion: 1.4.2\nHome-page: https://geomgrid.example\nLicense: BSD-3-Clause\n"),
            ("geomgrid-1.4.2/geomgrid/__init__.py", "from ._core import Grid\n"),
            ("geomgrid-1.4.2/setup.py", """
                import os, subprocess, sys
                from pathlib import Path
                from setuptools import Extension, setup
                from setuptools.command.build_ext import build_ext

                class CMakeBuild(build_ext):
                    def build_extension(self, ext):
                        target = Path(self.get_ext_fullpath(ext.name)).parent.resolve()
                        args = [f"-DCMAKE_LIBRARY_OUTPUT_DIRECTORY={target}", f"-DPYTHON_EXECUTABLE={sys.executable}"] + os.environ.get("CMAKE_ARGS", "").split()
                        build = Path(self.build_temp); build.mkdir(parents=True, exist_ok=True)
                        subprocess.run(["cmake", str(Path(__file__).parent.resolve()), *args], cwd=build, check=True)
                        subprocess.run(["cmake", "--build", ".", "--parallel"], cwd=build, check=True)

                version = {}
                exec(Path("geomgrid/_version.py").read_text(), version)
                setup(name="geomgrid", version=version["__version__"], ext_modules=[Extension("geomgrid._core", [])], cmdclass={"build_ext": CMakeBuild})
                """),
            ("geomgrid-1.4.2/geomgrid/_version.py", "__version__ = \"1.4.2\"\n")));
        yield return ("dbdriver-5.1.0.tar.gz", SixthPackages.TarGz(
            ("dbdriver-5.1.0/PKG-INFO", "Metadata-Version: 2.1\nName: dbdriver\nVersion: 5.1.0\nLicense: MIT\n"),
            ("dbdriver-5.1.0/dbdriver/__init__.py", "def connect(url):\n    raise NotImplementedError(url)\n"),
            ("dbdriver-5.1.0/setup.py", """
                import hashlib, io, os, platform, sys, tarfile, urllib.request
                from setuptools import setup
                from setuptools.command.build_py import build_py

                CLIENT = "https://github.com/no-such-owner/dbclient/releases/download/v17.2/dbclient-17.2-{}.tar.gz"
                SHA256 = {"Linux": "0" * 64, "Darwin": "1" * 64}

                class BuildWithClient(build_py):
                    '''Bundles the client library when the system has none.'''
                    def run(self):
                        super().run()
                        if os.environ.get("DBDRIVER_SYSTEM_CLIENT"):
                            return
                        data = urllib.request.urlopen(CLIENT.format(platform.system().lower())).read()
                        if hashlib.sha256(data).hexdigest() != SHA256[platform.system()]:
                            sys.exit("the client library's checksum does not match")
                        tarfile.open(fileobj=io.BytesIO(data)).extractall(os.path.join(self.build_lib, "dbdriver", "client"), filter="data")

                setup(name="dbdriver", version="5.1.0", packages=["dbdriver"], cmdclass={"build_py": BuildWithClient})
                """)));
        yield return ("firma_namespaces-2.0-py3-none-any.whl", SixthPackages.Zip(
            ("firma_namespaces-nspkg.pth", "import sys, types, os;has_mfs = sys.version_info > (3, 5);p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('firma',));importlib = has_mfs and __import__('importlib.util');m = sys.modules.setdefault('firma', types.ModuleType('firma'))\n"),
            ("firma/tools/__init__.py", "import subprocess\n\ndef version():\n    return subprocess.check_output(['git', 'describe', '--tags'], text=True).strip()\n"),
            ("firma_namespaces-2.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: firma-namespaces\nVersion: 2.0\n"),
            ("firma_namespaces-2.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: bdist_wheel (0.41.2)\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("firma_namespaces-2.0.dist-info/RECORD", "")));
        yield return ("cloudlogin-0.8.3-py3-none-any.whl", SixthPackages.Zip(
            ("cloudlogin/__init__.py", """
                '''Reads the credentials of the cloud's command line, and refreshes them.'''
                import configparser, json, os, pathlib, urllib.request, base64

                def profile(name="default"):
                    parser = configparser.ConfigParser()
                    parser.read(os.environ.get("AWS_SHARED_CREDENTIALS_FILE", pathlib.Path.home() / ".aws" / "credentials"))
                    return dict(parser[name])

                def token(endpoint, client, secret):
                    head = base64.b64encode(f"{client}:{secret}".encode()).decode()
                    request = urllib.request.Request(endpoint, data=b"grant_type=client_credentials", headers={"Authorization": "Basic " + head})
                    return json.load(urllib.request.urlopen(request, timeout=10))["access_token"]
                """),
            ("cloudlogin-0.8.3.dist-info/METADATA", "Metadata-Version: 2.1\nName: cloudlogin\nVersion: 0.8.3\nSummary: Log in to the cloud\n"),
            ("cloudlogin-0.8.3.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("cloudlogin-0.8.3.dist-info/entry_points.txt", "[console_scripts]\ncloudlogin = cloudlogin:main\n"),
            ("cloudlogin-0.8.3.dist-info/RECORD", "")));
    }
}

/// <summary>Packages of other managers and editors that do what they say.</summary>
public sealed class OtherPackagesWithHooks : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Firma.CodeStyle.3.2.0.nupkg", SixthPackages.Zip(
            ("Firma.CodeStyle.nuspec", """<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>Firma.CodeStyle</id><version>3.2.0</version><authors>Firma</authors><developmentDependency>true</developmentDependency><description>Rules and formatting</description></metadata></package>"""),
            ("build/Firma.CodeStyle.targets", """<Project><Target Name="FirmaFormat" BeforeTargets="CoreCompile" Condition="'$(CI)' == 'true'"><Exec Command="dotnet format &quot;$(MSBuildProjectFullPath)&quot; --verify-no-changes --no-restore" ContinueOnError="true" /></Target><ItemGroup><EditorConfigFiles Include="$(MSBuildThisFileDirectory)firma.editorconfig" /></ItemGroup></Project>"""),
            ("tools/install.ps1", "param($installPath, $toolsPath, $package, $project)\r\n$project.Object.AnalyzerReferences.Add((Join-Path $installPath 'analyzers\\dotnet\\cs\\Firma.CodeStyle.dll'))\r\n"),
            ("build/firma.editorconfig", "is_global = true\ndotnet_diagnostic.CA1822.severity = none\n")));
        yield return ("queue-worker_2.3.1_amd64.deb", SixthPackages.Deb(
            SixthPackages.TarGz(("./control", "Package: queue-worker\nVersion: 2.3.1\nArchitecture: amd64\nMaintainer: Firma Packaging <packages@firma.example>\nDepends: adduser, curl\nDescription: Works on the queue\n"),
                ("./postinst", "#!/bin/sh\nset -e\nif [ \"$1\" = configure ]; then\n  adduser --system --group --home /var/lib/queue-worker queue-worker\n  chown -R queue-worker: /var/lib/queue-worker\n  [ -f /etc/queue-worker/ca.pem ] || curl -fsS https://pki.firma.example/ca.pem -o /etc/queue-worker/ca.pem\n  deb-systemd-helper enable queue-worker.service >/dev/null || true\n  systemctl daemon-reload && deb-systemd-invoke start queue-worker.service >/dev/null || true\nfi\nexit 0\n"),
                ("./prerm", "#!/bin/sh\nset -e\nif [ \"$1\" = remove ]; then deb-systemd-invoke stop queue-worker.service; fi\n")),
            SixthPackages.TarGz(("./usr/bin/queue-worker", "#!/usr/bin/python3\nprint('queue-worker 2.3.1')\n"), ("./lib/systemd/system/queue-worker.service", "[Unit]\nDescription=Works on the queue\n[Service]\nUser=queue-worker\nExecStart=/usr/bin/queue-worker\n[Install]\nWantedBy=multi-user.target\n"))));
        yield return ("yaml-lint-1.6.0.vsix", SixthPackages.Zip(
            ("extension.vsixmanifest", """<?xml version="1.0" encoding="utf-8"?><PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011"><Metadata><Identity Language="en-US" Id="yaml-lint" Version="1.6.0" Publisher="firma"/><DisplayName>YAML Lint</DisplayName></Metadata></PackageManifest>"""),
            ("extension/package.json", """{"name":"yaml-lint","version":"1.6.0","publisher":"firma","engines":{"vscode":"^1.80.0"},"activationEvents":["onLanguage:yaml"],"main":"./extension.js","contributes":{"configuration":{"properties":{"yamlLint.path":{"type":"string","default":"yamllint"}}}}}"""),
            ("extension/extension.js", """
                const vscode = require('vscode');
                const { execFile } = require('child_process');
                exports.activate = context => {
                  const shown = vscode.languages.createDiagnosticCollection('yaml-lint');
                  const check = document => {
                    if (document.languageId !== 'yaml') return;
                    execFile(vscode.workspace.getConfiguration('yamlLint').get('path'), ['-f', 'parsable', document.fileName], (error, out) => {
                      shown.set(document.uri, out.split('\n').map(line => /:(\d+):(\d+): \[(\w+)\] (.*)/.exec(line)).filter(Boolean).map(m => new vscode.Diagnostic(new vscode.Range(m[1] - 1, m[2] - 1, m[1] - 1, 999), m[4])));
                    });
                  };
                  context.subscriptions.push(vscode.workspace.onDidSaveTextDocument(check), vscode.workspace.onDidOpenTextDocument(check), shown);
                };
                """)));
        yield return ("night-reading.crx", SixthPackages.Crx(SixthPackages.Zip(
            ("manifest.json", """{"manifest_version":3,"name":"Night Reading","version":"5.0.2","permissions":["storage","scripting"],"host_permissions":["<all_urls>"],"background":{"service_worker":"worker.js"},"content_scripts":[{"matches":["<all_urls>"],"js":["night.js"],"run_at":"document_start","all_frames":true}]}"""),
            ("worker.js", """
                chrome.runtime.onInstalled.addListener(() => chrome.storage.sync.set({ on: true, warmth: 40, exceptions: [] }));
                chrome.action.onClicked.addListener(async tab => {
                  const { exceptions } = await chrome.storage.sync.get('exceptions');
                  const host = new URL(tab.url).hostname;
                  const next = exceptions.includes(host) ? exceptions.filter(e => e !== host) : [...exceptions, host];
                  await chrome.storage.sync.set({ exceptions: next });
                  chrome.tabs.reload(tab.id);
                });
                """),
            ("night.js", """
                chrome.storage.sync.get(['on', 'warmth', 'exceptions'], s => {
                  if (!s.on || (s.exceptions || []).includes(location.hostname)) return;
                  const style = document.createElement('style');
                  style.textContent = `html { filter: invert(0.9) hue-rotate(180deg) sepia(${s.warmth}%); background: #111 } img, video { filter: invert(1) hue-rotate(180deg) }`;
                  document.documentElement.append(style);
                });
                """))));
    }
}
