package cascade.gateway.domain;

import cascade.config.Edition;
import cascade.config.LowerDomainConfig;
import cascade.config.Profile;
import cascade.config.gateway.SipConfig;
import cascade.config.quirk.UnregisteredKeepalive;
import cascade.gateway.domain.identify.RejectReason;
import cascade.gateway.domain.peer.DigestAlgorithms;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.GbVersion;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.auth.AuthFailures;
import cascade.gateway.sip.auth.DigestServer;
import cascade.gateway.sip.auth.DigestSettings;
import cascade.gateway.sip.auth.DigestVerdict;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes the REGISTERs and keepalives of the lower platforms (RFC 3261 section 10.3, GB/T 28181-2016 9.1.2 and 9.6), and
 * answers every one of them.
 *
 * <p>Where a password is required every REGISTER is challenged: refreshes with a known Call-ID and de-registrations too.
 * Control loop only.
 */
public final class Registrar {

    private static final int SECRET_BYTES = 32;
    private static final int MAX_USED_NONCES = 1024;
    private static final int MAX_FAILING_SOURCES = 4096;
    private static final Duration FAILURE_WINDOW = Duration.ofMinutes(1);

    private final DomainDirectory domains;
    private final UnknownSources strangers;
    private SipConfig settings;
    private final DomainContext context;
    private AuthFailures failures;
    private final Map<LowerDomain, DigestServer> digests = new HashMap<>();
    private final Redirector redirector;

    Registrar(DomainDirectory domains, UnknownSources strangers, SipConfig settings, DomainContext context) {
        this.domains = domains;
        this.strangers = strangers;
        this.settings = settings;
        this.context = context;
        this.failures = newFailures(settings, context);
        this.redirector = new Redirector(context.nanoTime());
    }

    private static AuthFailures newFailures(SipConfig settings, DomainContext context) {
        return new AuthFailures(
                settings.maxAuthFailures(),
                settings.maxHostAuthFailures(),
                FAILURE_WINDOW,
                MAX_FAILING_SOURCES,
                context.nanoTime());
    }

    /** Other limits from now on; nonces that were given out are forgotten with the old ones. */
    void reconfigure(SipConfig next) {
        settings = next;
        failures = newFailures(next, context);
        digests.clear();
    }

    /** Another realm or password, or gone: nonces that were given out are worth nothing. */
    void forget(LowerDomain lower) {
        digests.remove(lower);
        redirector.forget(lower.name());
    }

    public void onRegister(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Optional<LowerDomain> lower =
                domains.lowerById(transaction.source(), request.from().uri().user());
        if (lower.isEmpty() || !lower.get().isAllowedFrom(transaction.source())) {
            strangers.refuse(transaction);
        } else if (lower.get().config().auth().required()) {
            authenticate(transaction, lower.get(), () -> accept(transaction, lower.get()));
        } else if (lower.get().mayMoveTo(transaction.source())) {
            accept(transaction, lower.get());
        } else {
            lower.get().refused(FailureKind.TURNED_AWAY, RejectReason.BOUND_ELSEWHERE.text());
            strangers.refuse(transaction, RejectReason.BOUND_ELSEWHERE);
        }
    }

    private void authenticate(ServerTransaction transaction, LowerDomain lower, Runnable accepted) {
        String password = lower.config().auth().password().orElseThrow().value();
        DigestServer digest = digests.computeIfAbsent(lower, this::newDigest);
        boolean registered = lower.isBoundTo(transaction.source());
        switch (digest.verify(transaction.request(), transaction.source().address(), registered, password)) {
            case DigestVerdict.Accepted() -> accepted.run();
            case DigestVerdict.Challenged(var challenges, boolean failed, String reason) -> {
                if (failed) {
                    lower.refused(FailureKind.PASSWORD, reason);
                } else {
                    lower.challenged();
                }
                SipResponse.Builder answer = answer(transaction, lower, 401);
                Optional<SipResponse.Builder> other = lower.security().challenge(transaction.request(), answer);
                if (other.isPresent()) {
                    transaction.respond(other.get().build());
                    return;
                }
                challenges.forEach(challenge -> answer.header("WWW-Authenticate", challenge.toHeader()));
                transaction.respond(answer.build());
            }
            case DigestVerdict.Refused(int status, String reason) ->
                refuse(transaction, lower, FailureKind.PASSWORD, status, reason);
        }
    }

