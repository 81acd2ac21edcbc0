namespace ScanHost.Yara.Tests.Diagnostics;

/// <summary>What the compiler says, in libyara's words where it has some.</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("rule t { condition: }", "syntax error, unexpected '}'")]
    [InlineData("rule t condition: true }", "syntax error, unexpected <condition>, expecting '{'")]
    [InlineData("rule t { strings: condition: true }", "syntax error, unexpected <condition>, expecting string identifier")]
    [InlineData("rule t { condition: 1 < 2 == true }", "syntax error, unexpected ==, expecting '}'")]
    [InlineData("rule t { condition: (1 < 2) == 1 }", "syntax error, unexpected ==, expecting '}'")]
    [InlineData("rule t { condition: true == 1 }", "syntax error, unexpected ==, expecting '}'")]
    [InlineData("rule t { condition: them }", "syntax error, unexpected <them>")]
    [InlineData("rule t { condition: \"a\" matches \"a\" }", "syntax error, unexpected text string, expecting regular expression")]
    [InlineData("rule t { strings: $a = /abc/ xor condition: $a }", "syntax error, unexpected <xor>, expecting <condition>")]
    [InlineData("rule t { strings: $a = { 01 } wide condition: $a }", "syntax error, unexpected <wide>, expecting <condition>")]
    [InlineData("rule t { strings: $a = \"x\\q\" condition: $a }", "illegal escape sequence")]
    [InlineData("rule t { strings: $a = \"x condition: $a }", "unterminated string")]
    [InlineData("rule t { strings: $a = /x condition: $a }", "unterminated regular expression")]
    [InlineData("rule t { condition: é }", "non-ascii character")]
    [InlineData("rule t : a a { condition: true }", "duplicated tag identifier \"a\"")]
    [InlineData("rule t { condition: true } rule t { condition: true }", "duplicated identifier \"t\"")]
    [InlineData("rule t { strings: $a = \"xyz\" $a = \"zyx\" condition: $a }", "duplicated string identifier \"$a\"")]
    [InlineData("rule t { strings: $a = \"xyz\" wide wide condition: $a }", "duplicated modifier")]
    [InlineData("rule t { strings: $a = \"\" condition: $a }", "empty string \"$a\"")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: true }", "unreferenced string \"$a\"")]
    [InlineData("rule t { strings: $a = \"xyz\" xor nocase condition: $a }", "invalid modifier combination: xor nocase")]
    [InlineData("rule t { strings: $a = \"xyz\" base64 nocase condition: $a }", "invalid modifier combination: base64 nocase")]
    [InlineData("rule t { strings: $a = \"xyz\" base64wide fullword condition: $a }", "invalid modifier combination: base64wide fullword")]
    [InlineData("rule t { strings: $a = \"xyz\" base64 xor condition: $a }", "invalid modifier combination: base64 xor")]
    [InlineData("rule t { strings: $a = \"xyz\" xor(5-3) condition: $a }", "xor lower bound exceeds upper bound")]
    [InlineData("rule t { strings: $a = \"xyz\" xor(0-256) condition: $a }", "upper bound for xor range exceeded (max: 255)")]
    [InlineData("rule t { strings: $a = \"xyz\" xor(300) condition: $a }", "invalid xor range")]
    [InlineData("rule t { strings: $a = \"xyz\" base64(\"abc\") condition: $a }", "length of base64 alphabet must be 64")]
    [InlineData("rule t { strings: $a = \"xyz\" base64(\"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-\") base64wide condition: $a }", "can not specify multiple alphabets")]
    [InlineData("rule t { strings: $a = /x*y*?/ condition: $a }", "greedy and ungreedy quantifiers can't be mixed in a regular expression")]
    [InlineData("rule t { condition: x }", "undefined identifier \"x\"")]
    [InlineData("rule t { condition: $x }", "undefined string \"$x\"")]
    [InlineData("rule t { condition: #x == 1 }", "undefined string \"$x\"")]
    [InlineData("rule t { condition: any of them }", "undefined string \"$*\"")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: any of ($b*) }", "undefined string \"$b*\"")]
    [InlineData("rule t { condition: any of (r*) }", "undefined identifier \"r\"")]
    [InlineData("rule t { condition: $ }", "wrong use of anonymous string")]
    [InlineData("rule a1 { condition: true } rule b { condition: any of (a*) } rule a2 { condition: true }", "rule identifier \"a2\" matches previously used wildcard rule set")]
    [InlineData("rule t { condition: 1 + \"a\" == 2 }", "type mismatch")]
    [InlineData("rule t { condition: \"a\" + \"b\" == \"ab\" }", "strings don't support \"+\" operation")]
    [InlineData("rule t { condition: 1.5 % 2 == 1 }", "wrong type \"float\" for % operator")]
    [InlineData("rule t { condition: 1 | 1.5 == 1 }", "wrong type \"float\" for | operator")]
    [InlineData("rule t { condition: 1 << \"a\" == 1 }", "wrong type \"string\" for << operator")]
    [InlineData("rule t { condition: \"a\" contains 1 }", "wrong type \"integer\" for contains operator")]
    [InlineData("rule t { condition: 1 matches /a/ }", "wrong type \"integer\" for matches operator")]
    [InlineData("rule t { condition: uint8(\"a\") == 1 }", "wrong type \"string\" for intXXXX or uintXXXX operator")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: $a at \"x\" }", "wrong type \"string\" for at operator")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: $a in (\"x\"..3) }", "wrong type for range's lower bound")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: $a in (3..1.5) }", "wrong type for range's upper bound")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: $a in (3..2) }", "invalid value in condition: \"range lower bound must be less than upper bound\"")]
    [InlineData("rule t { condition: for all i in (1..2) : ( for all i in (1..2) : ( true ) ) }", "duplicated loop identifier \"i\"")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: for any of them : ( for any of them : ( $ ) ) }", "'for <quantifier> of <string set>' loops can't be nested")]
    [InlineData("rule t { condition: for all i, j in (1..2) : ( true ) }", "iterator yields one value on each iteration , but the loop expects 2")]
    [InlineData("rule t { condition: for all i in (1, \"a\") : ( true ) }", "enumerations must be all the same type")]
    [InlineData("rule t { condition: for all i in (1.5, 2.5) : ( true ) }", "wrong type for enumeration item")]
    [InlineData("rule t { condition: 1 \\ 0 == 1 }", "division by zero")]
    [InlineData("rule t { condition: 1 % 0 == 1 }", "division by zero")]
    [InlineData("rule t { condition: 1 << -1 == 1 }", "invalid operand")]
    [InlineData("rule t { condition: 9223372036854775807 + 1 == 0 }", "integer overflow in \"9223372036854775807 + 1\"")]
    [InlineData("rule t { condition: 9223372036854775808 == 0 }", "integer overflow in \"9223372036854775808\"")]
    [InlineData("rule t { condition: 9007199254740992MB == 0 }", "integer overflow in \"9007199254740992MB\"")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: 101% of them }", "percentage must be between 1 and 100 (inclusive)")]
    [InlineData("rule t { condition: for all i in (-1..1) : ( true ) }", "invalid value in condition: \"range lower bound can not be negative\"")]
    [InlineData("rule t { condition: for all i in (\"a\"..\"b\") : ( true ) }", "wrong type for range's upper bound")]
    [InlineData("rule t { condition: for -1 i in (1..2) : ( true ) }", "invalid value in condition: \"-1\"")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: \"one\" of them }", "invalid value in condition: \"one\"")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: any of them at \"x\" }", "invalid value in condition: \"at expression must be an integer\"")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: 25+25% of them }", "syntax error, unexpected <of>")]
    [InlineData("rule t { strings: $a = { 01 ? 02 } condition: $a }", "invalid hex string \"$a\": invalid character in hex string")]
    [InlineData("rule t { strings: $a = { 01 2 03 } condition: $a }", "invalid hex string \"$a\": uneven number of digits in hex string")]
    [InlineData("rule t { strings: $a = { 01 - 03 } condition: $a }", "invalid hex string \"$a\": invalid character in hex string")]
    [InlineData("rule t { strings: $a = { 01 ~?? 03 } condition: $a }", "invalid hex string \"$a\": invalid not operator (~) in hex string")]
    [InlineData("rule t { strings: $a = { 01 ~ 02 } condition: $a }", "invalid hex string \"$a\": invalid not operator (~) in hex string")]
    [InlineData("rule t { strings: $a = { 01 [a] 03 } condition: $a }", "invalid hex string \"$a\": invalid character in hex string jump")]
    [InlineData("rule t { strings: $a = { 01 [-1] 03 } condition: $a }", "invalid hex string \"$a\": syntax error")]
    [InlineData("rule t { condition: 4611686018427387904 * -2 < 0 }", "integer overflow in \"4611686018427387904 * -2\"")]
    [InlineData("import \"nope\" rule t { condition: true }", "unknown module \"nope\"")]
    [InlineData("import \"\" rule t { condition: true }", "invalid module name \"\"")]
    [InlineData("include \"x.yar\" rule t { condition: true }", "includes are disabled")]
    [InlineData("import \"tests\" rule t { condition: tests }", "wrong usage of identifier \"tests\"")]
    [InlineData("import \"tests\" rule t { condition: tests.nope }", "invalid field name \"nope\"")]
    [InlineData("import \"tests\" rule t { condition: tests.module_data.x }", "\"module_data\" is not a structure")]
    [InlineData("import \"tests\" rule t { condition: tests.struct_array.i == 1 }", "\"struct_array\" is not a structure")]
    [InlineData("import \"tests\" rule t { condition: tests.integer_array[\"x\"] == 1 }", "array indexes must be of integer type")]
    [InlineData("import \"tests\" rule t { condition: tests.string_dict[0] == \"x\" }", "dictionary keys must be of string type")]
    [InlineData("import \"tests\" rule t { condition: tests.constants[0] }", "\"constants\" is not an array or dictionary")]
    [InlineData("import \"tests\" rule t { condition: tests.module_data() }", "\"module_data\" is not a function")]
    [InlineData("import \"tests\" rule t { condition: tests.isum(1.5, 2) == 1 }", "wrong arguments for function \"isum\"")]
    [InlineData("import \"tests\" rule t { condition: for all x in tests.constants : ( true ) }", "identifier \"constants\" is not iterable")]
    [InlineData("import \"tests\" rule t { condition: for all k in tests.string_dict : ( true ) }", "iterator for \"string_dict\" yields a key,value pair item on each iteration")]
    public void An_error_is_said_once_in_known_words(string source, string message) =>
        YaraRun.Diagnose(source).Where(one => one.Severity == DiagnosticSeverity.Error).Select(one => one.Message)
            .Should().Equal(message);

    [Theory]
    [InlineData("rule t { strings: $a = \"a\" condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = { 00 00 } condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = { 01 ?2 } condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = { 01 [2] 03 } condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = { FF FF FF FF } condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = /[a-z]+/ condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = /\\x20{2}y/ condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = /a.b/ wide condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = \"ab\" xor condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = \" b\" wide condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = \"1 \" xor(1-3) condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = \"\\x00\\x00ab\" wide condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = { ?1 90 90 } condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = /abc.*/ condition: $a }", "$a contains .*, .+ or .{x,} consider using .{,N}, .{1,N} or {x,N} with a reasonable value for N")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: 2 of them }", "expression always false - requesting 2 of 1.")]
    [InlineData("rule t { strings: $a = \"xyz\" condition: 0 of them }", "consider using \"none\" keyword, it is less ambiguous.")]
    [InlineData("rule t { strings: $a = \"xyz\" $b = \"zyx\" condition: all of them at 0 }", "multiple strings at an offset is usually false.")]
    [InlineData("rule t { strings: $a = /(.*)abcd/ condition: $a }", "$a contains .*, .+ or .{x,} consider using .{,N}, .{1,N} or {x,N} with a reasonable value for N")]
    [InlineData("rule t { strings: $a = { 01 02 03 04 [300-400] 02 } condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = /[a]b/ condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = /a\\bb/ condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = \"ab\" xor ascii wide condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = \"a\" base64 ascii wide condition: $a }", "string \"$a\" may slow down scanning")]
    [InlineData("rule t { strings: $a = /abcd\\;e/ condition: $a }", "unknown escape sequence")]
    [InlineData("rule t { condition: \"abc\" matches /a\\qb/ }", "unknown escape sequence")]
    [InlineData("import \"magic\" rule t { condition: magic.type() == \"x\" }", "module \"magic\": its functions are undefined here")]
    [InlineData("import \"cuckoo\" rule t { condition: cuckoo.sync.mutex(/x/) }", "module \"cuckoo\": it reads no behaviour reports here, and finds nothing")]
    [InlineData("rule t { condition: \"abc\" }", "using literal string \"abc\" in a boolean operation.")]
    [InlineData("rule t { condition: entrypoint == 1 }", "using deprecated \"entrypoint\" keyword. Use the \"entry_point\" function from PE module instead.")]
    public void A_warning_is_said_in_known_words(string source, string message)
    {
        var diagnostics = YaraRun.Diagnose(source);

        diagnostics.Select(one => one.Message).Should().Equal(message);
        diagnostics[0].Severity.Should().Be(DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("rule t { strings: $a = \"ab\" condition: $a }")]
    [InlineData("rule t { strings: $a = { 00 00 00 61 } condition: $a }")]
    [InlineData("rule t { strings: $a = \"abc\" xor condition: $a }")]
    [InlineData("rule t { strings: $a = \"ab\" wide condition: $a }")]
    [InlineData("rule t { strings: $a = \"ab\" xor wide condition: $a }")]
    [InlineData("rule t { strings: $a = \"a\" base64 wide condition: $a }")]
    [InlineData("rule t { strings: $a = \"  ab\" wide condition: $a }")]
    [InlineData("rule t { strings: $a = \"\\x00\\x00abcd\" wide condition: $a }")]
    [InlineData("rule t { strings: $a = /x{2,}/ condition: $a }")]
    [InlineData("rule t { strings: $a = { 62 20 [1] 62 } condition: $a }")]
    [InlineData("rule t { strings: $a = /0{2,9}y/ nocase condition: $a }")]
    [InlineData("rule t { strings: $_a = \"abc\" condition: true }")]
    [InlineData("rule t { strings: $a = /abcd.*|efgh/ condition: $a }")]
    [InlineData("rule t { strings: $a = \"abcdef\" condition: for 4 of them : ( $ ) }")]
    [InlineData("rule include { condition: not include }")]
    [InlineData("rule t { strings: $a = /abc[0-9]{1,5}/ condition: $a }")]
    [InlineData("rule t { strings: $a = \"abc\" condition: all of them at 0 }")]
    public void Nothing_is_said_about_a_good_rule(string source) => YaraRun.Diagnose(source).Should().BeEmpty();

    [Fact]
    public void A_diagnostic_shows_its_place()
    {
        var diagnostic = YaraRun.Diagnose("rule one { condition: true }\r\nrule two {\r\n\tcondition: 1 + nothing > 2\r\n}")[0];

        (diagnostic.Line, diagnostic.Column, diagnostic.Length, diagnostic.Rule).Should().Be((3, 17, 7, "two"));
        diagnostic.ToString().Should().Be("error: rule \"two\" in test.yar(3): undefined identifier \"nothing\"");
        diagnostic.ToDetailedString().Should().Be(
            """
            error[Y120]: undefined identifier "nothing"
              --> test.yar:3:17 in rule two
               |  condition: 1 + nothing > 2
               |                 ^^^^^^^
            """);
    }
}
