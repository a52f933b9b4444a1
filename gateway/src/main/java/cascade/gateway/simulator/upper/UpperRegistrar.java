package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.auth.AuthFailures;
import cascade.gateway.sip.auth.DigestServer;
import cascade.gateway.sip.auth.DigestVerdict;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registrar of a simulated upper, for any lower platform's id (GB/T 28181-2016 9.1, <a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-10.3">RFC 3261 section 10.3</a>).
 */
final class UpperRegistrar {

    private static final Logger log = LoggerFactory.getLogger(UpperRegistrar.class);
    private static final int DEFAULT_EXPIRES_SECONDS = 3600;
    private static final int SECRET_BYTES = 16;

    /** Hears of lowers that come and go. */
    interface Listener {
        void onRegistered(LowerBinding binding);

        void onGone(LowerBinding binding);
    }

    /** @param callId tells a refresh from a registration that begins anew */
    private record Entry(LowerBinding binding, String callId, Timer expiry) {}

    private final Timers timers;
    private final UpperOptions options;
    private final Listener listener;
    private final InstantSource wall = InstantSource.system();
    private final DigestServer digest;
    private final Map<DeviceId, Entry> bindings = new HashMap<>();
    private volatile List<LowerBinding> published = List.of();
    private volatile Optional<String> lastRefusal = Optional.empty();
    private long registrations;

    UpperRegistrar(Vertx vertx, PlatformSignalling signalling, UpperOptions options, Listener listener) {
        this.timers = Timers.of(vertx);
        this.options = options;
        this.listener = listener;
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        var failures = new AuthFailures(5, 50, Duration.ofMinutes(1), 256, signalling::nanoTime);
        this.digest = new DigestServer(
                options.local().deviceId().domainCode(),
                options.manner().challenges(),
                failures,
                secret,
                signalling::nanoTime);
    }

    void onRegister(ServerTransaction transaction) {
        Optional<DeviceId> id =
                DeviceId.tryParse(transaction.request().from().uri().user());
        if (id.isEmpty()) {
            noteRefusal(transaction, "no platform id in From");
            PlatformSignalling.respond(transaction, 403);
        } else if (options.password().isEmpty()) {
            bind(transaction, id.get());
        } else {
            authenticate(transaction, id.get(), options.password().get());
        }
    }

    private void authenticate(ServerTransaction transaction, DeviceId id, String password) {
        switch (digest.verify(transaction.request(), transaction.source().address(), false, password)) {
            case DigestVerdict.Accepted accepted -> bind(transaction, id);
            case DigestVerdict.Challenged challenged -> {
                noteRefusal(transaction, challenged.reason());
                transaction.respond(transaction
                        .answer(401)
                        .header(
                                "WWW-Authenticate",
                                challenged.challenges().getFirst().toHeader())
                        .build());
            }
            case DigestVerdict.Refused refused -> {
                noteRefusal(transaction, refused.reason());
                PlatformSignalling.respond(transaction, refused.status());
            }
        }
    }

    private void noteRefusal(ServerTransaction transaction, String reason) {
        lastRefusal = Optional.of("registration of "
                + transaction.request().from().uri().user() + " at " + transaction.source() + " refused: " + reason);
    }

    private void bind(ServerTransaction transaction, DeviceId id) {
        long asked = transaction.request().expires().orElse(DEFAULT_EXPIRES_SECONDS);
        long granted = Math.min(asked, options.maxExpires().toSeconds());
        var answer = transaction
                .answer(200)
                .header("Expires", Long.toString(granted))
                .header("Date", date());
        transaction.request().contact().ifPresent(answer::contact);
        if (granted == 0) {
            unbind(id);
            transaction.respond(answer.build());
            return;
        }
        lastRefusal = Optional.empty();
        // the answer leaves before the queries that a new registration leads to
        transaction.respond(answer.build());
        registrations++;
        keep(new LowerBinding(id, transaction.source()), transaction.request().callId(), Duration.ofSeconds(granted));
    }

    private String date() {
        return options.manner().dateInMillis() ? GbDate.toHeader(wall.instant()) : GbDate.toElement(wall.instant());
    }

    private void keep(LowerBinding binding, String callId, Duration granted) {
        Entry before = bindings.get(binding.deviceId());
        if (before != null) {
            before.expiry().stop();
        }
        if (before != null && !before.callId().equals(callId)) {
            // it started again and knows nothing of what was before
            listener.onGone(before.binding());
        }
        var expiry = new Timer(timers);
        expiry.start(granted, () -> unbind(binding.deviceId()));
        bindings.put(binding.deviceId(), new Entry(binding, callId, expiry));
        publish();
        if (before == null || !before.callId().equals(callId)) {
            log.atInfo()
                    .addKeyValue("gbId", binding.deviceId())
                    .addKeyValue("address", binding.peer())
                    .log("lower registered at the simulated upper");
            listener.onRegistered(binding);
        }
    }

    private void unbind(DeviceId id) {
        Entry gone = bindings.remove(id);
        if (gone != null) {
            gone.expiry().stop();
            publish();
            listener.onGone(gone.binding());
        }
    }

    private void publish() {
        published = bindings.values().stream().map(Entry::binding).toList();
    }

    /** Who is registered, as of a moment ago; from any thread. */
    List<LowerBinding> registered() {
        return published;
    }

    /** The registration that was refused since the last good one, and why; from any thread. */
    Optional<String> lastRefusal() {
        return lastRefusal;
    }

    Optional<LowerBinding> find(DeviceId id) {
        return Optional.ofNullable(bindings.get(id)).map(Entry::binding);
    }

    long registrations() {
        return registrations;
    }
}
