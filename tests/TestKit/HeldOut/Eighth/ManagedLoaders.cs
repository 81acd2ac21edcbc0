using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;
using static ScanHost.TestKit.HeldOut.Eighth.EighthManaged;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>.NET programs that unpack, load and inject; nothing calls the methods that would.</summary>
public sealed class ManagedLoaders : EighthRound
{
    private const string Core = ", System.Private.CoreLib";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var load = Of("System.Reflection.Assembly" + Core, "Load");
        var invoke = Of("System.Reflection.MethodBase" + Core, "Invoke");
        var entry = Of("System.Reflection.Assembly" + Core, "get_EntryPoint");
        var stream = Of("System.Reflection.Assembly" + Core, "GetManifestResourceStream");
        var base64 = Of("System.Convert" + Core, "FromBase64String");
        var sleep = Of("System.Threading.Thread" + Core, "Sleep");
        yield return ("Quotation.exe", new EighthManaged("Quotation").Resource("Quotation.Properties.Resources.resources", Noise(120000, 71))
            .Native("kernel32.dll", "CreateProcessA VirtualAllocEx WriteProcessMemory ReadProcessMemory GetThreadContext SetThreadContext ResumeThread").Native("ntdll.dll", "NtUnmapViewOfSection")
            .Method("RunPE", "Execute", "C:\\Windows\\Microsoft.NET\\Framework\\v4.0.30319\\RegSvcs.exe", stream, base64, load, entry, invoke)
            .Method("Persist", "Install", "Software\\Microsoft\\Windows\\CurrentVersion\\Run", "/C schtasks.exe /Create /TN \"Updates\\\\{0}\" /XML \"{1}\"", "-WindowStyle Hidden Add-MpPreference -ExclusionPath", Of("System.Diagnostics.Process, System.Diagnostics.Process", "Start"))
            .Method("Guard", "Check", "SbieDll.dll", "vmware", "VirtualBox", sleep).Build());
        yield return ("Stub.exe", new EighthManaged("AsyncClient")
            .Method("Settings", "Init", "Ports", "6606,7707,8808", "Hosts", "rat-panel.example", "Version", "0.5.7B", "AsyncMutex_6SI8OkPnk", "%AppData%", "Pastebin", "MTX", base64, Of("System.Security.Cryptography.Rfc2898DeriveBytes, System.Security.Cryptography", "GetBytes"))
            .Method("Methods", "Antivirus", "\\root\\SecurityCenter2", "Select * from AntivirusProduct", "SELECT * FROM Win32_ComputerSystem", "VIRTUAL")
            .Method("Amsi", "Bypass", "amsi.dll", "AmsiScanBuffer", "EtwEventWrite").Native("kernel32.dll", "LoadLibrary GetProcAddress VirtualProtect").Native("user32.dll", "GetForegroundWindow SetWindowsHookEx GetKeyboardState")
            .Method("NormalStartup", "Install", "/c schtasks /create /f /sc onlogon /rl highest /tn", "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\", "timeout 3 > NUL", ".bat").Build());
        yield return ("IMG00471.exe", new EighthManaged("Ozdkwqe").Method("Xbqmf", "Ljw", Convert.ToBase64String(Utf8("http://192.0.2.81/Lqtvk.dat")), base64, Of("System.Net.Http.HttpClient, System.Net.Http", "GetByteArrayAsync"), Of("System.Array" + Core, "Reverse"), load)
            .Method("Xbqmf", "Pzu", "Gvbnx.Tkd", "Ehwqz", Of("System.Reflection.Assembly" + Core, "GetType"), Of("System.Type" + Core, "InvokeMember"), sleep).Build());
        yield return ("Invoice viewer.exe", new EighthManaged("InvoiceViewer").Resource("InvoiceViewer.icon.png", EighthPicture.Build(200, 200)).Method("\u200B\u200C", "\u200D", "ex", "pl", "orer", "d2luZGlyXFN5c3RlbTMy", base64, Of("System.String" + Core, "Concat"), Of("System.Type" + Core, "GetMethod"), invoke, Of("System.AppDomain" + Core, "Load"))
            .Method("\u200B\u200C", "\u200E", Of("System.Runtime.InteropServices.Marshal" + Core, "GetDelegateForFunctionPointer"), Of("System.Runtime.InteropServices.Marshal" + Core, "Copy"), Of("System.Security.Cryptography.SymmetricAlgorithm, System.Security.Cryptography", "CreateDecryptor"), "NtAllocateVirtualMemory".Replace("Virtual", "\u200BVirtual\u200B", StringComparison.Ordinal), stream).Build());
    }
}
