using System.IO.Compression;
using System.Text;
using ScanHost.Formats.Identification;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Identification;

public sealed class FileIdentifierTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData("just some words\n", "text")]
    [InlineData("#!/usr/bin/env python3\nprint(1)\n", "python")]
    [InlineData("#!/bin/bash -e\necho hi\n", "shell")]
    [InlineData("@echo off\r\nset x=1\r\n", "batch")]
    [InlineData("Dim x\r\nSet x = CreateObject(\"WScript.Shell\")\r\nx.Run \"calc\"\r\n", "vbscript")]
    [InlineData("param($a)\n$x = New-Object Net.WebClient\nInvoke-Expression $x\n", "powershell")]
    [InlineData("'use strict';\nconst a = require('fs');\nmodule.exports = a;\n", "javascript")]
    [InlineData("<html><head><hta:application id=x></head></html>", "hta")]
    [InlineData("<job id=\"a\"><script language=\"JScript\">x</script></job>", "wsf")]
    [InlineData("<?php echo 1; ?>", "php")]
    [InlineData("<!DOCTYPE html>\n<html></html>", "html")]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "svg")]
    [InlineData("<?xml version=\"1.0\"?><a/>", "xml")]
    [InlineData("{\"a\": [1, 2]}", "json")]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", "jsonl")]
    [InlineData("a,b,c\n1,2,3\n4,5,6\n", "csv")]
    [InlineData("[section]\nkey = value\nother = value\n", "ini")]
    [InlineData("[InternetShortcut]\r\nURL=http://example.org/\r\n", "url")]
    [InlineData("From: a@example.org\r\nTo: b@example.org\r\nSubject: hi\r\n\r\nbody", "eml")]
    [InlineData("From a@example.org Mon Jan  1 00:00:00 2024\nFrom: a\nTo: b\n\nbody", "mbox")]
    [InlineData("BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n", "vcard")]
    [InlineData("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "icalendar")]
    [InlineData("{\\rtf1\\ansi text}", "rtf")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n", "pem-certificate")]
    [InlineData("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n", "diff")]
    [InlineData("BM is how this sentence starts, and it is no bitmap.\n", "text")]
    [InlineData("begin 644 x.bin\n#0V%T\n`\nend\n", "uuencode")]
    public void Text_is_told_by_its_first_line_its_shape_or_its_words(string content, string expected)
    {
        var identified = FileIdentifier.Identify(Encoding.ASCII.GetBytes(content));

        identified.Type.Id.Should().Be(expected);
    }

    [Theory]
    [InlineData("us-ascii", "plain", false)]
    [InlineData("utf-8", "größer", false)]
    [InlineData("utf-8", "größer", true)]
    [InlineData("utf-16", "grösser than that", true)]
    [InlineData("utf-16", "without any mark", false)]
    [InlineData("utf-16BE", "without any mark", false)]
    [InlineData("utf-32", "words", true)]
    [InlineData("iso-8859-1", "größer als gedacht, aber lateinisch", false)]
    public void The_encoding_of_text_is_told(string name, string content, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] file = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(content)];

        var identified = FileIdentifier.Identify(file);

        identified.Type.Id.Should().Be("text");
        identified.Encoding.Should().Be(name switch { "utf-16" => "utf-16le", "utf-16BE" => "utf-16be", "utf-32" => "utf-32le", _ => name });
    }

    [Theory]
    [InlineData("docx", "[Content_Types].xml", "wordprocessingml.document.main+xml", "word/document.xml")]
    [InlineData("docm", "[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml", "word/vbaProject.bin")]
    [InlineData("xlsb", "[Content_Types].xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin")]
    [InlineData("odt", "mimetype", "application/vnd.oasis.opendocument.text", "content.xml")]
    [InlineData("epub", "mimetype", "application/epub+zip", "META-INF/container.xml")]
    [InlineData("apk", "META-INF/MANIFEST.MF", "x", "AndroidManifest.xml")]
    [InlineData("jar", "META-INF/MANIFEST.MF", "x", "a/B.class")]
    [InlineData("nupkg", "[Content_Types].xml", "x", "some.nuspec")]
    [InlineData("whl", "a/__init__.py", "x", "a-1.dist-info/WHEEL")]
    [InlineData("zip", "readme.txt", "x", "b.txt")]
    public void What_is_built_on_zip_is_told_by_its_members(string expected, string first, string content, string second)
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var target = archive.CreateEntry(first).Open())
                target.Write(Encoding.ASCII.GetBytes(content));
            archive.CreateEntry(second);
        }

        FileIdentifier.Identify(output.ToArray()).Type.Id.Should().Be(expected);
    }

    public static TheoryData<string, byte[], string, int> Marked => new()
    {
        { "pe", InertFiles.Pe(), "SCRM", 44 },
        { "pe", [.. InertFiles.Pe(), .. new byte[2048]], "H+\0\u0004", 1024 },
        { "elf", [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[9], 2, 0, 62, 0, .. new byte[2048]], "EFI PART", 512 },
        { "7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, .. new byte[2048]], "EFI PART", 512 },
        { "rtf", [.. "{\\rtf1 "u8, .. Enumerable.Repeat((byte)'a', 2048), .. "}"u8], "EFI PART", 512 },
        { "zip", InertFiles.Zip(("a.txt", Noise(4096))), "EFI PART", 512 },
        { "ole", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]], "SCRM", 44 },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_few_bytes_inside_do_not_change_what_a_file_begins_as(string type, byte[] file, string mark, int offset)
    {
        Encoding.Latin1.GetBytes(mark).CopyTo(file, offset);

        FileIdentifier.Identify(file).Type.IsA(type).Should().BeTrue("it is {0}", FileIdentifier.Identify(file).Type.Id);
    }

    [Fact]
    public void What_bears_a_kernels_mark_is_still_looked_at_as_a_program()
    {
        byte[] file = [.. InertFiles.Pe(), .. new byte[2048]];
        new byte[] { 0x55, 0xAA, 0, 0, (byte)'H', (byte)'d', (byte)'r', (byte)'S' }.CopyTo(file, 510);

        FileIdentifier.Identify(file).AlsoValidAs.Should().Contain(type => type.IsA("pe"));
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(5).NextBytes(noise);
        return noise;
    }

    [Fact]
    public void A_picture_with_an_archive_behind_it_is_valid_as_both()
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("x");
        byte[] file = [.. "GIF89a\u0001\0\u0001\0\0\0\0;"u8, .. archive.ToArray()];

        var identified = FileIdentifier.Identify(file);

        identified.Type.Id.Should().Be("gif");
        identified.AlsoValidAs.Select(type => type.Id).Should().Equal("zip");
    }

    [Fact]
    public void A_picture_that_carries_a_script_is_valid_as_both()
    {
        var file = Encoding.ASCII.GetBytes("GIF89a/*\0\0\0*/=1;alert(1)<?php system($_GET['c']);?>");

        FileIdentifier.Identify(file).AlsoValidAs.Select(type => type.Id).Should().Contain("php");
    }

    [Fact]
    public void Noise_is_unknown()
    {
        var noise = new byte[4096];
        new Random(3).NextBytes(noise);

        var identified = FileIdentifier.Identify(noise);

        (identified.Type.Id, identified.Confidence).Should().Be(("unknown", 0));
    }

    [Fact]
    public void Noise_behind_any_signature_never_makes_it_throw()
    {
        var random = new Random(5);
        foreach (var signature in FileTypes.Rows.SelectMany(row => row.Signatures))
        {
            var noise = new byte[random.Next(0, 700)];
            random.NextBytes(noise);
            var example = signature.Example();
            for (var length = 0; length < Math.Min(example.Length, 64); length++)
                FileIdentifier.Identify(example.AsSpan(0, length));

            FileIdentifier.Identify([.. example, .. noise]).Should().NotBeNull();
        }
    }

    [Fact]
    public void A_xar_whose_contents_ask_for_a_zlib_dictionary_is_still_a_xar()
    {
        byte[] file = [.. "xar!\0\u001C"u8, .. new byte[22], 0x78, 0x20, 1, 2, 3, 4, .. new byte[100]];

        FileIdentifier.Identify(file).Type.Id.Should().Be("xar");
    }

    [Fact]
    public void A_packed_file_that_gzip_reads_is_told_from_noise_behind_its_two_bytes()
    {
        // A size, a tree of one level with one leaf beside that of the end: the letter, then its code and that of the end.
        byte[] packed = [0x1F, 0x1E, 0, 0, 0, 1, 1, 0, (byte)'a', 0x40];
        using var folder = new TemporaryFolder();
        folder.Write("a.z", packed);
        ForeignTool.Run(folder.Path, "gzip", "-d", "a.z");
        var noise = new byte[4096];
        new Random(9).NextBytes(noise);
        (noise[0], noise[1]) = (0x1F, 0x1E);

        folder.Read("a").Should().Equal((byte)'a');
        FileIdentifier.Identify(packed).Type.Id.Should().Be("pack");
        FileIdentifier.Identify(noise).Type.Id.Should().Be("unknown");
    }

    [Theory]
    [InlineData("BD")]
    [InlineData("H+\0\u0004")]
    [InlineData("HX\0\u0005")]
    public void Noise_with_the_mark_of_an_Apple_volume_is_none(string mark)
    {
        var noise = new byte[4096];
        new Random(9).NextBytes(noise);
        Encoding.Latin1.GetBytes(mark).CopyTo(noise, 1024);

        FileIdentifier.Identify(noise).Type.Id.Should().Be("unknown");
    }
}
