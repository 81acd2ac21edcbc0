using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Identification.Text;

/// <summary>Recognises notations by the shape of their first lines: messages, JSON, settings, encoded files, tables.</summary>
internal static partial class Notation
{
    internal static string? Of(string content)
    {
        var head = content.AsSpan(0, Math.Min(content.Length, 8192)).ToString();
        foreach (var (start, id) in Starts)
            if (head.AsSpan(1).TrimStart().StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return id;
        return Eicar(head) ?? Message(head) ?? Json(content) ?? Rules(content, head) ?? Encoded(head) ?? Sectioned(head) ?? Table(head);
    }

    // The test string of eicar.org is 68 bytes; at most blanks follow.
    private static string? Eicar(string head) =>
        head.Length < 132 && head.StartsWith("\nX5O!P%@AP[4\\PZX54(P^)7CC)7}$", StringComparison.Ordinal) ? "eicar" : null;

    private static string? Message(string head)
    {
        if (head.StartsWith("\nFrom ", StringComparison.Ordinal) && MboxLine().IsMatch(head))
            return "mbox";
        if (EmlxStart().IsMatch(head))
            return "emlx";
        if (!HeaderBlock().IsMatch(head))
            return null;
        var headers = MailHeader().Count(head);
        if (headers < 2)
            return null;
        return MhtHeader().IsMatch(head) ? "mht" : "eml";
    }

    private static string? Json(string content)
    {
        var text = content.Trim();
        if (text.Length < 2 || text[0] is not ('{' or '['))
            return null;
        var reader = new Utf8JsonReader(
            System.Text.Encoding.UTF8.GetBytes(text), isFinalBlock: content.Length < 32768, new(new() { AllowMultipleValues = true, MaxDepth = 256 }));
        var (tokens, values) = (0, 0);
        try
        {
            while (reader.Read())
            {
                tokens++;
                values += reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && reader.CurrentDepth == 0 ? 1 : 0;
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return tokens == 0 ? null : values > 1 ? "jsonl" : JsonDialect(text);
    }

    private static string JsonDialect(string text)
    {
        var head = text[..Math.Min(text.Length, 4096)];
        return head.Contains("\"FeatureCollection\"", StringComparison.Ordinal) ? "geojson"
            : head.Contains("\"nbformat\"", StringComparison.Ordinal) || (head.Contains("\"cells\"", StringComparison.Ordinal)
                && head.Contains("\"cell_type\"", StringComparison.Ordinal)) ? "ipynb"
            : head.Contains("\"log\"", StringComparison.Ordinal) && head.Contains("\"creator\"", StringComparison.Ordinal) ? "har"
            : head.Contains("\"mappings\"", StringComparison.Ordinal) && head.Contains("\"sources\"", StringComparison.Ordinal) ? "sourcemap"
            : "json";
    }

    // The first statement of YARA rules, behind comments and imports, and the one part that every rule has.
    private static string? Rules(string content, string head) =>
        RuleStart().IsMatch(head) && content.Contains("condition:", StringComparison.Ordinal) ? "yara" : null;

    private static string? Encoded(string head) =>
        Uuencode().IsMatch(head) ? "uuencode"
        : head.Contains("(This file must be converted with BinHex", StringComparison.Ordinal) ? "binhex"
        : IntelHex().IsMatch(head) ? "intel-hex"
        : SRecord().IsMatch(head) ? "srecord"
        : HexText().IsMatch(head) ? "hex-dump"
        : Base64Text().IsMatch(head) ? "base64"
        : CommandLine().IsMatch(head) ? "batch"
        : null;

    private static string? Sectioned(string head)
    {
        if (!Section().IsMatch(head))
            return null;
        foreach (var (section, id) in Sections)
            if (head.Contains("\n[" + section, StringComparison.OrdinalIgnoreCase))
                return id;
        return Setting().Count(head) >= 2 ? TomlValue().IsMatch(head) ? "toml" : "ini" : null;
    }

    private static string? Table(string head)
    {
        var lines = head.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var whole = lines.Take(lines.Length > 8 ? 8 : lines.Length).ToArray();
        if (whole.Length < 3)
            return null;
        foreach (var (separator, id) in new[] { (',', "csv"), ('\t', "tsv"), (';', "csv") })
        {
            var columns = Columns(whole[0], separator);
            if (columns >= 3 && whole.All(line => Columns(line, separator) == columns))
                return id;
        }
        return null;
    }

    private static int Columns(string line, char separator)
    {
        var (columns, isQuoted) = (1, false);
        foreach (var letter in line)
        {
            isQuoted ^= letter == '"';
            columns += letter == separator && !isQuoted ? 1 : 0;
        }
        return columns;
    }

    private static readonly (string Start, string Id)[] Starts =
    [
        ("BEGIN:VCARD", "vcard"), ("BEGIN:VCALENDAR", "icalendar"), ("%YAML", "yaml"), ("---\n", "yaml"), ("\\documentclass", "latex"),
        ("\\documentstyle", "latex"), ("\\NeedsTeXFormat", "latex"), ("\\ProvidesPackage", "latex"), ("User-agent:", "robots"),
        ("diff --git ", "diff"), ("Index: ", "diff"), ("*** ", "diff"), ("@charset", "css"), ("# This is a shell archive", "shar"),
        ("REM ", "batch"), ("@echo off", "batch"), ("@if ", "batch"), ("@rem ", "batch"), ("%!PS", "postscript"),
        ("HTTP/1.", "http-message"), ("dn: ", "ldif"), ("version: 1\ndn:", "ldif"), ("solid ", "stl-text"), ("# Blender", "obj-model"),
        ("[Event \"", "pgn"), ("<!-- saved from url", "html"), ("# vtk DataFile", "text"), ("(function(", "javascript"),
        ("!function(", "javascript"), ("\"use strict\"", "javascript"), ("'use strict'", "javascript"), ("Attribute VB_Name", "vba"),
        ("VERSION 1.0 CLASS", "vba"), ("[Rule", "ini"), ("syntax = \"proto", "protobuf"), ("digraph ", "graphviz"), ("strict digraph", "graphviz"),
        ("import QtQuick", "qml"), ("'\\\" t", "troff"), (".TH ", "troff"), (".\\\"", "troff"), (".so man", "troff"), (".Dd ", "troff"),
        ("'\\\"", "troff"), ("# SOME DESCRIPTIVE TITLE", "gettext-po"), ("prefix=", "pkgconfig"), ("dnl ", "m4"), (";;;", "lisp"),
    ];

    private static readonly (string Section, string Id)[] Sections =
    [
        ("InternetShortcut]", "url"), ("Desktop Entry]", "desktop"), ("Shell]\n", "scf"), ("autorun", "autorun"),
        ("oledb]", "ini"), ("Version]\nSignature", "inf"), ("Setup]\nAppName", "inno-script"), ("Control Panel\\", "theme"),
    ];

    [GeneratedRegex(@"\A\nFrom \S+.{0,80}\d{4}\n[A-Za-z-]+:", RegexOptions.NonBacktracking)]
    private static partial Regex MboxLine();

    [GeneratedRegex(@"\A\n\d+ *\n(Received|Return-Path|From|Delivered-To|Date|X-[A-Za-z-]+): ", RegexOptions.NonBacktracking)]
    private static partial Regex EmlxStart();

    [GeneratedRegex(@"\A\n+[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n([A-Za-z][A-Za-z0-9-]{1,60}:|[ \t])", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderBlock();

    [GeneratedRegex(@"\n(From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type|Delivered-To|Reply-To|Cc|X-Mailer|DKIM-Signature):",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex MailHeader();

    [GeneratedRegex(@"\n(Content-Type: multipart/related|Snapshot-Content-Location:|From: <Saved by)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex MhtHeader();

    [GeneratedRegex(@"\A\s*((//[^\n]*|/\*[^*]*\*+([^/*][^*]*\*+)*/|import\s+""\w+"")\s*)*((private|global)\s+)*rule\s+\w+\s*(:[\w\s]+)?\{", RegexOptions.NonBacktracking)]
    private static partial Regex RuleStart();

    [GeneratedRegex(@"\nbegin(-base64)? [0-7]{3,4} [^\n]{1,255}\n[\x20-\x60a-zA-Z0-9+/=]{2,90}\n", RegexOptions.NonBacktracking)]
    private static partial Regex Uuencode();

    [GeneratedRegex(@"\A\n(:[0-9A-Fa-f]{10,80}\n){2,}", RegexOptions.NonBacktracking)]
    private static partial Regex IntelHex();

    [GeneratedRegex(@"\A\n(S[0-9][0-9A-F]{8,80}\n){2,}", RegexOptions.NonBacktracking)]
    private static partial Regex SRecord();

    [GeneratedRegex(@"\A\n([0-9A-Fa-f]{2}[ \n]?){64,}[\n ]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex HexText();

    // One line that starts an interpreter of Windows with its switches, and nothing else.
    [GeneratedRegex(@"\A\n[ \t]*""?([A-Za-z]:\\[^\n""]*\\)?(powershell|pwsh|cmd)(\.exe)?""?[ \t]+[-/][A-Za-z][^\n]{8,}\n*\z", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"\A\n([A-Za-z0-9+/]{60,}\n?)+[A-Za-z0-9+/]*={0,2}\n*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Base64Text();

    [GeneratedRegex(@"\A(\n[ \t]*([;#][^\n]*)?)*\n\[[^\]\n]{1,200}\][ \t]*(\n|\z)", RegexOptions.NonBacktracking)]
    private static partial Regex Section();

    [GeneratedRegex(@"\n[\w .$-]+ ?= ?", RegexOptions.NonBacktracking)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\n[\w-]+ = (""|\[|\{|true|false|\d)", RegexOptions.NonBacktracking)]
    private static partial Regex TomlValue();
}
