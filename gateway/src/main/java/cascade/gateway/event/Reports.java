package cascade.gateway.event;

import cascade.config.Edition;
import cascade.config.Permission;
import cascade.config.quirk.AlarmBy;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.command.Commands;
import cascade.gateway.command.Rewriting;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.edition.MessageBridge;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fan-out of what a lower reports: to each upper that is shown the device and may know such reports, under the id that it
 * knows and in the form of its edition; to no other. Control loop only.
 */
final class Reports {

    private static final String SESSION_ID = "SessionID";

    private final EventContext context;
    private final Commands commands;
    private final Function<UpperDomain, UpperEvents> uppers;
    private final RepeatedAlarms repeated;

    Reports(EventContext context, Commands commands, Function<UpperDomain, UpperEvents> uppers) {
        this.context = context;
        this.commands = commands;
        this.uppers = uppers;
        this.repeated = new RepeatedAlarms(context.nanoTime());
    }

    /**
     * A report of a kind that is subscribed to.
     *
     * @param about device that it is about where it does not say so itself
     */
    void tell(LowerDomain lower, EventKind kind, Other report, Optional<DeviceId> about, RepeatedAlarms.Way way) {
        switch (kind) {
            case ALARM -> {
                if (!repeated.isRepeated(lower.name(), report, way)) {
                    each(lower, kind, report, about);
                }
            }
            case POSITION -> Positions.flat(report).forEach(one -> each(lower, kind, one, about));
            case PTZ -> each(lower, kind, report, about);
        }
    }

    private void each(LowerDomain lower, EventKind kind, Other report, Optional<DeviceId> about) {
        DeviceId device = report.deviceId()
                .or(() -> about)
                .orElse(new DeviceId(lower.config().deviceId()));
        int told = 0;
        for (UpperDomain upper : context.domains().uppers()) {
            Optional<DeviceId> shown =
                    mayKnow(upper, kind.permission()) ? shownAs(upper, lower, device) : Optional.empty();
            if (shown.isPresent()) {
                told++;
                tell(upper, lower, kind, device, shown.get(), report);
            }
        }
        if (told == 0) {
            context.observer().rejected(lower.name(), "report-to-nobody");
        }
    }

    private void tell(
            UpperDomain upper, LowerDomain lower, EventKind kind, DeviceId device, DeviceId shown, Other report) {
        Other rewritten = rewritten(upper, lower, device, shown, report);
        Other formed = kind == EventKind.POSITION && upper.config().edition() == Edition.GB2022
                ? Positions.listed(rewritten, shown.value())
                : rewritten;
        List<EventSubscription> subscribed = uppers.apply(upper)
                .of(kind)
                .filter(subscription -> isFor(subscription.target(), upper, lower, shown))
                .toList();
        AlarmBy by = kind == EventKind.ALARM ? upper.config().profile().alarmBy() : AlarmBy.NOTIFY;
        if (by != AlarmBy.MESSAGE) {
            subscribed.forEach(subscription -> subscription.tell(shown, formed));
        }
        boolean unasked = context.config().unsolicitedAlarms();
        boolean message = switch (by) {
            case EITHER -> subscribed.isEmpty() && unasked;
            case MESSAGE -> !subscribed.isEmpty() || unasked;
            case NOTIFY -> false;
        };
        if (message) {
            send(upper, formed);
        }
    }

    /** Whether a subscription to that id hears of the device: all of us, the lower that it belongs to, or itself. */
    private boolean isFor(DeviceId target, UpperDomain upper, LowerDomain lower, DeviceId shown) {
        return upper.knowsUsAs(target)
                || target.equals(shown)
                || context.catalogs()
                        .view(upper.name())
                        .find(target)
                        .filter(node -> node.ref().lower().equals(lower.name())
                                && node.ref()
                                        .originalId()
                                        .value()
                                        .equals(lower.config().deviceId()))
                        .isPresent();
    }

    private void send(UpperDomain upper, Other report) {
        if (!upper.isOnline()) {
            return;
        }
        upper.link().sendMessage(report.withSn(upper.link().nextSn())).onComplete(outcome -> {
            if (outcome.failed() || !outcome.result().isSuccess()) {
                context.observer().rejected(upper.name(), "event-not-taken");
            }
        });
    }

    /** Any other notification: to whoever asked for what it reports where it names a session, else to all who may know it. */
    void pass(LowerDomain lower, Other report) {
        Optional<String> asker = report.tree().childText(SESSION_ID).flatMap(commands::askerOf);
        DeviceId device = report.deviceId().orElse(new DeviceId(lower.config().deviceId()));
        Permission permission = permission(report);
        int told = 0;
        for (UpperDomain upper : context.domains().uppers()) {
            boolean wanted = asker.map(upper.name()::equals).orElse(true) && mayKnow(upper, permission);
            Optional<DeviceId> shown = wanted ? shownAs(upper, lower, device) : Optional.empty();
            if (shown.isPresent()) {
                told++;
                send(upper, rewritten(upper, lower, device, shown.get(), report));
            }
        }
        if (told == 0) {
            context.observer().rejected(lower.name(), "report-to-nobody");
        }
    }

    private static Permission permission(ManscdpMessage report) {
        return switch (report.cmdType()) {
            case "UploadSnapShotFinished", "DeviceUpgradeResult" -> Permission.CONFIG;
            case "VideoUploadNotify" -> Permission.LIVE;
            default -> Permission.QUERY;
        };
    }

    private static boolean mayKnow(UpperDomain upper, Permission permission) {
        return upper.config().permissions().contains(permission);
    }

    /** The id under which the upper knows it; a lower platform that is no item of its own catalog speaks as we do. */
    private Optional<DeviceId> shownAs(UpperDomain upper, LowerDomain lower, DeviceId device) {
        Optional<DeviceId> shown = exported(upper, lower, device);
        boolean platform = device.value().equals(lower.config().deviceId())
                && upper.config().share().stream().anyMatch(rule -> rule.from().equals(lower.name()));
        return shown.isEmpty() && platform
                ? Optional.of(new DeviceId(upper.config().localDeviceId()))
                : shown;
    }

    private Optional<DeviceId> exported(UpperDomain upper, LowerDomain lower, DeviceId device) {
        return context.catalogs().view(upper.name()).exportedId(new ChannelRef(lower.name(), device));
    }

    private Other rewritten(UpperDomain upper, LowerDomain lower, DeviceId device, DeviceId shown, Other report) {
        var rewriting = new Rewriting(
                report.sn(),
                id -> id.equals(device) ? shown : exported(upper, lower, id).orElse(id));
        return (Other) new MessageBridge(lower.edition(), upper.edition()).of(rewriting.of(report));
    }
}
