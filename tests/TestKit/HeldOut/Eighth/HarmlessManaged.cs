using static ScanHost.TestKit.HeldOut.Eighth.EighthManaged;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>.NET programs: tools, plug-in hosts, updaters.</summary>
public sealed class HarmlessManaged : EighthHarmless
{
    private const string Core = ", System.Private.CoreLib";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        var read = Of("System.IO.File" + Core, "ReadAllText");
        yield return ("InvoiceNumbers.exe", new EighthManaged("InvoiceNumbers").Method("Counter", "Next", "counter.txt", read, Of("System.Int32" + Core, "Parse"), Of("System.IO.File" + Core, "WriteAllText")).Build());
        yield return ("PluginHost.exe", new EighthManaged("PluginHost").Method("Plugins", "LoadAll", "plugins", "*.dll", Of("System.IO.Directory" + Core, "GetFiles"), Of("System.Reflection.Assembly" + Core, "LoadFrom"), Of("System.Reflection.Assembly" + Core, "GetTypes"), Of("System.Activator" + Core, "CreateInstance"), "Plug-in {0} failed").Build(isConsole: true));
        yield return ("Updater.exe", new EighthManaged("Updater").Method("Check", "Run", "https://updates.lind-software.example/till/latest.json", Of("System.Net.Http.HttpClient, System.Net.Http", "GetStringAsync"), Of("System.Security.Cryptography.SHA256, System.Security.Cryptography", "ComputeHash"), "The downloaded file is damaged.", "till_setup.exe", "/S", Of("System.Diagnostics.Process, System.Diagnostics.Process", "Start")).Build());
        yield return ("ScreenRuler.exe", new EighthManaged("ScreenRuler").Native("user32.dll", "GetCursorPos GetForegroundWindow RegisterHotKey SendMessage").Native("gdi32.dll", "BitBlt GetPixel").Resource("ScreenRuler.Properties.Resources.resources", EighthPicture.Build(48, 48)).Method("Settings", "Load", "ruler.json", read).Build());
        yield return ("LicenceTool.exe", new EighthManaged("LicenceTool").Resource("LicenceTool.libs.json.dll.gz", InertFiles.Gzip(InertFiles.Pe(1024))).Method("Embedded", "Resolve", "LicenceTool.libs.{0}.dll.gz", Of("System.Reflection.Assembly" + Core, "GetManifestResourceStream"), Of("System.Reflection.Assembly" + Core, "Load")).Method("Licence", "Read", "licence.key", read, Of("System.Convert" + Core, "FromBase64String"), "-----BEGIN LICENCE-----", "Licence valid until {0:d}").Build());
    }
}
