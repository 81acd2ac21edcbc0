using static ScanHost.Formats.Identification.FileCategory;

namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>Installable packages; most are containers with known members.</summary>
internal static class PackageTypes
{
    /// <summary>The rows.</summary>
    internal static TypeTable Table { get; } = new(Package)
    {
        { "deb:ar", "application/vnd.debian.binary-package", "Debian package", "deb udeb",
            "'!<arch>' 0A 'debian-binary'", "'!<arch>' 0A 'debian-split'" },
        { "rpm", "application/x-rpm", "RPM package", "rpm", "ED AB EE DB" },
        { "apk:jar", "application/vnd.android.package-archive", "Android package", "apk" },
        { "aab:jar", "application/x-android-bundle", "Android app bundle", "aab" },
        { "xapk:zip", "application/x-xapk-package-archive", "Android package bundle", "xapk apks" },
        { "aar:zip", "application/x-android-aar", "Android library", "aar" },
        { "ipa:zip", "application/x-ios-app", "iOS application", "ipa" },
        { "jar:zip", "application/java-archive", "Java archive", "jar" },
        { "war:jar", "application/x-java-war", "Java web application", "war" },
        { "ear:jar", "application/x-java-ear", "Java enterprise application", "ear" },
        { "xpi:zip", "application/x-xpinstall", "Mozilla extension", "xpi" },
        { "crx", "application/x-chrome-extension", "Chrome extension", "crx", "'Cr24' 02 00 00 00", "'Cr24' 03 00 00 00" },
        { "nupkg:openxml", "application/x-nuget-package", "NuGet package", "nupkg snupkg" },
        { "vsix:openxml", "application/vsix", "Visual Studio extension", "vsix" },
        { "whl:zip", "application/x-wheel+zip", "Python wheel", "whl" },
        { "python-egg:zip", "application/x-python-egg", "Python egg", "egg" },
        { "python-zipapp:zip", "application/x-python-zipapp", "Python zip application", "pyz" },
        { "conda:zip", "application/x-conda", "Conda package", "conda" },
        { "appx:openxml", "application/appx", "Windows app package", "appx msix" },
        { "appxbundle:openxml", "application/appxbundle", "Windows app bundle", "appxbundle msixbundle" },
        { "msi:ole", "application/x-msi", "Windows Installer package", "msi msm" },
        { "msp:ole", "application/x-ms-patch", "Windows Installer patch", "msp" },
        { "mst:ole", "application/x-ms-transform", "Windows Installer transform", "mst" },
        { "pkg:xar", "application/vnd.apple.installer+xml", "macOS installer package", "pkg mpkg" },
        { "gem:tar", "application/x-ruby-gem", "Ruby gem", "gem" },
        { "docker-image:tar", "application/x-docker-image", "Container image", "tar" },
        { "oci-image:tar", "application/x-oci-image", "OCI container image", "tar" },
        { "ova:tar", "application/x-virtualbox-ova", "Virtual appliance", "ova" },
        { "flatpak", "application/vnd.flatpak", "Flatpak bundle", "flatpak", "'flatpak' 00 01 00 89 E5" },
        { "flatpak-ref", "application/vnd.flatpak.ref", "Flatpak reference", "flatpakref", "'[Flatpak Ref]'" },
        { "solaris-pkg", "application/x-svr4-package", "System V package", "pkg", "'# PaCkAgE DaTaStReAm'" },
        { "symbian-sis", "application/vnd.symbian.install", "Symbian package", "sis sisx", "@8 19 04 00 10", "7A 1A 20 10" },
        { "palm-pdb", "application/vnd.palm", "Palm database", "pdb", "@60 'DATA'" },
        { "love:zip", "application/x-love-game", "LÖVE game", "love" },
        { "ms-theme-pack:cab", "application/x-themepack", "Windows theme pack", "themepack" },
        { "phar:php", "application/x-phar", "PHP archive", "phar" },
    };
}
