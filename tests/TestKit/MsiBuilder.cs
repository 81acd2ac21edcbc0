using System.Text;

namespace ScanHost.TestKit;

/// <summary>Lets wixl build an installer of <c>inner.bin</c> with inert custom actions.</summary>
public static class MsiBuilder
{
    /// <summary>Builds <c>out.msi</c> in a folder that has a file <c>inner.bin</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="actions">Custom actions: name, type, source, target. By default one command and one script.</param>
    public static byte[] WithWixl(string folder, params string[] actions)
    {
        var source = """
            <?xml version="1.0"?>
            <Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
              <Product Name="Sample" Id="*" UpgradeCode="12345678-1111-1111-1111-666666666666" Language="1033" Codepage="1252" Version="1.0.0" Manufacturer="Nobody">
                <Package Id="*" Keywords="Installer" Description="Sample" Manufacturer="Nobody" InstallerVersion="100" Languages="1033" Compressed="yes" SummaryCodepage="1252"/>
                <Media Id="1" Cabinet="cab1.cab" EmbedCab="yes"/>
                <Directory Id="TARGETDIR" Name="SourceDir"><Directory Id="ProgramFilesFolder"><Directory Id="INSTALLDIR" Name="Sample">
                  <Component Id="Main" Guid="12345678-2222-2222-2222-666666666666"><File Id="Inner" Name="inner.bin" Source="inner.bin" KeyPath="yes"/></Component>
                </Directory></Directory></Directory>
                <Feature Id="Complete" Level="1"><ComponentRef Id="Main"/></Feature>
                <Binary Id="Payload" SourceFile="inner.bin"/>
              </Product>
            </Wix>
            """;
        File.WriteAllText(Path.Combine(folder, "in.wxs"), source, Encoding.UTF8);
        ForeignTool.Run(folder, "wixl", "-o", "out.msi", "in.wxs");
        if (actions.Length == 0)
            actions = ["RunCmd\t34\tINSTALLDIR\tcmd.exe /c echo hello", "RunScript\t38\t\tMsgBox 1"];
        File.WriteAllText(Path.Combine(folder, "ca.idt"), string.Concat(actions.Prepend("CustomAction\tAction").Prepend("s72\ti2\tS72\tS255").Prepend("Action\tType\tSource\tTarget").Select(line => line + "\r\n")));
        ForeignTool.Run(folder, "msibuild", "out.msi", "-i", "ca.idt");
        return File.ReadAllBytes(Path.Combine(folder, "out.msi"));
    }
}
