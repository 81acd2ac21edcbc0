namespace ScanHost.Formats.Scripts.Workspaces;

/// <summary>
/// Takes the commands out of files that tell other programs what to run: container and build files, workflows, editors' tasks, notebooks, launch agents,
/// sources of installers. What belongs to one interpreter comes out as one script, because one step fetches what the next starts. Nothing is parsed in full:
/// each notation is read for the places that hold commands.
/// </summary>
public static class WorkspaceCommands
{
    /// <summary>Most commands that are taken from one file.</summary>
    public const int MaxCommands = 10_000;

    /// <summary>Most characters of one command.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Which notation a file is in; null when it is none of these. The name decides where the content looks like any text.</summary>
    /// <param name="typeId">The type that its content was identified as.</param>
    /// <param name="name">The last part of its name.</param>
    public static Workspace? KindOf(string typeId, string name)
    {
        if (typeId is "dockerfile" or "ipynb" or "plist" or "msbuild" or "nsi" or "makefile" or "desktop")
            return Enum.Parse<Workspace>(typeId, ignoreCase: true);
        var extension = name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant();
        // The words of a long step may look like its language.
        if (extension is "yml" or "yaml" && typeId is "powershell" or "batch" or "python" or "ruby" or "perl" or "php" or "ini" or "sql")
            return Workspace.Yaml;
        if (typeId is not ("text" or "yaml" or "json" or "groovy" or "shell" or "javascript" or "markdown" or "ini" or "rust" or "toml" or "hcl" or "terraform"))
            return null;
        return extension is "yml" or "yaml" ? Workspace.Yaml
            : name is "tasks.json" or "devcontainer.json" or ".devcontainer.json" or "mcp.json" or ".mcp.json" or "mcp_config.json" or "cline_mcp_settings.json" or "claude_desktop_config.json" ? Workspace.Tasks
            : name is "composer.json" ? Workspace.Composer
            : name is "build.rs" ? Workspace.Cargo
            : name is ".gitconfig" or "config" ? Workspace.Git
            : name is "makefile" or "GNUmakefile" or "Makefile" ? Workspace.Makefile
            : name.StartsWith("Jenkinsfile", StringComparison.OrdinalIgnoreCase) || extension is "jenkinsfile" ? Workspace.Jenkins
            : name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Containerfile", StringComparison.OrdinalIgnoreCase) || extension is "dockerfile" ? Workspace.Dockerfile
            : extension switch
            {
                "ipynb" => Workspace.Ipynb,
                "nsi" or "nsh" => Workspace.Nsi,
                "tf" or "hcl" => Workspace.Terraform,
                "mk" => Workspace.Makefile,
                "cron" or "crontab" => Workspace.Crontab,
                // The scheduler takes files by their folder, and only those without a point in their name.
                _ when typeId is "text" && !name.Contains('.', StringComparison.Ordinal) => Workspace.Crontab,
                _ => null,
            };
    }

    /// <summary>The scripts in a file, each with the extension of its language (<c>sh</c>, <c>bat</c>, <c>ps1</c>, <c>py</c>, <c>html</c>, <c>js</c>).</summary>
    public static IReadOnlyList<(string Extension, string Text)> Of(Workspace kind, string text) => Of(kind, text, out _);

    /// <summary>The same, and whether it is all.</summary>
    /// <param name="kind">The notation.</param>
    /// <param name="text">The file.</param>
    /// <param name="isCut">True when there are more commands than <see cref="MaxCommands"/>, or one is longer than <see cref="MaxLength"/>.</param>
    public static IReadOnlyList<(string Extension, string Text)> Of(Workspace kind, string text, out bool isCut)
    {
        var commands = kind switch
        {
            Workspace.Dockerfile => DockerCommands.Of(text),
            Workspace.Ipynb => JsonCommands.OfNotebook(text),
            Workspace.Tasks => JsonCommands.OfTasks(text),
            Workspace.Composer => JsonCommands.OfComposer(text),
            Workspace.Yaml => YamlCommands.Of(text),
            Workspace.Makefile or Workspace.Terraform or Workspace.Cargo or Workspace.Git or Workspace.Crontab or Workspace.Desktop => LineCommands.Of(kind, text),
            _ => QuotedCommands.Of(kind, text),
        };
        var taken = new List<(string Extension, string Text)>();
        isCut = false;
        foreach (var command in commands.Where(command => command.Text.Length > 3))
            if (taken.Count == MaxCommands || command.Text.Length > MaxLength)
                isCut = true;
            else
                taken.Add(command);
        return [.. taken.GroupBy(command => command.Extension, StringComparer.Ordinal)
            .Select(group => (group.Key, string.Join('\n', group.Select(command => command.Text.Trim()))))];
    }
}

/// <summary>A notation that tells other programs what to run.</summary>
public enum Workspace
{
    /// <summary>A container's build file.</summary>
    Dockerfile,

    /// <summary>Workflows, pipelines, composed containers, playbooks.</summary>
    Yaml,

    /// <summary>A pipeline of Jenkins.</summary>
    Jenkins,

    /// <summary>Tasks of an editor.</summary>
    Tasks,

    /// <summary>A Jupyter notebook.</summary>
    Ipynb,

    /// <summary>A property list of macOS, as launch agents are.</summary>
    Plist,

    /// <summary>A project of MSBuild.</summary>
    Msbuild,

    /// <summary>Source of an NSIS installer.</summary>
    Nsi,

    /// <summary>A build file of make.</summary>
    Makefile,

    /// <summary>A description of machines by Terraform.</summary>
    Terraform,

    /// <summary>The settings of a package of Composer, whose scripts run at its installation.</summary>
    Composer,

    /// <summary>A program that Cargo builds and runs before a package of Rust.</summary>
    Cargo,

    /// <summary>Settings of git, some of which are commands.</summary>
    Git,

    /// <summary>A table of the scheduler of Unix.</summary>
    Crontab,

    /// <summary>An entry of a menu or of what starts with a desktop.</summary>
    Desktop,
}
