package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Count and log of messages that the hop's security does not believe; anybody can send them at will. Control loop only. */
final class Disbelief {

    /** Label by which they are counted. */
    static final String LABEL = "not-believed";

    private static final Logger LOG = LoggerFactory.getLogger(Disbelief.class);
    private static final int LINES = 10;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final EndpointContext context;
    /** By the peer's name: each has a budget of its own. */
    private final Map<String, LogBudget> budgets = new HashMap<>();

    Disbelief(EndpointContext context) {
        this.context = context;
    }

    void note(SipMessage message, SipPeer source, String label, String why) {
        context.observer().rejected(label, LABEL);
        budgets.computeIfAbsent(label, name -> new LogBudget(LINES, INTERVAL, context::nanoTime))
                .tryTake()
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue("peer", label)
                        .addKeyValue("address", source)
                        .addKeyValue("method", message.startLine())
                        .addKeyValue("callId", message.callId())
                        .addKeyValue("cause", why)
                        .addKeyValue("suppressed", suppressed)
                        .log("message not believed"));
    }
}
