package cascade.gateway.domain.register;

import cascade.gateway.domain.register.LowerState.Binding;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Deadlines of a lower's binding, of which the first that comes is told: the end of its lifetime (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-10.3">RFC 3261 section 10.3</a>), and of the patience with
 * a silence without keepalives (GB/T 28181-2016 9.6). Control loop only.
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

    /** Another request came, and is no silence either. */
    void spoke() {
        if (lastHeardNanos.isPresent()) {
            heard();
        }
    }

    /** Watches the binding of a lower that is online. */
    void watch(Binding binding, Duration patience) {
        start(binding, Optional.of(patience));
    }

    /** Watches the binding of a lower that is silent already: only its lifetime is left to it. */
    void watchLifetime(Binding binding) {
        start(binding, Optional.empty());
    }

    void stop() {
        timer.stop();
    }

    private void start(Binding binding, Optional<Duration> patience) {
        long leftNanos = Math.min(lifeLeftNanos(binding), patienceLeftNanos(patience));
        timer.stop();
        if (leftNanos < NEVER) {
            timer.start(Duration.ofNanos(Math.max(0, leftNanos)), () -> onTimer(binding, patience));
        }
    }

    /** Where both are over, nobody need be told of the silence; a timer of whole milliseconds may come before either. */
    private void onTimer(Binding binding, Optional<Duration> patience) {
        if (lifeLeftNanos(binding) <= 0) {
            listener.onExpired();
        } else if (patienceLeftNanos(patience) <= 0) {
            patience.ifPresent(listener::onSilent);
        } else {
            start(binding, patience);
        }
    }

    private long patienceLeftNanos(Optional<Duration> patience) {
        return patience.isEmpty() || lastHeardNanos.isEmpty()
                ? NEVER
                : lastHeardNanos.getAsLong() + patience.get().toNanos() - now();
    }

    private long lifeLeftNanos(Binding binding) {
        return binding.isFixed() ? NEVER : binding.expiresNanos().getAsLong() - now();
    }

    private long now() {
        return nanoTime.getAsLong();
    }
}
