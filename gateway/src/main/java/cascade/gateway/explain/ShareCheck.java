package cascade.gateway.explain;

import cascade.gateway.catalog.share.Visibility;
import cascade.gateway.explain.fact.ChannelFacts;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Step;
import cascade.gateway.explain.finding.Text;
import java.util.Map;

/** Whether the channel is shared with the upper, under which id, and whether it may be played. Pure. */
final class ShareCheck {

    private ShareCheck() {}

    static Step of(PathFacts facts) {
        return facts.channel().map(channel -> of(facts.upper().name(), channel)).orElseGet(ShareCheck::notKnown);
    }

    private static Step notKnown() {
        return Step.unknown(Step.Place.SHARE, Text.of("not known before the channel is", "通道未知，无法判断共享情况"));
    }

    private static Step of(String upper, ChannelFacts channel) {
        Visibility visibility = channel.visibility();
        Map<String, String> told = new FactList()
                .put("code", visibility.code())
                .put("rule", visibility.rule().map(rule -> "share[" + rule + "]"))
                .put("exportedId", visibility.exportedId())
                .put("reason", visibility.reason())
                .list();
        return switch (visibility) {
            case Visibility.Shared shared -> Step.ok(Step.Place.SHARE, shown(upper, shared), told);
            // that it was asked for by the other id says nothing about the upper
            case Visibility.Mapped mapped ->
                Step.ok(Step.Place.SHARE, Text.of("%s sees it as %s", "%s 看到的编码是 %s", upper, mapped.exported()), told);
            case Visibility.NotPermitted refused -> failed(notPermitted(upper), told);
            case Visibility.HoldsTree tree -> failed(ChannelCheck.notACamera(channel), told);
            case Visibility.StandsForUs ours -> failed(ChannelCheck.notACamera(channel), told);
            case Visibility.NotInTree flat -> failed(ChannelCheck.notACamera(channel), told);
            case Visibility.NoRule rule -> failed(notShared(upper, channel), told);
            case Visibility.Excepted excepted -> failed(excepted(upper, channel, excepted), told);
            case Visibility.Conflict conflict -> failed(conflict(upper, channel, conflict), told);
            case Visibility.Loop loop -> failed(loop(upper, channel), told);
            case Visibility.CameAround around -> failed(cameAround(upper, channel, around), told);
            case Visibility.NotInCatalog absent -> notKnown();
        };
    }

    private static Step failed(Finding finding, Map<String, String> told) {
        return Step.of(Step.Place.SHARE, finding, told);
    }

    private static Text shown(String upper, Visibility.Shared shared) {
        return Text.of(
                "share[%2$d] of %1$s includes it, under id %3$s",
                "%1$s 的 share[%2$d] 包含它，编码为 %3$s", upper, shared.index(), shared.exported());
    }

    private static Finding notShared(String upper, ChannelFacts channel) {
        return new Finding(
                Cause.NOT_SHARED,
                Text.of(
                        "No share rule of %s includes %s of %s",
                        "%s 的共享规则未包含 %3$s 的 %2$s", upper, channel.originalId(), channel.lower()),
                Text.of(
                        "add { from = %s, channels = [\"%s\"] } to domains.%s.share and reload",
                        "请在 domains.%3$s.share 中加入 { from = %1$s, channels = [\"%2$s\"] } 并重新加载",
                        channel.lower(),
                        channel.originalId(),
                        upper));
    }

    private static Finding excepted(String upper, ChannelFacts channel, Visibility.Excepted excepted) {
        return new Finding(
                Cause.NOT_SHARED,
                Text.of(
                        "share[%d] of %s would show %s, but for its exception %s",
                        "%2$s 的 share[%1$d] 本可包含 %3$s，但被例外项 %4$s 排除",
                        excepted.index(),
                        upper,
                        channel.originalId(),
                        excepted.exception()),
                Text.of(
                        "narrow that exception in domains.%1$s.share and reload",
                        "请收窄 domains.%1$s.share 中的该例外并重新加载", upper));
    }

    private static Finding notPermitted(String upper) {
        return new Finding(
                Cause.NOT_PERMITTED,
                Text.of(
                        "%s sees the channel, but its permissions lack live: its calls are refused with 403",
                        "%s 能看到该通道，但其权限缺少 live：呼叫被 403 拒绝", upper),
                Text.of(
                        "add live to domains.%1$s.permissions and reload",
                        "请在 domains.%1$s.permissions 中加入 live 并重新加载", upper));
    }

    private static Finding conflict(String upper, ChannelFacts channel, Visibility.Conflict conflict) {
        return new Finding(
                Cause.ID_CONFLICT,
                Text.of(
                        "%s cannot be shown to %s: its id %s is held by %s there",
                        "%s 无法展示给 %s：编码 %s 已被 %s 占用",
                        channel.originalId(),
                        upper,
                        conflict.exported(),
                        conflict.heldBy()),
                Text.of("give one of them another id in domains.%s.map", "请在 domains.%s.map 中为其中之一改用别的编码", upper));
    }

    private static Finding cameAround(String upper, ChannelFacts channel, Visibility.CameAround around) {
        return new Finding(
                Cause.LOOP,
                Text.of(
                        "%s has %s from platform %s, so %s is not shown it by this way",
                        "%s 的 %s 来自平台 %s，因此不经此路径提供给 %s", channel.lower(), channel.originalId(), around.origin(), upper),
                Text.of(
                        "nothing is wrong here: share the channel from the lower that has the camera",
                        "此处并无错误：请从实际拥有该摄像机的下级共享此通道"));
    }

    private static Finding loop(String upper, ChannelFacts channel) {
        return new Finding(
                Cause.LOOP,
                Text.of(
                        "%s is the platform that the channel comes from (%s): it is not shown its own channels",
                        "%s 就是该通道的来源平台（%s）：不会把它自己的通道回送给它", upper, channel.lower()),
                Text.of("play it there directly", "请直接在该平台点播"));
    }
}
