namespace ScanHost.Benchmarks.Yara;

/// <summary>Words of which the generated rules' strings are made: what the strings of public rules look like.</summary>
internal static class Vocabulary
{
    /// <summary>Functions of Windows and Linux that rules name.</summary>
    public static readonly string[] Functions =
    [
        "VirtualAlloc", "VirtualAllocEx", "VirtualProtect", "WriteProcessMemory", "ReadProcessMemory", "CreateRemoteThread", "NtUnmapViewOfSection",
        "SetWindowsHookExA", "GetAsyncKeyState", "InternetOpenUrlA", "InternetReadFile", "URLDownloadToFileW", "WinHttpSendRequest", "HttpOpenRequestA",
        "CryptEncrypt", "CryptAcquireContextW", "CryptUnprotectData", "RegSetValueExA", "RegCreateKeyExW", "OpenProcessToken", "AdjustTokenPrivileges",
        "LookupPrivilegeValueA", "IsDebuggerPresent", "CheckRemoteDebuggerPresent", "CreateToolhelp32Snapshot", "Process32FirstW", "ShellExecuteExW",
        "GetProcAddress", "LoadLibraryA", "WSAStartup", "gethostbyname", "CreateServiceA", "StartServiceCtrlDispatcherW", "NtQueryInformationProcess",
        "RtlDecompressBuffer", "GetKeyboardState", "BitBlt", "capCreateCaptureWindowA", "ptrace", "dlopen", "socket", "execve", "inotify_init", "prctl",
        "MiniDumpWriteDump", "SamIConnect", "LsaEnumerateLogonSessions", "NetUserAdd", "WNetAddConnection2W", "DnsQuery_A", "GetTempFileNameW",
    ];

    /// <summary>Short words for identifiers and messages.</summary>
    public static readonly string[] Words =
    [
        "agent", "admin", "attack", "backup", "beacon", "bind", "block", "bot", "buffer", "build", "bypass", "cache", "chunk", "client", "cmd", "code", "command",
        "config", "connect", "cookie", "core", "crypt", "data", "debug", "decode", "decrypt", "delete", "dll", "domain", "download", "drive", "drop", "dump",
        "dword", "elevate", "encode", "encrypt", "engine", "error", "event", "exec", "exploit", "export", "failed", "file", "filter", "flag", "flood", "folder",
        "ghost", "global", "grab", "handle", "hash", "header", "hidden", "hook", "host", "http", "ident", "implant", "import", "infect", "info", "inject",
        "install", "kernel", "key", "kill", "launch", "length", "list", "load", "local", "lock", "log", "login", "loop", "magic", "mail", "main", "manager", "mapping",
        "master", "memory", "message", "miner", "module", "monitor", "mount", "mutex", "name", "native", "network", "node", "offset", "open", "output", "packet",
        "panel", "pass", "password", "patch", "path", "payload", "persist", "pipe", "plugin", "pool", "port", "post", "process", "profile", "protocol",
        "proxy", "query", "queue", "random", "ransom", "read", "recover", "registry", "remote", "remove", "report", "request", "reset", "resolve", "response", "reverse",
        "root", "route", "runner", "sandbox", "scan", "screen", "script", "search", "secret", "section", "secure", "send", "server", "service", "session", "shadow", "shell",
        "signal", "sleep", "sniff", "socket", "spread", "stage", "start", "status", "steal", "stop", "storage", "stream", "string", "stub", "system", "table", "target",
        "task", "temp", "thread", "ticket", "time", "token", "trace", "transfer", "trojan", "tunnel", "unpack", "update", "upload", "user", "value", "vector", "verify", "version",
        "victim", "virtual", "visit", "wallet", "watch", "window", "wiper", "worker", "write", "zombie", "xor", "yield", "zero", "quiet", "quota", "julia", "kilo", "vortex",
    ];

    /// <summary>Ends of domain names.</summary>
    public static readonly string[] Tops = ["com", "net", "org", "ru", "cn", "info", "top", "xyz", "io"];

    /// <summary>Ends of file names.</summary>
    public static readonly string[] Extensions = ["exe", "dll", "dat", "tmp", "bat", "ps1", "vbs", "php", "sys", "bin", "txt", "pdb", "jsp", "aspx"];

    /// <summary>Folders of Windows and Linux.</summary>
    public static readonly string[] Folders =
    [
        @"C:\Users\Public\", @"%APPDATA%\Microsoft\", @"C:\Windows\Temp\", @"\\.\pipe\", @"%TEMP%\", @"C:\ProgramData\", "/tmp/.", "/var/run/", "/dev/shm/", "/etc/cron.d/",
        @"D:\work\projects\", @"Z:\loader\Release\", @"Software\Microsoft\Windows\CurrentVersion\Run\", @"SYSTEM\CurrentControlSet\Services\", @"HKCU\Software\Classes\",
    ];
}
