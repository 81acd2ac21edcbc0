using System.Text;
using ScanHost.Formats.Scripts;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Scripts;

public sealed class ScriptFoldingTests
{
    [Theory]
    [InlineData(ScriptLanguage.JavaScript, "var a='WScr'+'ipt.Sh'+'ell';", "WScript.Shell")]
    [InlineData(ScriptLanguage.JavaScript, "x(String.fromCharCode(104,116,0x74,112,58,47,47))", "http://")]
    [InlineData(ScriptLanguage.JavaScript, "x(unescape('%68%74%74%70%3a%2f%2f'))", "http://")]
    [InlineData(ScriptLanguage.JavaScript, "x('tpircS.tpircSW'.split('').reverse().join(''))", "WScript.Script")]
    [InlineData(ScriptLanguage.JavaScript, "x('hQQttQQp'.replace(/Q+/g,''))", "http")]
    [InlineData(ScriptLanguage.JavaScript, "x(['po','wer','shell'].join(''))", "powershell")]
    [InlineData(ScriptLanguage.JavaScript, "var p='pow';var q=p+'ershell';run(q);", "run(\"powershell\")")]
    [InlineData(ScriptLanguage.JavaScript, "x('\\x68\\u0074tp')", "http")]
    [InlineData(ScriptLanguage.JavaScript, "x([111,115,115,119].map(c=>String.fromCharCode(c^7)).join(''))", "http")]
    [InlineData(ScriptLanguage.JavaScript, "x('abcdef'.substr(1,3)+'abc'.charAt(0)+\"q\"[0])", "bcdaq")]
    [InlineData(ScriptLanguage.VbScript, "x = Chr(87) & Chr(&H53) & \"cript\" & Mid(\"xx.Shell\", 3)", "WScript.Shell")]
    [InlineData(ScriptLanguage.VbScript, "x = StrReverse(\"llehSrewoP\")", "PowerShell")]
    [InlineData(ScriptLanguage.VbScript, "x = Replace(\"h#t#t#p\", \"#\", \"\")", "http")]
    [InlineData(ScriptLanguage.VbScript, "a = \"Wscript\"\nb = a & \".Sh\" & _\n \"ell\"\nSet o = CreateObject(b)", "CreateObject(\"Wscript.Shell\")")]
    [InlineData(ScriptLanguage.VbScript, "x = Chr(100-13) & Chr(2*41+1)", "WS")]
    [InlineData(ScriptLanguage.PowerShell, "& ('i'+'ex') 'x'", "\"iex\"")]
    [InlineData(ScriptLanguage.PowerShell, "& (\"{1}{0}{2}\" -f 'nvoke-Ex','I','pression')", "Invoke-Expression")]
    [InlineData(ScriptLanguage.PowerShell, "$a = -join ([char]105,[char]101,[char]120)", "iex")]
    [InlineData(ScriptLanguage.PowerShell, "$a = (105,101,120|%{[char]$_}) -join ''", "iex")]
    [InlineData(ScriptLanguage.PowerShell, "$a = [char[]](105,101,120) -join ''", "iex")]
    [InlineData(ScriptLanguage.PowerShell, "$a = ('iQQex' -replace 'QQ','')", "iex")]
    [InlineData(ScriptLanguage.PowerShell, "$a = 'xei'[-1..-3] -join ''", "iex")]
    [InlineData(ScriptLanguage.PowerShell, "I`nv`oke-Expr`ession $x", "invoke-expression")]
    [InlineData(ScriptLanguage.PowerShell, "$a = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('d2hvYW1pIC9hbGwgfCBvdXQtaG9zdA=='))", "whoami /all")]
    [InlineData(ScriptLanguage.PowerShell, "$a = 'down'; $a += 'load'; x $a", "download")]
    [InlineData(ScriptLanguage.Python, "exec('imp' 'ort' + chr(32) + 'os')", "import os")]
    [InlineData(ScriptLanguage.Python, "x = 'tropmi'[::-1]", "import")]
    [InlineData(ScriptLanguage.Python, "x = ''.join(['a','b','c'])", "abc")]
    [InlineData(ScriptLanguage.Php, "$a = 'ba'.'se64'.'_decode';", "base64_decode")]
    [InlineData(ScriptLanguage.Php, "$a = strrev('metsys');", "system")]
    [InlineData(ScriptLanguage.Php, "$a = str_rot13('flfgrz');", "system")]
    [InlineData(ScriptLanguage.Batch, "set a=power\r\nset b=shell\r\n%a%%b% -c x", "powershell -c x")]
    [InlineData(ScriptLanguage.Batch, "set x=abcdefgh\n%x:~2,3%%x:~-1%", "cdeh")]
    [InlineData(ScriptLanguage.Batch, "set \"x=pQQower\"\necho %x:QQ=%", "echo power")]
    [InlineData(ScriptLanguage.Batch, "p^o^w^e^r^s^h^e^l^l -c x", "powershell -c x")]
    [InlineData(ScriptLanguage.Batch, "%comspec% /c x", "C:\\Windows\\system32\\cmd.exe /c x")]
    [InlineData(ScriptLanguage.Batch, "po\"\"wershell x", "powershell x")]
    public void Constants_are_worked_out(ScriptLanguage language, string script, string expected) =>
        ScriptSource.Read(language, script, CancellationToken.None).Folded.Should().Contain(expected);

