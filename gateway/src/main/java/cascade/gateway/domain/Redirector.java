package cascade.gateway.domain;

import cascade.config.LowerDomainConfig;
import cascade.config.value.RedirectTarget;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipUri;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sharer of lowers among other platforms (注册重定向, GB/T 28181-2022 9.1.2.3): each lower has its place by its id, so that
 * it finds the same platform again after we were restarted, and the next one where it comes back before its time, since the
 * place failed it. Control loop only.
 */
final class Redirector {

    private final LongSupplier nanoTime;
    private final Map<String, Sent> sent = new HashMap<>();

    private record Sent(int place, long untilNanos) {}

    Redirector(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Contact of the 302.
     *
     * @param lower one with places to be sent to
     * @param holds for how long it will stay away if all goes well
     */
    NameAddr next(LowerDomainConfig lower, Duration holds) {
        List<RedirectTarget> places = lower.redirectTo();
        long now = nanoTime.getAsLong();
        int place = Optional.ofNullable(sent.get(lower.name()))
                .filter(last -> last.untilNanos() - now > 0)
                .map(last -> last.place() + 1)
                .orElseGet(() -> home(lower));
        sent.put(lower.name(), new Sent(place, now + holds.toNanos()));
        RedirectTarget target = places.get(Math.floorMod(place, places.size()));
        return NameAddr.of(SipUri.ofAuthority(
                target.deviceId().orElse(lower.localDeviceId()),
                target.address().toString()));
    }

    /** Spreads ids that differ in their last digits alone, as those of neighbours do. */
    private static int home(LowerDomainConfig lower) {
        return lower.deviceId().hashCode();
    }

    /** It is configured otherwise, or gone. */
    void forget(String lower) {
        sent.remove(lower);
    }
}
