using ScanHost.Formats.Scripts.Workspaces;

namespace ScanHost.Formats.Tests.Scripts;

public sealed class WorkspaceCommandsTests
{
    [Theory]
    [InlineData("RUN apt-get update \\\n  && curl -s u | sh\n", "sh", "apt-get update    && curl -s u | sh")]
    [InlineData("ENTRYPOINT [\"/bin/sh\",\"-c\",\"curl -s u | bash\"]\n", "sh", "curl -s u | bash")]
    [InlineData("CMD [\"nginx\", \"-g\", \"daemon off;\"]\n", "sh", "nginx -g daemon off;")]
    [InlineData("RUN <<EOF\ncurl -s u\nsh a\nEOF\n", "sh", "curl -s u\nsh a")]
    [InlineData("RUN powershell -Command Install-Module a\n", "bat", "powershell -Command Install-Module a")]
    public void A_container_s_build_file_gives_its_commands(string text, string extension, string command) =>
        WorkspaceCommands.Of(Workspace.Dockerfile, "FROM a\n" + text).Should().Equal((extension, command));

    [Theory]
    [InlineData("    - name: a\n      run: npm ci\n", "sh", "npm ci")]
    [InlineData("      run: |\n        curl -s u\n        sh a\n      env: b\n", "sh", "curl -s u\nsh a")]
    [InlineData("    command: >\n      nsenter --target 1\n      bash\n", "sh", "nsenter --target 1 bash")]
    [InlineData("    command: [\"sh\", \"-c\", \"curl u\"]\n", "sh", "curl u")]
    [InlineData("  script:\n    - make\n    - make test\n  image: c\n", "sh", "make\nmake test")]
    [InlineData("    - ansible.windows.win_shell: Get-Service a\n", "ps1", "Get-Service a")]
    [InlineData("    run: \"echo \\\"a\\\"\"\n", "sh", "echo \"a\"")]
    public void Steps_in_YAML_give_their_commands(string text, string extension, string command) =>
        WorkspaceCommands.Of(Workspace.Yaml, "jobs:\n" + text).Should().Equal((extension, command));

    [Fact]
    public void Cells_of_a_notebook_become_one_script_for_each_language()
    {
        const string notebook = """{"cells":[{"cell_type":"code","source":["!wget -q u\n","import os\n"],"outputs":[{"data":{"text/html":["<script>a()</script>"]}}]},{"cell_type":"code","source":"%%bash\ncurl u"},{"cell_type":"markdown","source":"!no"}]}""";

        var scripts = WorkspaceCommands.Of(Workspace.Ipynb, notebook);

        scripts.Should().BeEquivalentTo([("sh", "wget -q u\ncurl u"), ("py", "import os"), ("html", "<script>a()</script>")]);
    }

    [Fact]
    public void Half_a_surrogate_pair_hides_no_command()
    {
        WorkspaceCommands.Of(Workspace.Ipynb, """{"cells":[{"cell_type":"code","source":["x='\ud800'\n","!curl u"],"outputs":[{"data":{"\ud800":"a"}}]}]}""")
            .Should().Contain(("sh", "curl u"));
        WorkspaceCommands.Of(Workspace.Tasks, """{"tasks":[{"\udfff":1,"command":"curl u \ud800"}]}""").Should().ContainSingle().Which.Text.Should().StartWith("curl u");
    }

    [Fact]
    public void Tasks_give_the_commands_of_each_system()
    {
        const string tasks = """{"tasks":[{"command":"node","args":["-v"],"windows":{"command":"curl u | cmd"}}], /* a comment */ }""";

        WorkspaceCommands.Of(Workspace.Tasks, tasks).Should().BeEquivalentTo([("sh", "node -v"), ("bat", "curl u | cmd")]);
    }

