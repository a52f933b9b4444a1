package cascade.gateway.manners.trait;

import cascade.gateway.explain.finding.Text;
import java.util.Locale;

/** Trait of a peer: one way in which products differ, with what it is called for operators. */
public enum Trait {
    USER_AGENT("name of the product (User-Agent or Server)", "产品名称（User-Agent 或 Server）"),
    GB_VERSION("X-GB-Ver of its registration", "注册消息的 X-GB-Ver"),
    TRANSPORT("transport of its SIP", "SIP 传输方式"),
    LINE_ENDS("line ends of its SIP headers", "SIP 头域的换行"),
    ODDITY("deviations of its SIP messages", "SIP 消息的异常之处"),
    URI_DOMAIN("host part of its From", "From 的主机部分"),
    REQUEST_URI("host part of its Request-URI, where From has a domain", "Request-URI 的主机部分（From 用域名时）"),
    CONTACT("Contact compared with where it speaks from", "Contact 与实际来源地址的关系"),
    CSEQ("CSeq of its requests outside dialogs", "对话外请求的 CSeq"),
    PROVISIONAL("100 to requests other than INVITE", "对非 INVITE 请求回 100"),
    REFUSAL("what it answers to our requests other than 2xx", "对我方请求的非 2xx 应答"),
    MISSING_EXPIRES("messages without the Expires they should have", "缺少 Expires 的消息"),
    DATE_FORM("form of its Date", "Date 的格式"),
    DIGEST("digest: its answer to our challenge, or its challenge", "摘要认证：对质询的应答，或其质询"),
    UNREGISTERED_KEEPALIVE("what follows on a keepalive that we refused", "心跳被拒后的行为"),
    EVENT_FORM("form of Event for catalogs", "目录订阅的 Event 形式"),
    SUBSCRIPTION_STATE("form of Subscription-State", "Subscription-State 的形式"),
    UNSOLICITED_NOTIFY("NOTIFY that belonged to no subscription", "没有订阅的 NOTIFY"),
    SUBJECT("sequence in the Subject of its INVITE", "INVITE 的 Subject 序列号"),
    SDP_TYPE("Content-Type of its SDP", "SDP 的 Content-Type"),
    SDP_OFFER("order of lines in its offers", "邀约 SDP 的行序"),
    SDP_ANSWER("order of lines in its answers", "应答 SDP 的行序"),
    SDP_ORIGIN("id in o= of its SDP", "SDP 中 o= 的编码"),
    STREAM_ATTRIBUTE("line that names main or sub stream", "主子码流属性行"),
    SSRC_OFFER("y= of its offers", "邀约中的 y="),
    SSRC_ANSWER("y= of its answers to our offers", "应答中的 y="),
    RTP_SSRC("SSRC that its RTP carries", "RTP 实际携带的 SSRC"),
    SETUP_OFFER("setup of its TCP offers", "TCP 邀约的 setup"),
    SETUP_ANSWER("setup of its answers to our TCP offers", "对 TCP 邀约应答的 setup"),
    MEDIA_ADDRESS("address of its media compared with that of its SIP", "媒体地址与信令地址的关系"),
    FORMATS("payload types of its SDP", "SDP 的负载类型"),
    F_LINE("f= of its SDP", "SDP 的 f="),
    PAYLOAD_TYPE("payload type that its RTP carries", "RTP 实际的负载类型"),
    CONTAINER("container of its media", "媒体封装"),
    TCP_FRAMING("framing of its RTP over TCP", "RTP over TCP 的分帧"),
    RTCP("RTCP from it", "对方的 RTCP"),
    CHARSET_DECLARED("charset that its XML declares", "XML 声明的字符集"),
    CHARSET_TRUE("charset that its Chinese text is in", "中文实际的字符集"),
    XML_LINES("layout of its XML", "XML 的排版"),
    ITEMS("items of one of its catalog messages", "每条目录消息的条目数"),
    KEEPALIVE("period of its keepalives", "心跳周期"),
    KEY_FRAME("name of the key frame command", "强制关键帧命令的名称");

    private final String english;
    private final String chinese;

    Trait(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** Stable word, as in {@code user-agent}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Text title() {
        return new Text(english, chinese);
    }
}
