using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Pages that make or carry files for their readers.</summary>
public sealed class HarmlessPageFiles : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Timesheet.html", Utf8("<!doctype html><title>Timesheet</title><table id=t><tr><td>Mon</td><td contenteditable>8</td></tr></table><button onclick=\"save()\">Export</button><script>\nfunction save() {\n  const rows = [...document.querySelectorAll('#t tr')].map(r => [...r.cells].map(c => c.textContent).join(';')).join('\\r\\n');\n  const a = document.createElement('a');\n  a.href = URL.createObjectURL(new Blob([rows], { type: 'text/csv' }));\n  a.download = 'timesheet.csv';\n  a.click();\n}\n</script>"));
        yield return ("Test report.html", Utf8("<!doctype html><title>Test report</title><h1>128 passed, 2 failed</h1><img src=\"data:image/png;base64," + Convert.ToBase64String(EighthPicture.Build(80, 60)) + "\"><p>Raw data: <a download=\"results.zip\" href=\"data:application/zip;base64," + Convert.ToBase64String(TextZip(("results.json", "{\"passed\":128,\"failed\":2}"))) + "\">results.zip</a></p>"));
        yield return ("Sales chart.svg", Utf8("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\"><rect id=\"b\" x=\"10\" y=\"20\" width=\"30\" height=\"70\" fill=\"#48c\"/><script type=\"text/javascript\"><![CDATA[\ndocument.getElementById('b').addEventListener('mouseover', function (e) { e.target.setAttribute('fill', '#c84'); });\n]]></script></svg>"));
        yield return ("Trip planner (offline).html", Utf8("<!doctype html><title>Trip planner</title><script>\nconst state = JSON.parse(localStorage.getItem('trip') || '{}');\nfunction share() { const s = btoa(unescape(encodeURIComponent(JSON.stringify(state)))); location.hash = s; }\nif (location.hash) Object.assign(state, JSON.parse(decodeURIComponent(escape(atob(location.hash.slice(1))))));\n</script><button onclick=\"share()\">Share</button>"));
        yield return ("Secure message.html", Utf8("<!doctype html><title>Encrypted message</title><p>You received an encrypted message from Example Bank. Enter the password that you agreed upon.</p><input id=p type=password><button onclick=\"open_()\">Decrypt</button><pre id=o></pre><script>\nconst data = '" + Convert.ToBase64String(Noise(900, 4)) + "';\nasync function open_() {\n  const raw = Uint8Array.from(atob(data), c => c.charCodeAt(0));\n  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(p.value), 'PBKDF2', false, ['deriveKey']);\n  const key = await crypto.subtle.deriveKey({ name: 'PBKDF2', salt: raw.slice(0, 16), iterations: 600000, hash: 'SHA-256' }, base, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);\n  o.textContent = new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: raw.slice(16, 28) }, key, raw.slice(28)));\n}\n</script>"));
    }
}
