using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>The words of an HTML mail. Nothing in it is fetched or run; what is hidden is left out, what is quoted is marked as in plain text.</summary>
public static class HtmlText
{
    private const int MostCharacters = 500_000;
    private const int MostTags = 20_000;
    private const int DeepestQuote = 20;

    /// <summary>The text.</summary>
    public static string Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (html.Length > MostCharacters)
            html = html[..MostCharacters];
        // So many elements inside each other as nobody writes would keep the parser busy for minutes.
        if (html.AsSpan().Count('<') > MostTags)
            return WithoutTags(html);
        var writer = new Lines();
        Walk(new HtmlParser().ParseDocument(html), writer);
        return writer.Finish();
    }

    // Not by recursion, and not by NextSibling, which looks for its place among its siblings each time.
    private static void Walk(INode root, Lines lines)
    {
        var path = new Stack<(INode Node, int Next)>();
        path.Push((root, 0));
        while (path.TryPop(out var at))
        {
            if (at.Next >= at.Node.ChildNodes.Length)
            {
                if (at.Node is IElement ended)
                    lines.End(ended);
                continue;
            }

            path.Push((at.Node, at.Next + 1));
            switch (at.Node.ChildNodes[at.Next])
            {
                case IText text:
                    lines.Say(text.Data);
                    break;
                case IElement element when !IsHidden(element):
                    lines.Begin(element);
                    path.Push((element, 0));
                    break;
            }
        }
    }

    private static bool IsHidden(IElement element) =>
        element.LocalName is "script" or "style" or "head" or "title" or "template" or "noscript" or "svg" or "object" or "select" or "textarea"
        || element.HasAttribute("hidden")
        || (element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase));

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        var inTag = false;
        foreach (var c in html)
        {
            if (c == '<' || (inTag && c == '>'))
                inTag = c == '<';
            else if (!inTag)
                text.Append(c);
        }

        return System.Net.WebUtility.HtmlDecode(text.ToString()).Trim();
    }

    /// <summary>What is written so far, line by line.</summary>
    private sealed class Lines
    {
        private readonly StringBuilder _done = new();
        private readonly StringBuilder _line = new();
        private int _quotes;
        private int _asWritten;
        private bool _hasSpace;
        private int _empty;

        public void Say(string words)
        {
            if (_asWritten > 0)
            {
                var parts = words.ReplaceLineEndings("\n").Split('\n');
                for (var i = 0; i < parts.Length; i++)
                {
                    if (i > 0)
                        Break(isParagraph: false);
                    _line.Append(parts[i]);
                }

                return;
            }

            foreach (var c in words)
            {
                if (c is ' ' or '\t' or '\r' or '\n' or '\f')
                {
                    _hasSpace = _line.Length > 0;
                    continue;
                }

                if (_hasSpace)
                    _line.Append(' ');
                _hasSpace = false;
                _line.Append(c == '\u00A0' ? ' ' : c);
            }
        }

        public void Begin(IElement element)
        {
            if (element.LocalName == "br")
            {
                Break(isParagraph: false, isForced: true);
                return;
            }

            if (IsBlock(element))
                Break(IsParagraph(element));
            if (element.LocalName == "blockquote")
                _quotes++;
            if (element.LocalName is "pre")
                _asWritten++;
            if (element.LocalName == "li")
                Say("- ");
            if (element.LocalName is "td" or "th" && _line.Length > 0)
                Say(" ");
        }

        public void End(IElement element)
        {
            // Where a link leads, when its words do not say so.
            if (element.LocalName == "a" && element.GetAttribute("href") is { } link && link.StartsWith("http", StringComparison.OrdinalIgnoreCase) && _line.Length > 0 && !_line.ToString().Contains(link.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
                Say($" ({link})");
            if (IsBlock(element))
                Break(isParagraph: false);
            if (element.LocalName == "blockquote")
                _quotes--;
            if (IsParagraph(element))
                Break(isParagraph: true);
            if (element.LocalName is "pre")
                _asWritten--;
        }

        public string Finish()
        {
            Break(isParagraph: false);
            return _done.ToString().Trim('\n');
        }

        private void Break(bool isParagraph, bool isForced = false)
        {
            var words = _line.ToString().TrimEnd();
            _line.Clear();
            _hasSpace = false;
            if (words.Length > 0)
            {
                Mark().Append(words).Append('\n');
                _empty = 0;
            }

            if ((isParagraph || (isForced && words.Length == 0)) && _empty == 0 && _done.Length > 0)
            {
                Mark().Append('\n');
                _empty++;
            }
        }

        private StringBuilder Mark() => _quotes == 0 ? _done : _done.Append('>', Math.Min(_quotes, DeepestQuote)).Append(' ');

        private static bool IsParagraph(IElement element) => element.LocalName is "p" or "blockquote" or "ul" or "ol" or "table" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "pre" or "hr";

        private static bool IsBlock(IElement element) =>
            IsParagraph(element) || element.LocalName is "div" or "tr" or "li" or "section" or "article" or "header" or "footer" or "center" or "dd" or "dt" or "dl" or "form" or "address" or "fieldset" or "body";
    }
}
