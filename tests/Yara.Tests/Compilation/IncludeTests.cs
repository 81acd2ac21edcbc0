using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Yara.Tests.Compilation;

public sealed class IncludeTests
{
    [Fact]
    public void An_include_is_relative_to_the_file_that_includes_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sub/deep/c.yar", "rule c { condition: true }"u8.ToArray());
        folder.Write("sub/b.yar", "include \"deep/c.yar\" rule b { condition: c }"u8.ToArray());
        var compiler = new RuleCompiler(new FolderRuleSource());

        compiler.Add("include \"./sub\\\\b.yar\" rule a { condition: b }", Path.Combine(folder.Path, "a.yar"));

        compiler.Diagnostics.Should().BeEmpty();
        compiler.Build().All.Select(rule => rule.Name).Should().Equal("c", "b", "a");
    }

    [Fact]
    public void A_file_that_includes_itself_and_a_file_that_is_missing_are_errors()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.yar", "include \"b.yar\" include \"no.yar\" rule a { condition: true }"u8.ToArray());
        folder.Write("b.yar", "include \"./a.yar\""u8.ToArray());
        var compiler = new RuleCompiler(new FolderRuleSource());

        compiler.Add(File.ReadAllBytes(path), path);

        compiler.Diagnostics.Select(one => one.Message)
            .Should().Equal("includes circular reference", "can't open include file: no.yar");
        compiler.Build().All.Should().ContainSingle();
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(17, 1)]
    public void Includes_go_sixteen_deep(int depth, int errors)
    {
        var compiler = new RuleCompiler(new Chain(depth));

        compiler.Add("include \"1\"", "0");

        compiler.Diagnostics.Should().HaveCount(errors);
    }

    private sealed class Chain(int depth) : IRuleSource
    {
        public IncludedSource? Find(string path, string includedFrom)
        {
            var number = int.Parse(path, null);
            var text = number < depth ? $"include \"{number + 1}\"" : "rule last { condition: true }";
            return new IncludedSource(path, Encoding.UTF8.GetBytes(text));
        }
    }
}
