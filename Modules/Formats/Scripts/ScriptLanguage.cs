namespace ScanHost.Formats.Scripts;

/// <summary>The script languages whose constants we fold.</summary>
public enum ScriptLanguage
{
    /// <summary>JavaScript, JScript.</summary>
    JavaScript,

    /// <summary>VBScript and Visual Basic for Applications.</summary>
    VbScript,

    /// <summary>PowerShell.</summary>
    PowerShell,

    /// <summary>Batch files and command lines of the Windows command interpreter.</summary>
    Batch,

    /// <summary>Scripts of Unix shells.</summary>
    Shell,

    /// <summary>Python.</summary>
    Python,

    /// <summary>PHP.</summary>
    Php,
}
