using Intake.Domain.Publication;

namespace Intake.Domain.Tests.Publication;

/// <summary>What is found and how it looks masked; and what looks alike and stays. Every person and number here is made up.</summary>
public sealed class RedactionTests
{
    [Theory]
    // Mobile numbers, in every writing that people use.
    [InlineData("请打13812345678找我", "请打138****5678找我")]
    [InlineData("13812345678", "138****5678")]
    [InlineData("手机 138 1234 5678。", "手机 138 **** 5678。")]
    [InlineData("138-1234-5678", "138-****-5678")]
    [InlineData("138.1234.5678", "138.****.5678")]
    [InlineData("1381234 5678", "138**** 5678")]
    [InlineData("1 3 8 1 2 3 4 5 6 7 8", "1 3 8 * * * * 5 6 7 8")]
    [InlineData("电话１３８１２３４５６７８", "电话１３８****５６７８")]
    [InlineData("+86 13812345678", "+86 138****5678")]
    [InlineData("008613812345678", "0086138****5678")]
    [InlineData("86-138-1234-5678", "86-138-****-5678")]
    [InlineData("tel13812345678", "tel138****5678")]
    [InlineData("电话13812345678一直打不通", "电话138****5678一直打不通")]
    [InlineData("1.13812345678", "1.138****5678")]
    [InlineData("13812345678、13987654321", "138****5678、139****4321")]
    [InlineData("13812345678 13987654321", "138****5678 139****4321")]
    [InlineData("3号楼 13812345678", "*号楼 138****5678")]
    // Chinese numerals, alone and mixed.
    [InlineData("一三八一二三四五六七八", "一三八****五六七八")]
    [InlineData("电话是幺三八幺二三四五六七八一直关机", "电话是幺三八****五六七八一直关机")]
    [InlineData("壹叁捌壹贰叁肆伍陆柒捌", "壹叁捌****伍陆柒捌")]
    [InlineData("1三8一2三4五6七8", "1三8****五6七8")]
    [InlineData("一三八 一二三四 五六七八", "一三八 **** 五六七八")]
    // Landlines.
    [InlineData("0731-88661234", "0731-********")]
    [InlineData("(0731) 8866 1234", "(0731) **** ****")]
    [InlineData("010-66551234转801", "010-************")]
    [InlineData("固定电话02166551234", "固定电话021********")]
    [InlineData("联系电话：88661234", "联系电话：********")]
    [InlineData("call me at 8866-1234", "call me at ****-****")]
    [InlineData("+1 415 555 2671", "+1 4** *** **71")]
    // Identity cards: with check character, split, of the old form, with a slip of the pen.
    [InlineData("身份证11010519491231002X", "身份证11****************")]
    [InlineData("身份证11010519491231002x。", "身份证11****************。")]
    [InlineData("110105 19491231 002X", "11**** ******** ****")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", "１１****************")]
    [InlineData("110105194912310021", "11****************")]
    [InlineData("证号430102560708123", "证号43*************")]
    // Bank cards and accounts.
    [InlineData("卡6222021234567890128", "卡***************0128")]
    [InlineData("4111 1111 1111 1111", "**** **** **** 1111")]
    [InlineData("账号：800012345678901", "账号：***********8901")]
    // Plates.
    [InlineData("湘A12345违停", "湘A*****违停")]
    [InlineData("车牌粤B·8K6Z9", "车牌粤B·*****")]
    [InlineData("京AD12345", "京A******")]
    [InlineData("沪a12345d堵门", "沪a******堵门")]
    [InlineData("湘A1234警", "湘A*****")]
    // E-mail and chat.
    [InlineData("写信到zhangsan@example.com。", "写信到z*******@example.com。")]
    [InlineData("ab@example.org", "**@example.org")]
    [InlineData("ｚｈａｎｇ＠example.com", "ｚ****＠example.com")]
    [InlineData("微信：zhang_san88", "微信：***********")]
    [InlineData("加微信zhangsan88", "加微信**********")]
    [InlineData("微信号是zhangsan", "微信号是********")]
    [InlineData("vx:abc12345", "vx:********")]
    [InlineData("WeChat ID: lily-chen", "WeChat ID: *********")]
    [InlineData("QQ12345678", "QQ********")]
    // Names by form of address or introduction.
    [InlineData("张小明先生反映", "张**先生反映")]
    [InlineData("李伟女士", "李*女士")]
    [InlineData("王和平师傅", "王**师傅")]
    [InlineData("感谢李伟同志", "感谢李*同志")]
    [InlineData("基于李伟同志", "基于李*同志")]
    [InlineData("投诉人高小明女士", "投诉人高**女士")]
    [InlineData("欧阳小明先生", "欧阳**先生")]
    [InlineData("我叫张小明，住在河边", "我叫张**，住在河边")]
    [InlineData("我叫张伟今年三十岁", "我叫张*今年三十岁")]
    [InlineData("联系人：王芳", "联系人：王*")]
    [InlineData("Mr. John Smith told me", "Mr. J*** S**** told me")]
    [InlineData("My name is Mary Jones.", "My name is M*** J****.")]
    // House numbers.
    [InlineData("3栋2单元501室", "*栋*单元***室")]
    [InlineData("12号楼漏水", "**号楼漏水")]
    [InlineData("十二栋三单元", "**栋*单元")]
    [InlineData("A座1203", "*座****")]
    [InlineData("5栋2-301", "*栋*-***")]
    [InlineData("住在 G2栋320", "住在 **栋***")]
    [InlineData("501室停水", "***室停水")]
    [InlineData("人民路12号门面", "人民路**号门面")]
    [InlineData("Apt 3B, Room 501", "Apt **, Room ***")]
    [InlineData("No. 12 Renmin Road", "No. ** Renmin Road")]
    [InlineData("at 12 South Renmin Road", "at ** South Renmin Road")]
    [InlineData("Renmin Road No. 12", "Renmin Road No. **")]
    [InlineData("Building 7, Unit 2", "Building *, Unit *")]
    public void Personal_data_is_masked(string text, string masked) => Assert.Equal(masked, Redaction.Redact(text, OwnFields.None));

    [Theory]
    [InlineData("工单号XH-20260105-00042-7")]
    [InlineData("回执 XH-20260105-1234567-3")]
    [InlineData("2019-05-10 13:56:53")]
    [InlineData("2019-04-15 2019-05-20 8:00")]
    [InlineData("2019年5月10日至2019年6月1日")]
    [InlineData("20190510")]
    [InlineData("时间戳1557467813")]
    [InlineData("投资13812345678元")]
    [InlineData("投资13,812,345,678元")]
    [InlineData("共计15000000000万")]
    [InlineData("赔偿3500.50元，占12.5%")]
    [InlineData("国办函〔2025〕66号")]
    [InlineData("《民法典》第二百零三条")]
    [InlineData("根据第12号令和GB/T 33358-2016")]
    [InlineData("坐138路转旅游1路，再坐地铁2号线")]
    [InlineData("107国道319号桥")]
    [InlineData("二〇二五年一月三日")]
    [InlineData("2025、2026两年")]
    [InlineData("拨打12345或110")]
    [InlineData("热线400-820-8820")]
    [InlineData("人民路12号开始施工")]
    [InlineData("小区12号停水")]
    [InlineData("拆了三栋楼，新建12栋住宅")]
    [InlineData("三室两厅，120平方米")]
    [InlineData("住在3楼，电梯停了5天")]
    [InlineData("7座面包车，A级")]
    [InlineData("第三单元考试")]
    [InlineData("各位先生、女士")]
    [InlineData("这位女士、老同志、党员同志、那位师傅")]
    [InlineData("感谢张先生和王女士")]
    [InlineData("微信公众号：星河发布")]
    [InlineData("用微信支付，WeChat payment is fine")]
    [InlineData("坐标113.13812345678")]
    [InlineData("版本10.0.14")]
    [InlineData("星河市A3区、M4县")]
    [InlineData("湘江新区云A商场")]
    [InlineData("新iPhone、新Apple")]
    [InlineData("比分3:2，1-2周内")]
    [InlineData("Bus 12 Renmin Road")]
    [InlineData("Line 2 Renmin Road station")]
    [InlineData("in 2025 the Road Act, section 12")]
    [InlineData("block 3 lanes for 2 weeks")]
    [InlineData("Miss the bus at 8 a.m.")]
    [InlineData("@所有人 a@b")]
    [InlineData("已打码138****5678")]
    public void What_is_no_personal_datum_stays(string text) => Assert.Equal(text, Redaction.Redact(text, OwnFields.None));

    [Theory]
    [InlineData("张小明说，经办李四已回访", "张**说，经办李*已回访")]
    [InlineData("Anna Lee told us, Lee said", "A*** L** told us, L** said")]
    [InlineData("打 7654-321 找我", "打 ****-*** 找我")]
    public void The_tickets_own_fields_are_found_wherever_they_stand(string text, string masked) =>
        Assert.Equal(masked, Redaction.Redact(text, new(["张小明先生", "李四", "Anna Lee"], ["7654321"])));

    [Theory]
    [InlineData("13812345678", FindingKind.Phone, Confidence.Certain)]
    [InlineData("ID13812345678", FindingKind.Phone, Confidence.Likely)]
    [InlineData("11010519491231002X", FindingKind.IdentityCard, Confidence.Certain)]
    [InlineData("110105194912310021", FindingKind.IdentityCard, Confidence.Likely)]
    [InlineData("6222021234567890128", FindingKind.BankCard, Confidence.Certain)]
    [InlineData("湘AD12345", FindingKind.Plate, Confidence.Certain)]
    [InlineData("李伟女士", FindingKind.Name, Confidence.Likely)]
    [InlineData("3栋2单元", FindingKind.HouseNumber, Confidence.Certain)]
    [InlineData("12号楼", FindingKind.HouseNumber, Confidence.Likely)]
    [InlineData("a.b@example.com", FindingKind.Email, Confidence.Certain)]
    [InlineData("微信：abc12345", FindingKind.ChatId, Confidence.Certain)]
    public void A_finding_says_what_it_is_and_how_sure(string text, FindingKind kind, Confidence confidence)
    {
        var finding = Assert.Single(Redaction.Find(text, OwnFields.None));
        Assert.Equal((kind, confidence), (finding.Kind, finding.Confidence));
    }

    [Fact]
    public void What_overlaps_is_one_finding_that_hides_what_either_hides()
    {
        var finding = Assert.Single(Redaction.Find("微信：13812345678", OwnFields.None));
        Assert.Equal("***********", finding.Masked);
    }
}
