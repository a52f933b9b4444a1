package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.peer.MessageRoom;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogPages;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.PageLimits;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.subscription.Notifier;
import java.util.stream.Stream;

/**
 * Bodies of one subscription's catalog NOTIFYs: as many changes each as a message to the upper holds. Control loop only.
 */
final class NotifyPages {

    /** By which a message with the root Response is longer. */
    private static final int LONGER_ROOT = 2 * ("Response".length() - "Notify".length());

    private final UpperDomain upper;
    private final CatalogContext context;
    private final Notifier notifier;
    private final DeviceId scope;
    private final ManscdpWriter writer;
    private final NotifiedItems items;
    private final MessageRoom room;

    NotifyPages(UpperDomain upper, CatalogContext context, Notifier notifier, DeviceId scope) {
        this.upper = upper;
        this.context = context;
        this.notifier = notifier;
        this.scope = scope;
        this.writer = new ManscdpWriter(
                upper.config().charset(), upper.config().profile().gb18030Bytes());
        this.items = new NotifiedItems(upper.config().edition());
        this.room = MessageRoom.of(upper.config(), context.settings().get());
    }

    /** @param changes at least one */
    CatalogNotify next(Stream<SharedChange> changes) {
        return CatalogPages.notification(
                upper.link().nextSn(), scope, changes.map(items::of).iterator(), limits(), writer);
    }

    private PageLimits limits() {
        Dialog dialog = notifier.dialog();
        SipRequest example = notifier.headed(SipRequest.builder("NOTIFY", dialog.remoteTarget())
                        .from(dialog.local())
                        .to(dialog.remote())
                        .callId(dialog.callId())
                        .contact(upper.link().localContact()))
                .build();
        PageLimits limits = room.limits(example, context.config().notifyBatch());
        return new PageLimits(limits.maxItems(), Math.max(1, limits.maxBodyBytes() - LONGER_ROOT));
    }

    byte[] write(CatalogNotify notify) {
        return switch (upper.config().profile().notifyRoot()) {
            case NOTIFY -> upper.link().write(notify);
            case RESPONSE -> upper.link().write(notify.toResponse());
        };
    }
}
