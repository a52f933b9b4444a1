package cascade.gateway.domain;

import cascade.gateway.domain.peer.SkippedItems;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpException;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.gb.manscdp.ManscdpReading;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.transaction.ServerTransaction;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the MANSCDP bodies of peers, each in its charset; counts what had to be repaired. Control loop only. */
public final class PeerBodies {

    private final ManscdpReader reader;
    private final SipObserver observer;
    private final SkippedItems skippedItems = new SkippedItems();

    public PeerBodies(ManscdpReader reader, SipObserver observer) {
        this.reader = reader;
        this.observer = observer;
    }

    /** Goes on with the body, where there is one; or answers 400 when it cannot be read. */
    public void read(ServerTransaction transaction, Domain sender, Consumer<Optional<ManscdpMessage>> next) {
        if (!transaction.request().hasBody()) {
            next.accept(Optional.empty());
            return;
        }
        ManscdpReading reading;
        try {
            reading = reader.read(transaction.request().body(), sender.config().charset());
        } catch (ManscdpException unreadable) {
            if (sender instanceof LowerDomain lower
                    && PoorKeepalive.matches(transaction.request().body())) {
                observer.repaired(sender.name(), "xml-keepalive");
                next.accept(
                        Optional.of(Keepalive.ok(0, new DeviceId(lower.config().deviceId()))));
                return;
            }
            observer.rejected(sender.name(), "xml-" + unreadable.kind().code());
            transaction.refuse(400, "the body cannot be read: " + unreadable.getMessage());
            return;
        }
        reading.repairs()
                .forEach(repair -> observer.repaired(
                        sender.name(),
                        "xml-" + repair.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        skippedItems.note(sender.name(), reading.skippedItems());
        next.accept(Optional.of(reading.message()));
    }
}
