using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Publication;

namespace Intake.Domain.Tests.Publication;

/// <summary>What holds for every text: made from pieces with personal data, pieces that look alike, and noise.</summary>
public sealed class RedactionLawsTests
{
    private const int Rounds = 1_000;
    private static readonly string[] Noise = ["，", "。", " ", "  ", "-", ".", "*", "**", "：", "(", "一", "三", "号", "楼", "栋", "室", "路", "先生", "女士", "电话", "微信", "张", "李", "小明", "1", "12", "138", "2019", "00042", "x", "X", "A", "Mr ", "No. ", " Road", "@", "Room ", "+", "的", "反映", "\n", "😀", "元"];

    private static readonly Gen<string> Piece = Gen.OneOf(Gen.Elements(Noise), Mobile, Landline, IdentityCard, BankCard, Gen.Elements("湘A12345", "湘AD12345", "zhang@example.com", "张小明先生", "3栋2单元501室", "微信：abc12345"));

    private static readonly Gen<string> Text = Piece.ListOf().Where(pieces => pieces.Count < 30).Select(pieces => string.Concat(pieces));

    private static Gen<string> Digits(int count) => Gen.Choose(0, 9).ArrayOf(count).Select(digits => string.Concat(digits));

    private static Gen<string> Mobile => from second in Gen.Choose(3, 9) from rest in Digits(9) select $"1{second}{rest}";

    private static Gen<string> Landline => from area in Gen.Elements("0731", "010", "021") from rest in Digits(7) select $"{area}-8{rest}";

    private static Gen<string> IdentityCard =>
        from province in Gen.Elements("110105", "430102", "440524")
        from days in Gen.Choose(0, 36_000)
        from order in Digits(3)
        select WithCheck(province + new DateOnly(1920, 1, 1).AddDays(days).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + order);

    private static Gen<string> BankCard => from rest in Digits(16) select WithLuhn("62" + rest);

    [Fact]
    public void What_is_left_holds_nothing_more_that_would_be_found() => Check(Text, text =>
    {
        var masked = Redaction.Redact(text, OwnFields.None);
        return Redaction.Find(masked, OwnFields.None).Count == 0 && Redaction.Redact(masked, OwnFields.None) == masked;
    });

    [Fact]
    public void Findings_lie_within_the_text_in_order_and_apart() => Check(Text, text =>
    {
        var end = 0;
        foreach (var finding in Redaction.Find(text, OwnFields.None))
        {
            if (finding.Start < end || finding.Length < 1 || finding.End > text.Length || finding.Masked.Length != finding.Length)
                return false;
            end = finding.End;
        }

        return true;
    });

    [Fact]
    public void Masking_hides_part_of_every_finding_and_touches_nothing_else() => Check(Text, text =>
    {
        var findings = Redaction.Find(text, OwnFields.None);
        var masked = Mask.Apply(text, findings.Select(finding => new Mask(finding, MaskRuling.Confirmed)));
        var covered = findings.SelectMany(finding => Enumerable.Range(finding.Start, finding.Length)).ToHashSet();
        return masked.Length == text.Length
            && Enumerable.Range(0, text.Length).All(i => covered.Contains(i) || masked[i] == text[i])
            && findings.All(finding => masked[finding.Start..finding.End] != text[finding.Start..finding.End]);
    });

    [Fact]
    public void Applying_masks_twice_is_applying_them_once() => Check(Text, text =>
    {
        Mask[] masks = [.. Redaction.Find(text, OwnFields.None).Select((finding, i) => new Mask(finding, (MaskRuling)(i % 3)))];
        var once = Mask.Apply(text, masks);
        return Mask.Apply(once, masks) == once;
    });

    [Fact]
    public void A_lifted_mask_shows_what_it_covered_and_nothing_else() => Check(Text, text =>
    {
        var findings = Redaction.Find(text, OwnFields.None);
        return Mask.Apply(text, findings.Select(finding => new Mask(finding, MaskRuling.Lifted))) == text;
    });

    [Fact]
    public void No_words_around_a_mobile_number_hide_it() => Surrounded(Mobile, FindingKind.Phone);

    [Fact]
    public void No_words_around_an_identity_card_hide_its_checksum() => Surrounded(IdentityCard, FindingKind.IdentityCard);

    [Fact]
    public void No_words_around_a_bank_card_hide_its_checksum() => Surrounded(BankCard, FindingKind.BankCard);

    /// <summary>Words and punctuation on either side, but no digits, stars or units that would make it another number.</summary>
    private static void Surrounded(Gen<string> number, FindingKind kind)
    {
        var words = Gen.Elements(Noise.Where(word => !word.Any(char.IsAsciiDigit) && word is not ("*" or "**" or "元" or "." or "x" or "X" or "-" or "+")).ToArray()).ListOf().Select(all => string.Concat(all));
        Check(from before in words from found in number from after in words select (before, found, after), sample =>
        {
            var (before, datum, after) = sample;
            var isFound = Redaction.Find(before + datum + after, OwnFields.None).Any(finding => finding.Kind == kind && finding.Start <= before.Length && finding.End >= before.Length + datum.Length);
            var shown = Redaction.Redact(before + datum + after, OwnFields.None).Substring(before.Length, datum.Length);
            return isFound || shown.All(c => c == Mask.Star);
        });
    }

    private static void Check<T>(Gen<T> samples, Func<T, bool> law) =>
        FsCheck.Fluent.Prop.ForAll(samples.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds));

    private static string WithCheck(string digits)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return digits + "10X98765432"[digits.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11];
    }

    private static string WithLuhn(string digits)
    {
        var sum = digits.Reverse().Select((digit, i) => i % 2 == 0 ? ((digit - '0') * 2 % 10) + ((digit - '0') / 5) : digit - '0').Sum();
        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
