package cascade.gateway.dispatch;

import cascade.gateway.domain.Domain;
import cascade.gateway.domain.peer.PeerText;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answer to commands that the gateway does not serve: 501, with the command, its channel and its SN in the Warning and in
 * a log line, one each interval and peer. Control loop only.
 */
public final class NotServed {

    private static final Logger LOG = LoggerFactory.getLogger(NotServed.class);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final String LABEL = "unsupported-command";

    private final SipObserver observer;
    private final LongSupplier nanoTime;
    private final Map<String, LogBudget> budgets = new HashMap<>();

    /** @param nanoTime a clock that only goes forward */
    public NotServed(SipObserver observer, LongSupplier nanoTime) {
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    public void refuse(ServerTransaction transaction, Domain sender, ManscdpMessage message) {
        String command = message.root().element() + " " + PeerText.shown(message.cmdType());
        String channel = message.target().map(DeviceId::value).orElse("none");
        observer.rejected(sender.name(), LABEL);
        budgets.computeIfAbsent(sender.name(), name -> new LogBudget(LOG_INTERVAL, nanoTime))
                .tryTake()
                .ifPresent(suppressed -> LOG.atWarn()
                        .addKeyValue("peer", sender.name())
                        .addKeyValue("errorCode", LABEL)
                        .addKeyValue("command", command)
                        .addKeyValue("channel", channel)
                        .addKeyValue("sn", message.sn())
                        .addKeyValue("callId", transaction.request().callId())
                        .addKeyValue("suppressed", suppressed)
                        .log("command that is not served"));
        transaction.refuse(501, command + " is not served (channel " + channel + ", SN " + message.sn() + ")");
    }
}
