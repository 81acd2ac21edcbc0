namespace ScanHost.Benchmarks.Yara;

/// <summary>YARA-X, through its package for Node.js. Where Node.js or the package cannot be had, it is left out.</summary>
internal sealed class YaraX
{
    private const string Package = "@litko/yara-x-linux-x64-gnu";

    private const string Script =
        """
        const fs = require('fs');
        const { compile } = require('@litko/yara-x-linux-x64-gnu');
        const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1e6; };
        const [rulesPath, listPath] = process.argv.slice(2);
        let before = cpu();
        const engine = compile(fs.readFileSync(rulesPath, 'utf8'));
        engine.scan(Buffer.alloc(0));
        console.log('compile=' + (cpu() - before));
        before = cpu();
        const hits = [];
        for (const path of fs.readFileSync(listPath, 'utf8').split('\n').filter(line => line))
          for (const match of engine.scan(fs.readFileSync(path)))
            hits.push(match.ruleIdentifier + ' ' + path);
        console.log('scan=' + (cpu() - before));
        console.log(hits.join('\n'));
        """;

    private readonly string script;

    private YaraX(string script) => this.script = script;

    /// <summary>Installs the package in a folder; null where that fails.</summary>
    public static YaraX? Install(string folder)
    {
        try
        {
            ChildProcess.Run("npm", "install", "--silent", "--prefix", folder, Package);
            var script = Path.Combine(folder, "scan.js");
            File.WriteAllText(script, Script);
            return new YaraX(script);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Measuring.Page.Say($"without YARA-X: {error.Message}");
            return null;
        }
    }

    /// <summary>Compiles rules and scans files.</summary>
    public ChildProcess Run(string rulesPath, string listPath) => ChildProcess.Run("node", script, rulesPath, listPath);
}
