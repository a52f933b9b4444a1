package cascade.gateway.domain.register;

import cascade.gateway.domain.register.LowerState.Binding;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Deadlines of a lower's binding, of which the first that comes is told: the end of its lifetime (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-10.3">RFC 3261 section 10.3</a>), and of the patience with
 * keepalives that stay away (GB/T 28181-2016 9.6). Control loop only.
 */
final class BindingWatch {

    private static final long NEVER = Long.MAX_VALUE;

    /** Hears of a deadline that is over. */
    interface Listener {
        void onExpired();

        /** @param patience for which nothing was heard */
        void onSilent(Duration patience);
    }

    private final LongSupplier nanoTime;
    private final Timer timer;
    private final Listener listener;

    /** Absent before the first sign of life: a peer that never registers need not send keepalives either. */
    private OptionalLong lastHeardNanos = OptionalLong.empty();

    BindingWatch(DomainContext context, Listener listener) {
        this.nanoTime = context.nanoTime();
        this.timer = new Timer(context.timers());
        this.listener = listener;
    }

    /** A REGISTER or a keepalive came: patience begins anew. */
    void heard() {
        lastHeardNanos = OptionalLong.of(now());
    }

    /** Watches the binding of a lower that is online. */
    void watch(Binding binding, Duration patience) {
        long silentAtNanos = lastHeardNanos.isEmpty() ? NEVER : lastHeardNanos.getAsLong() + patience.toNanos();
        long left = Math.min(lifeLeftNanos(binding), silentAtNanos == NEVER ? NEVER : silentAtNanos - now());
        start(left, () -> onTimer(binding, patience));
    }

    /** Watches the binding of a lower that is silent already: only its lifetime is left to it. */
    void watchLifetime(Binding binding) {
        start(lifeLeftNanos(binding), listener::onExpired);
    }

    void stop() {
        timer.stop();
    }

    private void start(long leftNanos, Runnable then) {
        timer.stop();
        if (leftNanos < NEVER) {
            timer.start(Duration.ofNanos(Math.max(0, leftNanos)), then);
        }
    }

    /** Where both are over, nobody need be told of the silence. */
    private void onTimer(Binding binding, Duration patience) {
        if (lifeLeftNanos(binding) <= 0) {
            listener.onExpired();
        } else {
            listener.onSilent(patience);
        }
    }

    private long lifeLeftNanos(Binding binding) {
        return binding.isFixed() ? NEVER : binding.expiresNanos().getAsLong() - now();
    }

    private long now() {
        return nanoTime.getAsLong();
    }
}
