package cascade.gateway.catalog.context;

import cascade.gateway.domain.peer.PeerProblems;
import cascade.gateway.sip.SipObserver;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The catalogs' problems, by their kind. Control loop only. */
public final class CatalogProblems {

    private final PeerProblems problems;

    public CatalogProblems(SipObserver observer, LongSupplier nanoTime) {
        problems = new PeerProblems(LoggerFactory.getLogger(CatalogProblems.class), observer, nanoTime);
    }

    /** A peer that is no longer configured. */
    public void forget(String peer) {
        problems.forget(peer);
    }

    /** @param what in plain words, without text that a peer chose freely */
    public void note(String peer, CatalogProblem problem, String what) {
        problems.note(peer, problem.label(), what);
    }

    /** @param keys adds what is special about it */
    public void note(String peer, CatalogProblem problem, String what, UnaryOperator<LoggingEventBuilder> keys) {
        problems.note(peer, problem.label(), what, keys);
    }
}