    private DigestServer newDigest(LowerDomain lower) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Profile profile = lower.config().profile();
        var limits = new DigestSettings(
                DigestAlgorithms.of(profile.challengeDigest()),
                profile.challengeQop(),
                settings.nonceLifetime(),
                MAX_USED_NONCES);
        String realm = new DeviceId(lower.config().localDeviceId()).domainCode();
        return new DigestServer(realm, limits, failures, secret, context.nanoTime());
    }

    private void accept(ServerTransaction transaction, LowerDomain lower) {
        SipRequest request = transaction.request();
        Duration lifetime = lifetime(request, lower.config());
        boolean all = request.header("Contact").filter("*"::equals).isPresent();
        if (all && !lifetime.isZero()) {
            refuse(transaction, lower, FailureKind.REFUSED, 400, "Contact: * ends registrations and needs Expires: 0");
            return;
        }
        if (!lower.config().redirectTo().isEmpty() && !lifetime.isZero()) {
            redirect(transaction, lower, lifetime);
            return;
        }
        request.header("Date").ifPresent(lower::tellsTime);
        request.header(GbVersion.HEADER).ifPresent(lower::namesVersion);
        Future<Void> kept =
                lifetime.isZero() ? lower.forget() : lower.keep(transaction.source(), request.callId(), lifetime);
        kept.onComplete(written -> accepted(transaction, lower, lifetime));
    }

    /** What the answer promises has been written. */
    private void accepted(ServerTransaction transaction, LowerDomain lower, Duration lifetime) {
        // the answer goes first: what being online sets off must not overtake it
        transaction.respond(success(transaction, lower, lifetime));
        if (lifetime.isZero()) {
            lower.unbind();
        } else {
            lower.bind(transaction.source(), transaction.request().callId(), lifetime);
        }
    }

    /** Another platform takes it: what we had of it ends, as if it had de-registered. */
    private void redirect(ServerTransaction transaction, LowerDomain lower, Duration lifetime) {
        NameAddr target = redirector.next(lower.config(), lifetime);
        transaction.respond(answer(transaction, lower, 302)
                .contact(target)
                .header("Expires", Long.toString(lifetime.toSeconds()))
                .build());
        lower.redirected(target.uri().toString());
    }

    /** The lifetime asked for, brought within the limits; hardly any product understands 423. */
    private static Duration lifetime(SipRequest request, LowerDomainConfig config) {
        OptionalInt asked = request.expires();
        Duration max = config.register().maxExpires();
        if (asked.isEmpty()) {
            return max;
        }
        Duration lifetime = Duration.ofSeconds(asked.getAsInt());
        if (lifetime.isZero() || lifetime.compareTo(max) > 0) {
            return lifetime.isZero() ? lifetime : max;
        }
        Duration min = config.register().minExpires();
        return lifetime.compareTo(min) < 0 ? min : lifetime;
    }

    private SipResponse success(ServerTransaction transaction, LowerDomain lower, Duration lifetime) {
        String seconds = Long.toString(lifetime.toSeconds());
        SipResponse.Builder answer = answer(transaction, lower, 200);
        for (NameAddr contact : transaction.request().contacts()) {
            answer.contact(contact.params().containsKey("expires") ? contact.withParam("expires", seconds) : contact);
        }
        Instant now = context.clock().instant();
        String date = switch (lower.config().profile().dateForm()) {
            case MILLIS -> GbDate.toHeader(now);
            case SECONDS -> GbDate.toElement(now);
        };
        return answer.header("Expires", seconds).header("Date", date).build();
    }

    private void refuse(ServerTransaction transaction, LowerDomain lower, FailureKind kind, int status, String reason) {
        lower.refused(kind, reason);
        transaction.respond(answer(transaction, lower, status)
                .warning(
                        ServerTransaction.MISCELLANEOUS_WARNING,
                        transaction.local().authority(),
                        reason)
                .build());
    }

    /** Every answer to a REGISTER names the edition from 2022 on (GB/T 28181-2022 annex I). */
    private static SipResponse.Builder answer(ServerTransaction transaction, LowerDomain lower, int status) {
        SipResponse.Builder answer = transaction.answer(status);
        Edition edition = lower.config().edition();
        return edition == Edition.GB2022 ? answer.header(GbVersion.HEADER, edition.gbVersion()) : answer;
    }

    /** A keepalive counts where its sender is registered, or need not be; else the answer makes it register again. */
    public void onKeepalive(ServerTransaction transaction, Keepalive keepalive) {
        Optional<LowerDomain> lower = domains.lowerById(
                transaction.source(), transaction.request().from().uri().user());
        if (lower.isEmpty() || !lower.get().isAllowedFrom(transaction.source())) {
            strangers.refuse(transaction);
        } else if (lower.get().onKeepalive(transaction.source())) {
            keep(transaction, lower.get(), keepalive);
        } else {
            sendToRegister(transaction, lower.get(), keepalive);
        }
    }

    /** By profile: products differ in what makes them register. A plain 200 would leave the platform half-dead. */
    private void sendToRegister(ServerTransaction transaction, LowerDomain lower, Keepalive keepalive) {
        boolean password = lower.config().auth().required();
        UnregisteredKeepalive manner = lower.config().profile().unregisteredKeepalive();
        if (manner == UnregisteredKeepalive.CHALLENGE && password) {
            authenticate(transaction, lower, () -> registerBy(transaction, lower, keepalive));
        } else if (manner == UnregisteredKeepalive.REGISTER && !password && lower.mayMoveTo(transaction.source())) {
            registerBy(transaction, lower, keepalive);
        } else {
            int status = manner == UnregisteredKeepalive.NOT_FOUND ? 404 : 403;
            strangers.refuse(transaction, RejectReason.NOT_REGISTERED, status);
        }
    }

    private void keep(ServerTransaction transaction, LowerDomain lower, Keepalive keepalive) {
        transaction.respond(transaction.answer(200).build());
        keepalive.status().filter("ERROR"::equalsIgnoreCase).ifPresent(error -> lower.reportsFault());
        if (lower.reportsFailing(keepalive.failing())) {
            domains.uppers().forEach(UpperDomain::onFailingChanged);
        }
    }

    /** Its own registration may last for long; keepalives that stay away end this one sooner. */
    private void registerBy(ServerTransaction transaction, LowerDomain lower, Keepalive keepalive) {
        Duration lifetime = lower.config().register().maxExpires();
        lower.keep(transaction.source(), "", lifetime).onComplete(written -> {
            keep(transaction, lower, keepalive);
            lower.bind(transaction.source(), "", lifetime);
        });
    }
}
