using static ScanHost.TestKit.HeldOut.Eighth.EighthJava;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Java archives of tools, libraries and modifications.</summary>
public sealed class HarmlessJava : EighthHarmless
{
    private const string Start = "java/lang/ProcessBuilder.start:()Ljava/lang/Process;";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("release-notes-1.1.jar", Jar("org.example.notes.Main", ("org/example/notes/Main.class", Class("org/example/notes/Main", [Start, "java/io/BufferedReader.readLine:()Ljava/lang/String;"], "git", "log", "--oneline", "usage: release-notes <from> <to>"))));
        yield return ("drawing-board.jar", Jar("org.example.draw.App", ("org/example/draw/App.class", Class("org/example/draw/App", ["javax/swing/JFrame.setVisible:(Z)V", "javax/imageio/ImageIO.write:(Ljava/awt/image/RenderedImage;Ljava/lang/String;Ljava/io/File;)Z", "java/awt/Desktop.browse:(Ljava/net/URI;)V"], "Save picture", "https://draw.example.org/help")), ("icons/pen.png", EighthPicture.Build(16, 16))));
        yield return ("more-torches-1.20.jar", Jar("none", ("fabric.mod.json", Utf8("{\"schemaVersion\":1,\"id\":\"moretorches\",\"version\":\"1.0.2\",\"name\":\"More Torches\",\"entrypoints\":{\"main\":[\"org.example.torches.Torches\"]}}")), ("org/example/torches/Torches.class", Class("org/example/torches/Torches", ["net/minecraft/class_2378.method_10230:(Lnet/minecraft/class_2378;Ljava/lang/Object;)Ljava/lang/Object;"], "moretorches", "blue_torch"))));
        yield return ("sqlclient.jar", Jar("org.example.sql.Shell", ("org/example/sql/Shell.class", Class("org/example/sql/Shell", ["java/sql/DriverManager.getConnection:(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Ljava/sql/Connection;", "java/lang/Class.forName:(Ljava/lang/String;)Ljava/lang/Class;", "java/net/URLClassLoader.<init>:([Ljava/net/URL;)V"], "jdbc:postgresql://localhost/", "Driver not found", "drivers/*.jar"))));
        yield return ("launcher.jar", Jar("org.example.launch.Launcher", ("org/example/launch/Launcher.class", Class("org/example/launch/Launcher", ["java/net/http/HttpClient.send:(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;)Ljava/net/http/HttpResponse;", "java/security/MessageDigest.digest:([B)[B", Start, "java/lang/System.getProperty:(Ljava/lang/String;)Ljava/lang/String;"], "https://play.example.org/versions.json", "java.home", "bin/java", "-Xmx2G", "checksum mismatch, downloading again", "user.home", ".playlauncher"))));
    }
}
