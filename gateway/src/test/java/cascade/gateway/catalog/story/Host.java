package cascade.gateway.catalog.story;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.transaction.ServerTransaction;

/** Platform on the fake network. */
interface Host {

    /** Its domain's name. */
    String name();

    SipPeer address();

    boolean isUp();

    /** Another one after each restart, so that what was sent before it is known. */
    int life();

    void onRequest(ServerTransaction transaction);
}
