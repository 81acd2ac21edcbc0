using static ScanHost.Formats.Identification.FileCategory;

namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>Shortcuts and files that open something else. Sources: [MS-SHLLINK], freedesktop Desktop Entry, Microsoft Office query files.</summary>
internal static class ShortcutTypes
{
    /// <summary>The rows.</summary>
    internal static TypeTable Table { get; } = new(Shortcut)
    {
        { "lnk", "application/x-ms-shortcut", "Windows shortcut", "lnk",
            "4C 00 00 00 01 14 02 00 00 00 00 00 C0 00 00 00 00 00 00 46" },
        { "url", "application/x-mswinurl", "Internet shortcut", "url website" },
        { "desktop", "application/x-desktop", "Desktop entry", "desktop" },
        { "scf", "application/x-ms-scf", "Windows Explorer command", "scf" },
        { "webloc:plist", "application/x-webloc", "Web location", "webloc" },
        { "library-ms:xml", "application/windows-library+xml", "Windows library", "library-ms" },
        { "search-ms:xml", "application/windows-search-connector+xml",
            "Windows search connector", "searchconnector-ms search-ms" },
        { "settingcontent-ms:xml", "application/x-ms-settingcontent", "Windows setting", "settingcontent-ms" },
        { "iqy", "text/x-ms-iqy", "Excel web query", "iqy", "'WEB' 0D 0A '1' 0D 0A", "'WEB' 0A '1' 0A" },
        { "slk", "application/x-sylk", "Symbolic link sheet", "slk", "'ID;P'" },
        { "dif-sheet", "application/x-dif", "Data interchange sheet", "dif", "'TABLE' 0D 0A '0,1'", "'TABLE' 0A '0,1'" },
        { "rdp", "application/x-rdp", "Remote desktop settings", "rdp" },
        { "jnlp:xml", "application/x-java-jnlp-file", "Java web start", "jnlp" },
        { "clickonce:xml", "application/x-ms-application", "ClickOnce deployment", "application manifest" },
        { "autorun", "text/x-ms-autorun", "Autorun settings", "inf" },
        { "appinstaller:xml", "application/appinstaller", "App installer file", "appinstaller" },
        { "mac-alias", "application/x-apple-alias", "Apple alias", "", "'book' 00 00 00 00 'mark' 00 00 00 00" },
        { "cygwin-symlink", "application/x-cygwin-symlink", "Cygwin symbolic link", "", "'!<symlink>'" },
        { "theme", "application/x-windows-theme", "Windows theme", "theme" },
        { "osdx:xml", "application/opensearchdescription+xml", "Search description", "osdx" },
        { "group-policy", "application/x-ms-pol", "Group policy", "pol", "'PReg' 01 00 00 00" },
    };
}
