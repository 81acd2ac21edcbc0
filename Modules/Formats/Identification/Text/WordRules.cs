namespace ScanHost.Formats.Identification.Text;

/// <summary>Words that speak for a language, each with its points; ten points are enough.</summary>
/// <param name="TypeId">The type that the words speak for.</param>
/// <param name="IgnoresCase">True when the language does; the words are then written in lower case.</param>
/// <param name="Words">The words as they must stand in the text, and their points.</param>
internal sealed record WordRule(string TypeId, bool IgnoresCase, params (string Word, int Points)[] Words);

/// <summary>The table of words. A word that starts with a line feed counts at the start of a line only.</summary>
internal static class WordRules
{
    internal static IReadOnlyList<WordRule> All { get; } =
    [
        new("powershell", true, ("\nparam(", 6), ("\nparam (", 6), ("\nfunction ", 2), ("$_.", 4), ("write-host", 8), ("write-output", 8),
            ("new-object", 8), ("get-childitem", 8), ("invoke-", 5), ("[cmdletbinding", 10), ("-eq ", 3), ("$null", 4), ("iex(", 6), ("iex ", 3),
            ("[system.", 4), ("foreach-object", 8), ("$env:", 8), ("set-strictmode", 10), ("import-module", 6), ("| out-", 5), ("start-process", 8),
            ("[convert]::", 8), ("downloadstring", 8), ("-erroraction", 8), ("powershell -", 5), ("@{", 2), (".synopsis", 8), ("\n$", 2)),
        new("vbscript", true, ("wscript.", 6), ("createobject(", 6), ("\ndim ", 4), ("\nset ", 3), ("\nsub ", 4), ("\nend sub", 4),
            ("\nend function", 4), ("\noption explicit", 6), ("msgbox", 4), ("\non error resume next", 8), ("execute(", 3), ("executeglobal", 8),
            ("chr(", 2), (" then\n", 2), ("\nnext\n", 2), ("vbcrlf", 5)),
        new("vba", true, ("attribute vb_", 10), ("\nprivate sub ", 3), ("\npublic sub ", 3), ("document_open", 5), ("auto_open", 5), (" as string", 2),
            (" as integer", 2), ("activedocument", 4), ("thisworkbook", 4), ("range(\"", 3), ("\nend sub", 3), ("declare ptrsafe", 8)),
        new("batch", true, ("\n@echo off", 10), ("\necho off", 8), ("%~dp0", 8), ("\nsetlocal", 6), ("\ngoto ", 5), ("\n:eof", 3), ("goto :eof", 8),
            ("errorlevel", 4), ("\nset ", 2), ("\nrem ", 3), ("%errorlevel%", 6), ("if exist ", 3), ("if not exist ", 3), ("\ncall ", 3), ("\npause", 2),
            (">nul", 5), ("> nul", 5), ("\nstart ", 2), ("cmd /c", 5), ("cmd.exe /c", 5), ("%1", 1), ("\ncopy ", 2), ("\ndel ", 2), ("%temp%", 5)),
        new("javascript", false, ("\nfunction ", 3), ("function(", 3), ("function (", 3), ("var ", 2), ("\nvar ", 3), ("\nlet ", 4), ("\nconst ", 4),
            ("===", 4), ("=> {", 4), ("=>{", 4), ("module.exports", 8), ("require(", 3), ("document.", 3), ("window.", 3), ("'use strict'", 8),
            ("\"use strict\"", 8), ("console.log", 5), ("\nimport {", 4), ("\nexport ", 4), ("\nexport default", 6), ("new ActiveXObject", 10),
            ("WScript.", 4), (".prototype.", 6), ("return ", 1), ("this.", 1), ("});", 3), ("eval(", 3), ("String.fromCharCode", 6), ("typeof ", 3),
            (" from '", 3), (" from \"", 3), ("Math.", 1), (".forEach(", 4), ("undefined", 2)),
        new("typescript", false, (": string;", 5), (": number;", 5), (": boolean;", 5), ("\nexport interface ", 8), ("\ninterface ", 3),
            ("\nexport declare ", 12), ("\ndeclare ", 6), ("import type", 8), ("?: ", 3), ("): void", 4), ("readonly ", 3), ("\nexport type ", 8),
            (" from '", 2), (" from \"", 2), (": string", 4), ("\nexport ", 4), ("=>", 1)),
        new("python", false, ("\ndef ", 5), ("\nclass ", 2), ("\nimport ", 3), ("\nfrom ", 2), (" import ", 3), ("self.", 3), ("):\n", 3), ("    def ", 4),
            ("\nif __name__", 10), ("elif ", 3), ("None", 2), ("True", 1), ("\"\"\"", 4), ("print(", 1), ("except ", 3), ("lambda ", 2), ("__init__", 5),
            ("# -*- coding", 5), ("\n@", 1), ("raise ", 2), ("exec(", 2), ("base64.b64decode", 4), (" in range(", 4), ("with open(", 5)),
        new("perl", false, ("\nuse strict", 10), ("\nuse warnings", 10), ("\npackage ", 3), ("\nsub ", 3), ("my $", 5), ("my @", 5), ("my %", 5), ("@_", 4),
            ("$_", 2), ("\n=head1", 8), ("\n=cut", 5), ("\n1;\n", 4), ("=~ ", 4), ("->{", 3), ("qw(", 4), ("\n__END__", 5), ("our $", 6), ("shift;", 3)),
        new("ruby", false, ("\nrequire '", 6), ("\nrequire \"", 5), ("\nmodule ", 4), ("\nclass ", 2), ("  def ", 3), ("\nend\n", 4), (" do |", 6),
            ("attr_accessor", 8), ("attr_reader", 8), ("  end\n", 3), ("puts ", 3), ("# frozen_string_literal", 10), ("@", 0), ("unless ", 2), (".each", 3),
            ("require_relative", 8), ("Gem::Specification", 10)),
        new("php", true, ("<?php", 12)),
        new("lua", false, ("\nlocal ", 5), ("\nfunction ", 2), (" then\n", 3), ("\nend\n", 3), ("require(\"", 2), ("require \"", 3), (" ~= ", 4), (" .. ", 3),
            ("\n--[[", 5), ("local function", 6), ("nil", 1), ("pairs(", 5)),
        new("tcl", false, ("\nproc ", 5), ("\nset ", 2), ("\nnamespace eval", 10), ("package provide", 8), ("package require", 8), ("[lindex ", 5),
            ("\n    set ", 3), ("puts ", 2), ("foreach ", 1), ("\nif {", 5), ("} else {", 1)),
        new("shell", false, ("\nif [ ", 5), ("\nfi\n", 5), ("\nesac", 6), ("; then\n", 5), ("; do\n", 4), ("\ndone", 4), ("$(", 2), ("\nexport ", 4),
            ("echo \"", 2), ("${", 1), ("\ncase ", 3), ("|| exit", 4), ("\nset -e", 8), ("> /dev/null", 5), (">/dev/null", 5), ("() {\n", 3), ("\n. /", 5),
            (" -z \"", 4), (" -n \"", 3), ("#compdef", 10), ("complete -F", 8), ("local ", 1), ("shellcheck", 6)),
        new("fish", false, ("\ncomplete -c ", 12), ("\nset -l ", 6), ("\nend\n", 2), ("\nfunction __fish", 10)),
        new("awk", false, ("\nBEGIN {", 6), ("\nBEGIN{", 6), ("\nEND {", 4), ("$1", 2), ("NF", 2), ("print $", 4)),
        new("r-script", false, (" <- function(", 10), ("\nlibrary(", 6), (" <- ", 4), ("c(\"", 2), ("stopifnot(", 6), ("data.frame(", 5)),
        new("autoit", true, ("#autoit3wrapper", 12), ("#include <", 2), ("\nfunc ", 5), ("endfunc", 6), ("@scriptdir", 8), ("$cmdline", 6)),
        new("autohotkey", true, ("#noenv", 10), ("#singleinstance", 10), ("::\n", 3), ("sendinput", 5), ("#persistent", 6), ("msgbox,", 5)),
        new("applescript", false, ("\ntell application", 10), ("end tell", 6), ("do shell script", 8)),
        new("lisp", false, ("\n(defun ", 8), ("\n(define ", 8), ("\n(defvar ", 6), ("\n(require '", 6), ("\n(provide '", 8), ("(setq ", 5), ("(let ((", 5),
            ("\n(defmacro", 8), ("(lambda (", 4), ("\n(define-module", 10), ("\n;;; ", 3), ("\n(in-package", 10), ("-*- Emacs-Lisp", 10), ("lexical-binding", 8)),
        new("groovy", false, ("\napply plugin:", 12), ("\ndependencies {", 8), ("\nplugins {", 6), ("implementation '", 5), ("def ", 2), ("println ", 3)),
        new("makefile", false, ("\n.PHONY", 10), ("\nall:", 5), ("\nclean:", 5), ("$(CC)", 6), ("$(MAKE)", 6), ("\n\t@", 4), ("\n\t$(", 5), ("\nifeq (", 6),
            ("\nendif", 2), ("\ninclude $(", 6), (" := ", 3), ("\nobj-$(", 12), ("$@", 2), ("\nCFLAGS", 5), ("obj-y", 8)),
        new("cmake", true, ("cmake_minimum_required", 12), ("\nproject(", 3), ("add_executable(", 8), ("target_link_libraries(", 8), ("\nset(", 4),
            ("find_package(", 8), ("\nendif(", 4), ("\nif(", 3), ("\nmessage(", 5), ("include(", 2), ("set_target_properties", 8), ("\n  set(", 3)),
        new("m4", false, ("AC_INIT", 8), ("AC_DEFUN", 10), ("\ndnl ", 5), ("AC_OUTPUT", 8), ("m4_define", 8), ("\ndefine(`", 10), ("divert(", 6), ("AU_ALIAS", 6)),
        new("sql", true, ("\ncreate table", 10), ("\ninsert into", 10), ("\nselect ", 5), (" from ", 1), ("\ndrop table", 8), ("\nalter table", 8),
            (" varchar", 3), ("primary key", 4), ("\ncreate or replace", 8), ("\nbegin;", 3), ("\ncommit;", 3)),
        new("dockerfile", false, ("\nFROM ", 5), ("\nRUN ", 5), ("\nCOPY ", 3), ("\nENTRYPOINT", 6), ("\nCMD ", 5), ("\nWORKDIR", 6), ("\nENV ", 3)),
        new("nsi", true, ("!include", 5), ("outfile \"", 6), ("\nsection", 3), ("sectionend", 8), ("installdir", 5), ("\nname \"", 4)),
        new("elixir", false, ("\ndefmodule ", 10), (" do\n", 1), ("  def ", 1), ("|> ", 4), ("@moduledoc", 6)),
        new("gdb-script", false, ("\ndefine ", 3), ("set pagination", 10), ("\nbreak ", 3)),
        new("systemtap", false, ("\nprobe ", 8), ("\nglobal ", 4), ("printf(", 1), ("kernel.function", 8)),
        .. SourceWords.All,
    ];
}
