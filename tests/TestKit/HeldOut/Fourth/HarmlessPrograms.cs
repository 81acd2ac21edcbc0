namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Scripts of web servers.</summary>
public sealed class ServerScriptsOfFirms : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("upload.php", Utf8("""
<?php
declare(strict_types=1);
require __DIR__ . '/../vendor/autoload.php';
session_start();
if (!isset($_SESSION['user'])) { http_response_code(403); exit; }
if (!hash_equals($_SESSION['csrf'], $_POST['csrf'] ?? '')) { http_response_code(400); exit('Bad token'); }
$file = $_FILES['picture'];
$type = (new finfo(FILEINFO_MIME_TYPE))->file($file['tmp_name']);
if (!in_array($type, ['image/png', 'image/jpeg'], true)) exit('Only pictures, please.');
$name = bin2hex(random_bytes(16)) . ($type === 'image/png' ? '.png' : '.jpg');
move_uploaded_file($file['tmp_name'], __DIR__ . '/../storage/' . $name);
exec('convert ' . escapeshellarg(__DIR__ . '/../storage/' . $name) . ' -resize 800x800 ' . escapeshellarg(__DIR__ . '/../storage/t_' . $name));
header('Location: /gallery');
"""));
        yield return ("class-acme-license.php", Utf8($$"""
<?php
/* Plugin Name: Acme Shop License */
defined('ABSPATH') || exit;
class Acme_License {
    private $key = '{{Convert.ToBase64String(Filler.Noise(250, 96))}}';
    public function __construct() { add_action('admin_init', [$this, 'check']); add_filter('cron_schedules', [$this, 'weekly']); }
    public function check() {
        $r = wp_remote_post('https://license.acme-shop.example/v1/check', ['body' => ['site' => home_url(), 'key' => get_option('acme_key')]]);
        if (is_wp_error($r)) return;
        $data = json_decode(base64_decode(wp_remote_retrieve_body($r)), true);
        call_user_func([$this, $data['valid'] ? 'enable' : 'disable']);
    }
    public function weekly($s) { $s['weekly'] = ['interval' => 604800, 'display' => 'Weekly']; return $s; }
    public function enable() { update_option('acme_active', 1); }
    public function disable() { update_option('acme_active', 0); }
}
new Acme_License();
"""));
        yield return ("legacy_index.php", Utf8("""
<?php
// Front controller of the intranet, 2009. $page comes from a fixed list.
$pages = array('news' => 'news.inc.php', 'phone' => 'phone.inc.php', 'canteen' => 'canteen.inc.php');
$page = isset($_GET['page']) && isset($pages[$_GET['page']]) ? $_GET['page'] : 'news';
ob_start('ob_gzhandler');
include dirname(__FILE__) . '/inc/' . $pages[$page];
$uptime = shell_exec('uptime');
echo '<div id="footer">' . htmlspecialchars($uptime) . ' | <a href="?page=phone">Phone list</a></div>';
$f = create_function('$a,$b', 'return strcmp($a["name"], $b["name"]);');
usort($people, $f);
"""));
        yield return ("Diagnostics.aspx", Dos("""
<%@ Page Language="C#" %>
<%@ Import Namespace="System.Diagnostics" %>
<script runat="server">
    protected void Page_Load(object sender, EventArgs e)
    {
        if (!User.IsInRole("CONTOSO\\WebAdmins")) { Response.StatusCode = 403; Response.End(); }
        foreach (Process p in Process.GetProcessesByName("w3wp"))
            Response.Write(Server.HtmlEncode(p.Id + " " + p.WorkingSet64 / 1048576 + " MB") + "<br>");
        Response.Write(Server.HtmlEncode(Environment.MachineName + " " + Environment.OSVersion));
    }
</script>
"""));
        yield return ("health.jsp", Utf8("<%@ page contentType=\"application/json\" import=\"javax.sql.DataSource,javax.naming.*\" %><%\nboolean ok;\ntry (java.sql.Connection c = ((DataSource) new InitialContext().lookup(\"java:comp/env/jdbc/shop\")).getConnection()) { ok = c.isValid(2); } catch (Exception e) { ok = false; }\nRuntime rt = Runtime.getRuntime();\nresponse.setStatus(ok ? 200 : 503);\n%>{\"db\": <%= ok %>, \"freeMemory\": <%= rt.freeMemory() %>}\n"));
    }
}

