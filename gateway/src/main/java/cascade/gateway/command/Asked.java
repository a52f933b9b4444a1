package cascade.gateway.command;

import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.hop.UserIdentity;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.transaction.ServerTransaction;

/**
 * Command as an upper asked for it.
 *
 * @param transaction its MESSAGE, which is answered at once
 * @param row what it calls for
 */
record Asked(ServerTransaction transaction, UpperDomain upper, ManscdpMessage message, CommandRow row) {

    /** The id that it is about, or empty. */
    String target() {
        return message.target().map(DeviceId::value).orElse("");
    }

    /** Whom the message names, or empty. */
    String user() {
        return transaction.request().header(UserIdentity.HEADER).orElse("");
    }

    /** The changing part of a control, for the audit. */
    String detail() {
        return row.element()
                .flatMap(element -> MessageFields.text(message, element))
                .orElse("");
    }

    /** The MESSAGE is taken; what it asks for follows. */
    void take() {
        transaction.respond(transaction.answer(200).build());
    }
}