    [Theory]
    [InlineData(ScriptLanguage.JavaScript, "a; // WScript.Shell\n/* eval( */ b", "WScript")]
    [InlineData(ScriptLanguage.VbScript, "x = 1 ' WScript.Shell\nRem WScript.Shell", "WScript")]
    [InlineData(ScriptLanguage.PowerShell, "# iex\n<# iex #> $x", "iex")]
    [InlineData(ScriptLanguage.Python, "x = 1 # exec(", "exec")]
    public void What_stands_in_comments_is_no_code(ScriptLanguage language, string script, string comment) =>
        ScriptSource.Read(language, script, CancellationToken.None).Code.Should().NotContain(comment);

    [Theory]
    [InlineData(ScriptLanguage.JavaScript, "a / b / c; x = 'http:'+'//h';", "http://h")]
    [InlineData(ScriptLanguage.JavaScript, "s.replace(/['\"]/g, ''); x = 'http:'+'//h';", "http://h")]
    [InlineData(ScriptLanguage.VbScript, "If x = \"a\" Then y = \"b\" & \"c\"", "bc")]
    [InlineData(ScriptLanguage.JavaScript, "f('a'+x+'b'); y='c'+'d'", "cd")]
    public void What_is_not_constant_does_not_disturb_what_is(ScriptLanguage language, string script, string expected) =>
        ScriptSource.Read(language, script, CancellationToken.None).Folded.Should().Contain(expected);

    [Fact]
    public void An_encoded_command_becomes_a_script_of_its_own()
    {
        var script = $"powershell -w hidden -enc {InertFiles.EncodedCommand("Write-Output 'this is inert'")}";

        Layers(ScriptLanguage.Batch, script).Should().Contain(("encoded-1.ps1", "Write-Output 'this is inert'"));
    }

    [Fact]
    public void A_decoded_constant_becomes_a_layer_also_when_it_is_compressed()
    {
        var inner = Convert.ToBase64String(InertFiles.Gzip("print('inert layer'); x = 1"u8.ToArray()));

        Layers(ScriptLanguage.Python, $"import gzip, base64\nexec(gzip.decompress(base64.b64decode('{inner}')))")
            .Should().Contain(layer => layer.Content == "print('inert layer'); x = 1" && layer.Name.EndsWith(".py", StringComparison.Ordinal));
    }