/// <summary>Programs and libraries of firms.</summary>
public sealed class ProgramsOfFirms : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("WarehouseClient.exe", new PeBuilder().Importing("KERNEL32.dll", "CreateFileW", "ReadFile", "WriteFile", "GetLastError", "HeapAlloc", "LoadLibraryW", "GetProcAddress", "IsDebuggerPresent").Importing("USER32.dll", "CreateWindowExW", "DispatchMessageW", "GetMessageW", "MessageBoxW").Importing("WS2_32.dll", "connect", "send", "recv").Importing("ADVAPI32.dll", "RegOpenKeyExW", "RegQueryValueExW").WithData("Warehouse Client 5.1\0https://update.warehouse.example/latest.xml\0Cannot connect to the server.\0").Build());
        yield return ("setup.exe", new PeBuilder().Importing("KERNEL32.dll", "CreateProcessW", "GetTempPathW", "CreateFileW", "WriteFile", "SetErrorMode").Importing("SHELL32.dll", "ShellExecuteW").Importing("ADVAPI32.dll", "RegSetValueExW", "AdjustTokenPrivileges").WithData("Nullsoft Install System v3.09\0http://nsis.sf.net/NSIS_Error\0Installer integrity check has failed.\0").WithOverlay([0, 0, 0, 0, 0xEF, 0xBE, 0xAD, 0xDE, .. "NullsoftInst"u8, .. Filler.Noise(260, 60000)]).Build());
        yield return ("procview.exe", new PeBuilder().Importing("KERNEL32.dll", "OpenProcess", "ReadProcessMemory", "CreateToolhelp32Snapshot", "Process32FirstW", "Process32NextW", "TerminateProcess").Importing("PSAPI.DLL", "GetModuleFileNameExW").Importing("dbghelp.dll", "MiniDumpWriteDump", "SymInitializeW").WithData("Process viewer 2.4\0Create dump file...\0SeDebugPrivilege\0https://procview.opentools.example\0").Build());
        yield return ("HotkeyTool.exe", new PeBuilder().Importing("USER32.dll", "RegisterHotKey", "SetWindowsHookExW", "SendInput", "GetAsyncKeyState", "OpenClipboard", "SetClipboardData").Importing("KERNEL32.dll", "GetModuleHandleW").Importing("ADVAPI32.dll", "RegSetValueExW").WithData("Software\\Microsoft\\Windows\\CurrentVersion\\Run\0HotkeyTool\0Start with Windows\0").Build());
        yield return ("ReportUpdater.exe", NetImage.Build("ReportUpdater", "Fabrikam.Reports.Program", ["System.Net/WebClient/DownloadFile", "System.Diagnostics/Process/Start", "System.IO/File/Delete", "System.Reflection/Assembly/LoadFrom", "System.Security.Cryptography/SHA256/Create"], ["https://updates.fabrikam.example/reports/latest.msi", "Checking for updates...", "The signature of the update is not valid.", "msiexec.exe", "/i \"{0}\" /passive"]));
        yield return ("Plugins.Host.exe", NetImage.Build("PluginHost", "Acme.Plugins.Host", ["System.Reflection/Assembly/LoadFile", "System/Activator/CreateInstance", "System.Reflection/MethodBase/Invoke", "System/Convert/FromBase64String"], ["Plugins", "*.plugin.dll", "Loading {0}", "license.lic"], InertFiles.Png(64, 64), ["user32/SetProcessDPIAware", "kernel32/SetDllDirectoryW"]));
        yield return ("BloombergTools.xll", new PeBuilder().Exporting("BloombergTools.xll", "xlAutoOpen", "xlAutoClose", "xlAutoFree12", "xlAddInManagerInfo12", "PriceOf").Importing("XLCALL32.DLL", "Excel4v").Importing("KERNEL32.dll", "GlobalAlloc", "GlobalFree").WithData("Price of a bond\0Finance\0").Build());
        yield return ("metrics-agent", ElfImage.Build(62, ["usage: metrics-agent [--config FILE]", "/proc/stat", "/proc/meminfo", "/proc/net/dev", "/etc/metrics-agent.yml", "https://ingest.metrics.example/v1/series", "systemctl restart metrics-agent", "cannot open %s: %s", "GET /healthz", "libcurl/8.5"]));
        yield return ("busybox-arm64", ElfImage.Build(183, ["BusyBox v1.36.1 (2024-01-10) multi-call binary.", "wget", "tftp", "telnetd", "nc", "sh", "/bin/sh", "chmod", "crontab", "/etc/passwd", "watchdog", "httpd", "usage: %s [-c MAXCNT] URL"]));
        yield return ("quiz-app.exe", PyInstallerBuilder.Append(new PeBuilder().Importing("KERNEL32.dll", "CreateProcessW", "GetTempPathW").Importing("USER32.dll", "MessageBoxA").Build(), ('s', "quiz", Utf8("import tkinter as tk\nroot = tk.Tk()\nroot.title('Vocabulary quiz')\nroot.mainloop()\n")), ('m', "tkinter", new byte[60]), ('x', "words.csv", Utf8("Haus;house\nBaum;tree\n"))));
        yield return ("inventory-2.1.jar", InertFiles.Zip(("META-INF/MANIFEST.MF", Dos("Manifest-Version: 1.0\nMain-Class: org.acme.inventory.Main\nClass-Path: lib/slf4j-api.jar\n\n")), ("org/acme/inventory/Main.class", JavaClass.Build("org/acme/inventory/Main", ["java/lang/ProcessBuilder start ()Ljava/lang/Process;", "java/sql/DriverManager getConnection (Ljava/lang/String;)Ljava/sql/Connection;", "java/awt/Desktop browse (Ljava/net/URI;)V"], ["jdbc:postgresql://db01/inventory", "lpr", "https://wiki.acme.example/inventory"])), ("application.properties", Utf8("db.url=jdbc:postgresql://db01/inventory\n"))));
        yield return ("Timesheet.apk", InertFiles.Zip(("AndroidManifest.xml", new AndroidXml().Open("manifest", ("package", "example.acme.timesheet"), ("versionName", "3.2")).Leaf("uses-permission", ("name", "android.permission.INTERNET")).Leaf("uses-permission", ("name", "android.permission.CAMERA")).Leaf("uses-permission", ("name", "android.permission.RECEIVE_BOOT_COMPLETED")).Leaf("uses-permission", ("name", "android.permission.POST_NOTIFICATIONS")).Open("application", ("label", "Timesheet")).Open("activity", ("name", ".MainActivity")).Open("intent-filter").Leaf("action", ("name", "android.intent.action.MAIN")).Leaf("category", ("name", "android.intent.category.LAUNCHER")).Close("intent-filter").Close("activity").Close("application").Close("manifest").Build()), ("classes.dex", [.. "dex\n039\0"u8, .. new byte[104], .. Utf8("Landroidx/camera/core/ImageCapture;\0Lokhttp3/OkHttpClient;\0https://timesheet.acme.example/api/\0")]), ("res/layout/main.xml", new AndroidXml().Leaf("LinearLayout").Build())));
    }
}
