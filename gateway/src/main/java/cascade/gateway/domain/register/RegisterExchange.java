package cascade.gateway.domain.register;

import cascade.config.UpperDomainConfig;
import cascade.gateway.domain.peer.DomainLink;
import cascade.gateway.domain.register.RegisterOutcome.Proof;
import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.domain.status.DomainStatus;
import cascade.gateway.domain.status.GbVersion;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Exchanges of REGISTERs with one upper, challenges included, each with its {@link RegisterOutcome}. Control loop only. */
final class RegisterExchange {

    private final DomainLink link;
    private final DomainStatus status;
    private final Supplier<PeerSecurity> security;

    RegisterExchange(DomainLink link, DomainStatus status, Supplier<PeerSecurity> security) {
        this.link = link;
        this.status = status;
        this.security = security;
    }

    /**
     * Sends the next REGISTER of the session.
     *
     * @param expires the lifetime asked for; zero ends the registration
     * @return always succeeds
     */
    Future<RegisterOutcome> send(
            UpperDomainConfig config, RegisterSession session, Duration expires, Optional<Duration> timeout) {
        SipRequest register = security.get().registering(session.next(expires));
        ClientTransaction transaction = link.send(register, session.peer(), timeout, UnaryOperator.identity());
        return transaction.response().transform(answer -> {
            Proof proof = proofOf(config, transaction.request());
            if (proof == Proof.SENT) {
                status.challenged();
            }
            session.finished(transaction.request());
            if (answer.succeeded()) {
                answer.result().header("Date").ifPresent(status::tellsTime);
                answer.result().header(GbVersion.HEADER).ifPresent(status::namesVersion);
            }
            return Future.succeededFuture(
                    RegisterOutcome.of(answer, transaction.request().contact(), expires, proof));
        });
    }

    private static Proof proofOf(UpperDomainConfig config, SipRequest last) {
        if (config.auth().password().isEmpty()) {
            return Proof.NO_PASSWORD;
        }
        boolean sent = last.header("Authorization").isPresent()
                || last.header("Proxy-Authorization").isPresent();
        return sent ? Proof.SENT : Proof.NOT_SENT;
    }
}