    [Fact]
    public void A_constant_whose_unpacking_asks_for_a_dictionary_is_left_as_it_is()
    {
        byte[] asksForDictionary = [0x78, 0xBB, 1, 2, 3, 4, .. new byte[40]]; // RFC 1950, bit FDICT

        FluentActions.Invoking(() => Layers(
                ScriptLanguage.Python, $"import zlib, base64\nexec(zlib.decompress(base64.b64decode('{Convert.ToBase64String(asksForDictionary)}')))"))
            .Should().NotThrow();
    }

    [Fact]
    public void A_command_line_in_a_text_becomes_a_batch_file() =>
        Layers(ScriptLanguage.VbScript, "CreateObject(\"WScript.Shell\").Run \"power\" & \"shell -c Get-Date\"")
            .Should().Contain(("command-1.bat", "powershell -c Get-Date"));

    [Fact]
    public void A_script_that_hides_nothing_has_no_layers() =>
        Layers(ScriptLanguage.JavaScript, "function f(a) { return 'Hello, ' + a + '!'; }\nconsole.log(f('world') + '\\n');").Should().BeEmpty();

    [Fact]
    public void The_script_encoder_is_undone()
    {
        const string encoded = "#@~^DgAAAA==\\ko$K6,JC\u007FV^GJqAQAAA==^#~@";

        EncodedScript.Decode($"<script language=VBScript.Encode>{encoded}</script>").Should().Equal("MsgBox \"Hello\"");
    }

    [Theory]
    [InlineData(ScriptLanguage.JavaScript, "('a'+")]
    [InlineData(ScriptLanguage.JavaScript, "[")]
    [InlineData(ScriptLanguage.JavaScript, "f('a',")]
    [InlineData(ScriptLanguage.PowerShell, "[char]")]
    [InlineData(ScriptLanguage.PowerShell, "$a+=$a;")]
    [InlineData(ScriptLanguage.JavaScript, "a='xxxxxxxxxxxxxxxx';a+=a;")]
    [InlineData(ScriptLanguage.JavaScript, "a=a+'x';a=[a,a].join(a);")]
    [InlineData(ScriptLanguage.VbScript, "Chr(1)&")]
    [InlineData(ScriptLanguage.Batch, "set a=%a%%a%x\n")]
    [InlineData(ScriptLanguage.Python, "'a' ")]
    [InlineData(ScriptLanguage.Php, "strrev(")]
    public void A_script_made_to_exhaust_the_folder_ends_soon(ScriptLanguage language, string piece)
    {
        var script = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        ScriptSource.Read(language, script, CancellationToken.None);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Every_prefix_and_mutations_of_every_language_are_read()
    {
        var scripts = typeof(ScriptFoldingTests).GetMethod(nameof(Constants_are_worked_out))!
            .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
            .Select(row => (Language: (ScriptLanguage)(int)row[0].Value!, Script: (string)row[1].Value!)).ToList();
        var random = new Random(3);

        scripts.Should().NotBeEmpty();
        foreach (var (language, script) in scripts)
        {
            for (var length = 0; length <= script.Length; length++)
                ScriptSource.Read(language, script[..length], CancellationToken.None);
            for (var mutation = 0; mutation < 100; mutation++)
            {
                var letters = script.ToCharArray();
                for (var count = 0; count < 3; count++)
                    letters[random.Next(letters.Length)] = "()[]'\"+&%^~{}|,.=-0x$#/\\\n"[random.Next(25)];
                ScriptSource.Read(language, new string(letters), CancellationToken.None);
            }
        }
    }

    private static List<(string Name, string Content)> Layers(ScriptLanguage language, string script)
    {
        var sink = new RecordingSink();
        ScriptLayers.All.Single(layers => layers.Language == language).Unpack(Encoding.UTF8.GetBytes(script), sink, [], CancellationToken.None);
        return [.. sink.Members.Select(member => (member.Member.Name, Encoding.UTF8.GetString(member.Content.ToArray())))];
    }
}
