package cascade.gateway.explain;

import cascade.gateway.catalog.collect.CatalogAnswer;
import cascade.gateway.explain.fact.CatalogFacts;
import cascade.gateway.explain.fact.ChannelFacts;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.fact.PlatformFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Step;
import cascade.gateway.explain.finding.Text;
import java.util.Map;
import java.util.Optional;

/** Whether a lower has told of the channel, and that it can be played. Pure. */
final class ChannelCheck {

    private ChannelCheck() {}

    static Step of(PathFacts facts) {
        return facts.channel()
                .filter(channel -> channel.on().isPresent())
                .map(channel -> known(facts, channel))
                .orElseGet(() -> unknown(facts));
    }

    private static Step known(PathFacts facts, ChannelFacts channel) {
        Map<String, String> told = new FactList()
                .put("lower", channel.lower())
                .put("originalId", channel.originalId())
                .put("name", channel.name())
                .put("status", channel.on().orElse(false) ? "on" : "off")
                .list();
        if (!channel.camera()) {
            return Step.of(Step.Place.CHANNEL, notACamera(channel), told);
        }
        boolean flows = facts.stream().filter(MediaCheck::flows).isPresent();
        // of a lower that is gone all channels are off
        boolean lowerSays = facts.lower().filter(PlatformFacts::isOnline).isPresent();
        if (lowerSays && !channel.on().orElse(false) && !flows) {
            return Step.of(Step.Place.CHANNEL, off(channel), told);
        }
        return Step.ok(
                Step.Place.CHANNEL,
                Text.of(
                        "%s (%s) is in the catalog of %s",
                        "%s（%s）在 %s 的目录中", channel.originalId(), channel.name(), channel.lower()),
                told);
    }

    static Finding notACamera(ChannelFacts channel) {
        return new Finding(
                Cause.NOT_A_CAMERA,
                Text.of(
                        "%s (%s) of %s is an area, system or group and has no picture of its own",
                        "%3$s 的 %1$s（%2$s）是区域、系统或分组，本身没有图像", channel.originalId(), channel.name(), channel.lower()),
                Text.of("play one of the cameras below it", "请点播其下的摄像机"));
    }

    private static Finding off(ChannelFacts channel) {
        return new Finding(
                Cause.CHANNEL_OFF,
                Text.of(
                        "%3$s itself says that its camera %1$s (%2$s) is off",
                        "%3$s 报告其摄像机 %1$s（%2$s）离线", channel.originalId(), channel.name(), channel.lower()),
                Text.of(
                        "mend the camera or its link there; its status comes here by catalog notifications",
                        "请在下级平台修复该摄像机或其链路；状态会随目录通知同步过来"));
    }

    private static Step unknown(PathFacts facts) {
        Map<String, String> told = told(facts);
        if (facts.settling()) {
            return Step.of(Step.Place.CHANNEL, starting(facts), told);
        }
        Optional<CatalogFacts> lacking = lacking(facts);
        boolean lowerIsTheReason = lacking.flatMap(catalog -> LowerCheck.finding(catalog.lower(), facts.now()))
                .filter(finding -> finding.cause().blocks())
                .isPresent();
        if (lowerIsTheReason) {
            return Step.unknown(
                    Step.Place.CHANNEL,
                    Text.of(
                            "No lower has told of %s; %s has not given its catalog",
                            "没有下级平台上报过 %s；%s 尚未给出目录",
                            facts.asked(),
                            lacking.get().lower().name()));
        }
        return Step.of(
                Step.Place.CHANNEL,
                lacking.map(catalog -> lacking(facts, catalog)).orElseGet(() -> nobodyKnows(facts)),
                told);
    }

    private static Map<String, String> told(PathFacts facts) {
        var list = new FactList();
        facts.catalogs()
                .forEach(catalog -> list.put(
                        catalog.lower().name(),
                        catalog.answer().received() + " of " + catalog.answer().declared() + " received, last full "
                                + catalog.answer()
                                        .lastFull()
                                        .map(Object::toString)
                                        .orElse("never")));
        return list.list();
    }

    /** The lower that most likely has it, where its last answer lacks something, or it has given none. */
    static Optional<CatalogFacts> lacking(PathFacts facts) {
        return facts.likely().stream()
                .filter(catalog ->
                        catalog.answer().received() < catalog.answer().declared())
                .findFirst()
                .or(() -> facts.likely().stream()
                        .filter(catalog -> catalog.answer().lastFull().isEmpty())
                        .findFirst());
    }

    private static Finding starting(PathFacts facts) {
        return new Finding(
                Cause.STARTING,
                Text.of(
                        "The gateway has just started and the lowers have not told of all their channels yet, %s among"
                                + " them",
                        "网关刚启动，下级平台的目录尚未全部到达，其中包括 %s", facts.asked()),
                Text.of("try again in a minute", "请一分钟后再试"));
    }

    private static Finding lacking(PathFacts facts, CatalogFacts catalog) {
        CatalogAnswer answer = catalog.answer();
        String lower = catalog.lower().name();
        if (answer.received() < answer.declared()) {
            return new Finding(
                    Cause.CATALOG_INCOMPLETE,
                    Text.of(
                            "%s is unknown, and of the catalog of %s only %d of %d items arrived",
                            "%1$s 未知，而 %2$s 的目录只收到 %4$d 项中的 %3$d 项",
                            facts.asked(),
                            lower,
                            answer.received(),
                            answer.declared()),
                    Text.of(
                            "The gateway asks again by itself; where it stays so, the messages are lost on the way: use"
                                    + " TCP (domains.%s.transport), or have it send fewer items in a message",
                            "网关会自动重查；若一直如此，说明报文在途中丢失：请改用 TCP（domains.%s.transport），或让对方减少每条消息的目录项数", lower));
        }
        return new Finding(
                Cause.CATALOG_MISSING,
                Text.of(
                        "%s is unknown, and %s has not answered a catalog query yet",
                        "%s 未知，且 %s 尚未应答目录查询", facts.asked(), lower),
                Text.of(
                        "have %s enable catalog sharing for us; domains.%1$s.catalog.query-on-register asks for it",
                        "请 %s 对我们开放目录；domains.%1$s.catalog.query-on-register 控制注册后查询", lower));
    }

    private static Finding nobodyKnows(PathFacts facts) {
        return new Finding(
                Cause.CHANNEL_UNKNOWN,
                Text.of(
                        "No lower has told of a channel %s, and nothing is shared under that id",
                        "没有下级平台上报过通道 %s，也没有以该编码共享的通道", facts.asked()),
                Text.of(
                        "compare the 20 digits with /api/v1/channels?q=...; where the lower has it, it does not share it"
                                + " with us",
                        "请与 /api/v1/channels?q=... 核对 20 位编码；若下级确有该通道，则是它没有共享给我们"));
    }
}
