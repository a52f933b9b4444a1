package cascade.gateway.command;

import cascade.config.gateway.CommandConfig;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.edition.MessageBridge;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Exchanges by lower and our SN there: sends their commands and gives them what the lowers answer. Those that are settled
 * stay for what comes late, as many as may be open, the latest; they take no place of a new one. Control loop only.
 */
final class Exchanges {

    private record Key(String lower, long sn) {}

    /** Channel that a command goes to. */
    record Target(LowerDomain lower, ChannelRef channel, DeviceId exportedId) {}

    /** What comes of an exchange, beside its answers. */
    interface End {

        /** Its result is settled. Once. */
        void onSettled(Exchange exchange, CommandResult result, String reason);
    }

    private final Supplier<CommandConfig> settings;
    private final Timers timers;
    private final Catalogs catalogs;
    private final Hops hops;
    private final ControlLanes lanes = new ControlLanes();
    private final Map<Key, Exchange> known = new HashMap<>();
    private final Set<Exchange> settled = new LinkedHashSet<>();
    private int open;

    Exchanges(Supplier<CommandConfig> settings, Timers timers, Catalogs catalogs, Hops hops) {
        this.settings = settings;
        this.timers = timers;
        this.catalogs = catalogs;
        this.hops = hops;
    }

    /** Whether as many are open as may be. */
    boolean isFull() {
        return open >= settings.get().maxPending();
    }

    /** Sends a command to the lower; what it answers goes to {@code answers}, rewritten for the asker. */
    void relay(Asked asked, Target target, Consumer<ManscdpMessage> answers, End end) {
        LowerDomain lower = target.lower();
        long sn = lower.link().nextSn();
        var key = new Key(lower.name(), sn);
        var exchange = new Exchange(
                asked,
                lower,
                target.channel(),
                target.exportedId(),
                sn,
                new Exchange.Limits(
                        asked.row().limit().in(settings.get()), settings.get().maxRecords()),
                new Timer(timers),
                answers,
                new Exchange.Listener() {

                    @Override
                    public void onSettled(Exchange exchange, CommandResult result, String reason) {
                        open--;
                        keep(exchange);
                        end.onSettled(exchange, result, reason);
                    }

                    @Override
                    public void onClosed(Exchange exchange) {
                        settled.remove(exchange);
                        known.remove(key);
                    }
                });
        ManscdpMessage down = new Rewriting(
                        sn, id -> originalId(asked.upper(), lower, id), MessageFields.nameBelow(asked.message(), lower))
                .of(asked.message());
        Onward onward = hops.onward(asked.transaction().request(), asked.upper().config(), lower.config());
        ManscdpMessage bridged = new MessageBridge(asked.upper().edition(), lower.edition())
                .of(lower.keyFrameRequest().spelled(down));
        byte[] body = lower.link().write(bridged);
        // in the books only once nothing can go wrong with it
        known.put(key, exchange);
        open++;
        exchange.open();
        if (asked.row().root() == ManscdpMessage.Root.CONTROL) {
            lanes.enter(target.channel(), () -> exchange.send(body, onward));
        } else {
            exchange.send(body, onward);
        }
    }

    private void keep(Exchange exchange) {
        settled.add(exchange);
        if (settled.size() > settings.get().maxPending()) {
            settled.iterator().next().close();
        }
    }

    private DeviceId originalId(UpperDomain upper, LowerDomain lower, DeviceId id) {
        return catalogs.view(upper.name())
                .find(id)
                .map(node -> node.ref())
                .filter(ref -> ref.lower().equals(lower.name()))
                .map(ChannelRef::originalId)
                .orElse(id);
    }

    /** @return whether it answers a command that is open */
    boolean onResponse(LowerDomain lower, ManscdpMessage response) {
        Exchange exchange = known.get(new Key(lower.name(), response.sn()));
        return exchange != null
                && exchange.asked().message().cmdType().equals(response.cmdType())
                && exchange.onResponse(
                        new MessageBridge(
                                        lower.edition(),
                                        exchange.asked().upper().edition())
                                .of(response),
                        upward(exchange, response));
    }

    private Rewriting upward(Exchange exchange, ManscdpMessage response) {
        DeviceId told = response.target().orElse(exchange.exportedId());
        return new Rewriting(
                exchange.asked().message().sn(),
                id -> id.equals(told) || id.equals(exchange.channel().originalId())
                        ? exchange.exportedId()
                        : exportedId(exchange, id),
                Optional.of(MessageFields.askedName(exchange.asked().message())));
    }

    private DeviceId exportedId(Exchange exchange, DeviceId id) {
        return catalogs.view(exchange.asked().upper().name())
                .exportedId(new ChannelRef(exchange.lower().name(), id))
                .orElse(id);
    }

    /** A lower went offline, or is no longer configured. */
    void onOffline(LowerDomain lower) {
        having(exchange -> exchange.lower().name().equals(lower.name())).forEach(Exchange::onLowerOffline);
    }

    /** An upper went offline, or is no longer configured. */
    void onOffline(UpperDomain upper) {
        having(exchange -> exchange.asked().upper().name().equals(upper.name())).forEach(Exchange::onUpperOffline);
    }

    private List<Exchange> having(Predicate<Exchange> what) {
        return known.values().stream().filter(what).toList();
    }
}
