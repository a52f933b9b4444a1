package cascade.gateway.domain.peer;

import cascade.gateway.sip.auth.DigestAnswer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import io.vertx.core.AsyncResult;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that is sent again with credentials when its peer asks for them (RFC 3261 section 22.2): to its user one
 * transaction. {@link #request} is the last one sent, whose CSeq is higher where there was a challenge. Control loop only.
 */
final class AuthenticatedTransaction extends SuccessiveTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticatedTransaction.class);

    /** Without credentials, with them, and once more where only their nonce was stale. */
    private static final int MAX_TRIES = 3;

    private final Function<SipRequest, ClientTransaction> sender;
    private final Credentials credentials;
    private final UnaryOperator<SipRequest> renumber;
    private SipRequest unsent;
    private int tries = 1;

    /** @param renumber gives a repeated request its CSeq, where somebody else counts */
    AuthenticatedTransaction(
            SipRequest request,
            Function<SipRequest, ClientTransaction> sender,
            Credentials credentials,
            UnaryOperator<SipRequest> renumber) {
        super(sender.apply(request));
        this.sender = sender;
        this.credentials = credentials;
        this.renumber = renumber;
        this.unsent = request;
        watch();
    }

    @Override
    void onOutcome(AsyncResult<SipResponse> outcome) {
        boolean challenged = outcome.succeeded()
                && (outcome.result().status() == 401 || outcome.result().status() == 407);
        if (!challenged || isCancelled() || tries >= MAX_TRIES) {
            finish(outcome);
            return;
        }
        switch (credentials.answer(unsent, outcome.result())) {
            case DigestAnswer.Retry(SipRequest retry) -> {
                unsent = renumber.apply(retry);
                tries++;
                goOn(sender.apply(unsent));
            }
            case DigestAnswer.GiveUp(String reason) -> {
                LOG.atWarn()
                        .addKeyValue("method", unsent.method())
                        .addKeyValue("address", peer())
                        .addKeyValue("cause", reason)
                        .log("challenge not answered");
                finish(outcome);
            }
        }
    }
}
