namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Programs for Linux and macOS, alone and in bundles.</summary>
public sealed class HarmlessUnixPrograms : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("logrotate-lite", new EighthUnix().Functions("main read_config rotate compress usage").Imports("fopen", "rename", "gzopen", "system").With("Usage: %s [-f] config", "/etc/logrotate-lite.conf", "cannot open %s: %s", "/bin/sh -c '%s'", "postrotate").Elf());
        yield return ("netdiag", new EighthUnix().Functions("main ping_host scan_ports resolve print_table").Imports("socket", "connect", "getaddrinfo", "setsockopt").With("/proc/net/tcp", "/proc/net/route", "/etc/resolv.conf", "PORT  STATE  SERVICE", "raw sockets need root", "Usage: netdiag [-p ports] host").Elf());
        yield return ("tidy", new EighthUnix { Machine = 183 }.Functions("main parseArguments tidyFolder").Imports("NSLog", "opendir", "rename", "getenv").With("usage: tidy [--dry-run] folder", "HOME", "Downloads", "moved %s to %s").MachO());
        yield return ("MenuClock.zip", InertFiles.Zip(("MenuClock.app/Contents/Info.plist", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict><key>CFBundleExecutable</key><string>MenuClock</string><key>CFBundleIdentifier</key><string>org.example.menuclock</string><key>LSUIElement</key><true/></dict></plist>")),
            ("MenuClock.app/Contents/MacOS/MenuClock", new EighthUnix().Imports("NSApplicationMain", "SMAppServiceRegister").With("HH:mm", "Launch at login", "https://menuclock.example.org").MachO()),
            ("MenuClock.app/Contents/Library/LaunchAgents/org.example.menuclock.plist", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict><key>Label</key><string>org.example.menuclock</string><key>ProgramArguments</key><array><string>/Applications/MenuClock.app/Contents/MacOS/MenuClock</string></array><key>RunAtLoad</key><true/></dict></plist>"))));
        yield return ("tool-installer.run", SelfExtracting());
    }

    private static byte[] SelfExtracting()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pack/install.sh", "#!/bin/sh\nset -e\ninstall -m 755 tool /usr/local/bin/tool\necho Installed.\n");
        folder.Write("pack/tool", new EighthUnix().With("usage: tool").Elf());
        ForeignTool.Run(folder.Path, "makeself", "--nox11", "pack", "out.run", "Tool 1.0", "sh", "./install.sh");
        return folder.Read("out.run");
    }
}
