namespace ScanHost.Formats.Identification.Text;

/// <summary>Tells languages and notations of text apart: by first line, by shape, then by words that add up.</summary>
internal static class TextClassifier
{
    private const int Threshold = 10;

    internal static Match Classify(TextSample text)
    {
        var content = text.Content;
        if (Interpreter.Of(content) is { } interpreter)
            return Answer(interpreter, 90);
        if (Markup.Of(content) is { } markup)
            return Answer(markup, 85);
        if (Notation.Of(content) is { } notation)
            return Answer(notation, 80);
        return ByWords(content) is { } language ? Answer(language, 70) : Answer("text", 60);
    }

    private static Match Answer(string id, int confidence) => new(FileTypes.Get(id), confidence);

    private static string? ByWords(string content)
    {
        var lower = content.ToLowerInvariant();
        var (pairs, lowerPairs) = (new LetterPairs(content), new LetterPairs(lower));
        var (best, bestScore) = ((string?)null, Threshold - 1);
        foreach (var rule in WordRules.All)
        {
            var score = rule.IgnoresCase ? Score(rule, lower, lowerPairs) : Score(rule, content, pairs);
            if (score > bestScore)
                (best, bestScore) = (rule.TypeId, score);
        }
        return best;
    }

    private static int Score(WordRule rule, string content, LetterPairs pairs)
    {
        var score = 0;
        foreach (var (word, points) in rule.Words)
            if (pairs.MayContain(word) && content.Contains(word, StringComparison.Ordinal))
                score += points;
        return score;
    }
}
