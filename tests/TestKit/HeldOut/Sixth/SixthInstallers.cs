namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Installers and archives that other programs make.</summary>
internal static class SixthInstallers
{
    /// <summary>An installer of the folder's <c>inner.bin</c> whose custom actions stand in the order of installing.</summary>
    public static byte[] Sequenced(TemporaryFolder folder, params string[] actions)
    {
        MsiBuilder.WithWixl(folder.Path, actions);
        var place = 6550;
        foreach (var action in actions)
            ForeignTool.Run(folder.Path, "msibuild", "out.msi", "-q", $"INSERT INTO `InstallExecuteSequence` (`Action`, `Sequence`) VALUES ('{action[..action.IndexOf('\t', StringComparison.Ordinal)]}', {place++})");
        return folder.Read("out.msi");
    }

    /// <summary>The program before an archive that unpacks itself.</summary>
    public static byte[] Starter() => SixthImages.WithResources(
        new PeBuilder().Importing("KERNEL32.dll", "CreateFileW", "ReadFile", "WriteFile", "CreateProcessW", "GetTempPathW", "GetModuleFileNameW", "SetFilePointer", "CreateDirectoryW", "WaitForSingleObject")
            .Importing("USER32.dll", "MessageBoxW", "DialogBoxParamW").Importing("SHELL32.dll", "ShellExecuteExW").WithData("7-Zip SFX\0Extracting\0").Build(),
        [(16, SixthImages.Version(("CompanyName", "Igor Pavlov"), ("FileDescription", "7z Setup SFX"), ("OriginalFilename", "7zS.sfx.exe")))]);

    /// <summary>A 7z archive.</summary>
    public static byte[] SevenZip(params (string Name, byte[] Content)[] members)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in members)
            folder.Write(name, content);
        ForeignTool.Run(folder.Path, "7z", ["a", "-bd", "-y", "out.7z", .. members.Select(member => member.Name)]);
        return folder.Read("out.7z");
    }
}
