package cascade.gateway.dispatch;

import cascade.gateway.domain.Domain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.transaction.ServerTransaction;

/**
 * Handler of one command in a MESSAGE; answers the transaction exactly once. Control loop only.
 *
 * @param <D> role of the sender
 */
@FunctionalInterface
public interface MessageHandler<D extends Domain> {

    void onMessage(ServerTransaction transaction, D sender, ManscdpMessage message);
}
