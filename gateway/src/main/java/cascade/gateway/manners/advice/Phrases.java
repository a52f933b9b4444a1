package cascade.gateway.manners.advice;

import cascade.config.Role;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.manners.trait.Sighting;
import cascade.gateway.manners.trait.Trait;
import java.util.ArrayList;
import java.util.List;

/** Phrases of advice, in both languages. */
final class Phrases {

    private Phrases() {}

    /** One sighting: what, and how often. */
    static Text seen(Trait trait, Sighting sighting) {
        return Text.of("%s: %s (×%d)", "%s：%s（×%d）", trait.title(), sighting.value(), sighting.count());
    }

    static Text agrees(Wish wish) {
        return Text.of("%s = %s, as %s", "%s = %s，符合 %s", wish.key(), shown(wish.value()), seen(wish));
    }

    static Text differs(Wish wish, String ofProfile) {
        return Text.of("%s = %s, but %s", "%s = %s，但 %s", wish.key(), shown(ofProfile), seen(wish));
    }

    static Text configured(Wish wish, String present) {
        Text seen = Text.of("%s is %s; seen: %s", "%s 配置为 %s；观察到 %s", wish.key(), shown(present), seen(wish));
        return wish.urgent()
                ? Text.of("%s. It should be %s", "%s。应为 %s", seen, shown(wish.value()))
                : Text.of("%s. Its own habit is %s", "%s。对方自己的习惯是 %s", seen, shown(wish.value()));
    }

    static Text seen(Wish wish) {
        return seen(wish.trait(), wish.sighting());
    }

    private static String shown(String value) {
        return value.isEmpty() ? "\"\"" : value;
    }

    static Text fits(ProfileFit best) {
        if (!best.isVendor()) {
            return Text.of(
                    "%s fits: nothing that it was seen to do is a vendor's own", "适用 %s：没有看到某个厂商特有的行为", best.profile());
        }
        return Text.of(
                "%s fits: %s", "适用 %s：%s", best.profile(), best.pro().getFirst().what());
    }

    static Text perhaps(ProfileFit best) {
        return Text.of(
                "perhaps %s: %s; more must be seen to tell",
                "可能适用 %s：%s；需要看到更多才能判断", best.profile(), best.pro().getFirst().what());
    }

    static Text perhaps(ProfileFit best, ProfileFit second) {
        return Text.of(
                "perhaps %s (%d points), but %s is near (%d points); more must be seen to tell",
                "可能适用 %s（%d 分），但 %s 与之接近（%d 分）；需要看到更多才能判断",
                best.profile(),
                best.score(),
                second.profile(),
                second.score());
    }

    static Text notEnough(SeenManners seen) {
        return Text.of(
                "not enough seen yet to name a profile: %d of its messages", "目前看到的还不足以判断：仅 %d 条消息", seen.messages());
    }

    static Text otherProfile(ProfileFit best, String present) {
        return Text.of("profile is %s, but %s", "profile 配置为 %s，但%s", present, fits(best));
    }

    /** Events that have not happened yet and would tell most. */
    static List<Text> unseen(Role role, SeenManners seen) {
        boolean lower = role == Role.LOWER;
        List<Text> unseen = new ArrayList<>();
        if (!seen.traits().containsKey(Trait.GB_VERSION)) {
            unseen.add(
                    lower
                            ? new Text("a REGISTER of it", "它的 REGISTER")
                            : new Text("its answer to our REGISTER", "它对我方 REGISTER 的应答"));
        }
        if (!seen.traits().containsKey(Trait.CHARSET_DECLARED)) {
            unseen.add(new Text("an XML body of it, such as a catalog or a query", "它的 XML 消息体，如目录或查询"));
        }
        if (!seen.traits().containsKey(Trait.CHARSET_TRUE)) {
            unseen.add(new Text("Chinese text of it", "它发送的中文内容"));
        }
        if (!seen.traits().containsKey(lower ? Trait.SDP_ANSWER : Trait.SDP_OFFER)) {
            unseen.add(
                    lower
                            ? new Text("its answer to an INVITE: play one of its channels", "它对 INVITE 的应答：请点播它的一个通道")
                            : new Text("an INVITE of it: let it play a channel", "它的 INVITE：请由它点播一个通道"));
        }
        if (!seen.traits().containsKey(Trait.RTCP)) {
            unseen.add(new Text("media that flow for ten seconds", "持续十秒以上的媒体流"));
        }
        return unseen;
    }
}
