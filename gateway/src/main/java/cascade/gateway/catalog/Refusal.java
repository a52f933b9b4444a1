package cascade.gateway.catalog;

import cascade.gateway.sip.ServerTransaction;

/** A refusal that says why, in plain words (RFC 3261 section 20.43). */
final class Refusal {

    private static final int MISCELLANEOUS = 399;

    private Refusal() {}

    static void answer(ServerTransaction transaction, int status, String why) {
        transaction.respond(transaction
                .answer(status)
                .warning(MISCELLANEOUS, transaction.local().advertisedHost(), why)
                .build());
    }
}