    [Theory]
    [InlineData(Workspace.Jenkins, "steps { sh '''nohup a\nb''' }", "sh", "nohup a\nb")]
    [InlineData(Workspace.Jenkins, "steps { bat \"build.cmd\" }", "bat", "build.cmd")]
    [InlineData(Workspace.Plist, "<key>ProgramArguments</key><array><string>/bin/bash</string><string>-c</string><string>a &amp;&amp; b</string></array>", "sh", "a && b")]
    [InlineData(Workspace.Nsi, "  nsExec::Exec 'netsh a'\n", "bat", "netsh a")]
    [InlineData(Workspace.Nsi, "  inetc::get /SILENT \"https://host.invalid/a.exe\" \"$APPDATA\\a.exe\" /END\n", "bat", "curl -o \"%APPDATA%\\a.exe\" https://host.invalid/a.exe")]
    [InlineData(Workspace.Makefile, "all:\n\t@cp a $(HOME)/b\n", "sh", "cp a $HOME/b")]
    [InlineData(Workspace.Makefile, "A := $(shell curl -s u)\n", "sh", "curl -s u")]
    [InlineData(Workspace.Terraform, "  provisioner \"local-exec\" {\n    command = \"echo \\\"a\\\"\"\n  }\n", "sh", "echo \"a\"")]
    [InlineData(Workspace.Terraform, "  user_data = <<-EOT\n    apt-get update\n  EOT\n", "sh", "apt-get update")]
    [InlineData(Workspace.Composer, "{\"scripts\":{\"post-install-cmd\":[\"@php artisan a\"]}}", "sh", "php artisan a")]
    [InlineData(Workspace.Cargo, "let _ = Command::new(\"sh\").arg(\"-c\").arg(\"curl u; sh a\").spawn();", "sh", "curl u; sh a")]
    [InlineData(Workspace.Git, "[core]\n\tfsmonitor = \"curl -s u\"\n", "sh", "curl -s u")]
    [InlineData(Workspace.Crontab, "*/7 * * * * root echo a\n", "sh", "echo a")]
    [InlineData(Workspace.Msbuild, "<Project><Target Name=\"a\"><Exec Command=\"echo a\"/></Target></Project>", "sh", "echo a")]
    public void Commands_in_quotes_are_taken_out(Workspace kind, string text, string extension, string command) =>
        WorkspaceCommands.Of(kind, text).Should().Equal((extension, command));

    [Theory]
    [InlineData(Workspace.Ipynb)]
    [InlineData(Workspace.Tasks)]
    [InlineData(Workspace.Yaml)]
    [InlineData(Workspace.Dockerfile)]
    [InlineData(Workspace.Jenkins)]
    [InlineData(Workspace.Plist)]
    [InlineData(Workspace.Nsi)]
    public void Every_prefix_of_a_text_is_read_without_complaint(Workspace kind)
    {
        const string text = "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"!a\\n\"]}],\n\"command\":[\"sh\",\"-c\",\"x\"]}\nrun: |\n  a\n - b\nRUN [\"a\",\nRUN <<EOF\nsh '''\n<key>ProgramArguments</key><array><string>a\nExec 'a";

        for (var length = 0; length <= text.Length; length++)
            FluentActions.Invoking(() => WorkspaceCommands.Of(kind, text[..length])).Should().NotThrow();
    }

    [Theory]
    [InlineData("text", "format.yml", Workspace.Yaml)]
    [InlineData("dockerfile", "a", Workspace.Dockerfile)]
    [InlineData("text", "Jenkinsfile", Workspace.Jenkins)]
    [InlineData("json", "tasks.json", Workspace.Tasks)]
    [InlineData("powershell", "azure-pipelines.yml", Workspace.Yaml)]
    [InlineData("json", "mcp.json", Workspace.Tasks)]
    [InlineData("text", "99-sync", Workspace.Crontab)]
    [InlineData("json", "package.json", null)]
    [InlineData("text", "notes.txt", null)]
    public void The_name_decides_where_the_content_looks_like_any_text(string type, string name, Workspace? kind) =>
        WorkspaceCommands.KindOf(type, name).Should().Be(kind);
}
