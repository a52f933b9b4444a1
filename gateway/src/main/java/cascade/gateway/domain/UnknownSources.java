package cascade.gateway.domain;

import cascade.config.gateway.UnknownSource;
import cascade.gateway.domain.identify.RejectReason;
import cascade.gateway.domain.identify.Stranger;
import cascade.gateway.domain.identify.StrangerBook;
import cascade.gateway.domain.peer.PeerText;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.transaction.ServerTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns away who is not a configured platform, or not from where it may speak: 403 with a Warning in plain words, or
 * silence, as configured; counted, remembered by source ({@link #list}), and logged now and then. Control loop only.
 */
public final class UnknownSources {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownSources.class);

    private final DomainDirectory domains;
    private UnknownSource unknownSource;
    private final SipObserver observer;
    private final InstantSource clock;
    private final StrangerBook book;

    UnknownSources(DomainDirectory domains, UnknownSource unknownSource, DomainContext context) {
        this.domains = domains;
        this.unknownSource = unknownSource;
        this.observer = context.observer();
        this.clock = context.clock();
        this.book = new StrangerBook(context.nanoTime());
    }

    void reconfigure(UnknownSource next) {
        unknownSource = next;
    }

    /**
     * Answers a request that is neither an upper's nor a lower's.
     *
     * @return why, for people
     */
    public String refuse(ServerTransaction transaction) {
        String id = transaction.request().from().uri().user();
        RejectReason why =
                domains.isKnownId(transaction.source(), id) ? RejectReason.FOREIGN_ADDRESS : RejectReason.UNKNOWN_ID;
        refuse(transaction, why);
        return why.text();
    }

    void refuse(ServerTransaction transaction, RejectReason why) {
        refuse(transaction, why, 403);
    }

    void refuse(ServerTransaction transaction, RejectReason why, int status) {
        observer.rejected(domains.domainOf(transaction.source()).orElse(SipObserver.UNKNOWN), why.label());
        note(transaction, why);
        if (why.isStranger() && unknownSource == UnknownSource.DROP) {
            transaction.ignore();
        } else {
            transaction.refuse(status, why.text());
        }
    }

    /** Sources that were turned away, the last first. */
    public List<Stranger> list() {
        return book.list();
    }

    private void note(ServerTransaction transaction, RejectReason why) {
        SipPeer source = transaction.source();
        String id = transaction.request().from().uri().user();
        Optional<Domain> nearest = domains.nearest(source, id);
        Instant now = clock.instant();
        var stranger = new Stranger(
                source.network(),
                source.authority(),
                PeerText.shown(id),
                PeerText.shown(transaction.request().method()),
                why.label(),
                1,
                now,
                now,
                nearest.map(Domain::name));
        nearest.ifPresent(
                domain -> domain.onTurnedAway(why.text() + ": " + stranger.id() + " at " + stranger.address()));
        book.note(source, stranger)
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue("method", stranger.method())
                        .addKeyValue("gbId", stranger.id())
                        .addKeyValue("address", source)
                        .addKeyValue("errorCode", why.label())
                        .addKeyValue("nearest", stranger.nearest().orElse(""))
                        .addKeyValue("suppressed", suppressed)
                        .log("turned away"));
    }
}
