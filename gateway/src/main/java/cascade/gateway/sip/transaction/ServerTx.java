package cascade.gateway.sip.transaction;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What both server transactions of RFC 3261 section 17.2 share. */
public abstract sealed class ServerTx implements ServerTransaction permits InviteServerTx, NonInviteServerTx {

    final TransactionContext context;
    private final SipRequest request;
    private final RequestSource requestSource;
    private final SipPeer source;
    private final ListeningPoint local;
    private final String localTag;
    private final MessageSecurity security;
    private final Consumer<ServerTx> onGone;
    private byte @Nullable [] lastAnswer;
    private boolean answered;
    /** What may still be sent to an unproven address: never more than came from there. */
    private long creditBytes;

    ServerTx(
            TransactionContext context,
            SipRequest request,
            RequestSource source,
            ListeningPoint local,
            String localTag,
            MessageSecurity security,
            Consumer<ServerTx> onGone) {
        this.context = context;
        this.request = request;
        this.requestSource = source;
        this.source = source.peer();
        this.local = local;
        this.localTag = localTag;
        this.security = security;
        this.onGone = onGone;
        this.creditBytes = source.bytes();
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public SipPeer source() {
        return source;
    }

    @Override
    public Set<String> domains() {
        return requestSource.domains();
    }

    final RequestSource requestSource() {
        return requestSource;
    }

    @Override
    public ListeningPoint local() {
        return local;
    }

    @Override
    public String localTag() {
        return localTag;
    }

    /** Security of the hop on which the request came, and its ACK and CANCEL. */
    public final MessageSecurity security() {
        return security;
    }

    /** The same request came again. */
    public final void onRepeatedRequest(RequestSource from) {
        creditBytes += from.bytes();
        context.observer().retransmitted(context.domainOf(source), "received");
        sendLastAgain();
    }

    final void send(SipResponse response) {
        byte[] bytes = SipWriter.write(security.sealed(withUserAgent(response)));
        // a challenge has nothing to leave out
        if (requestSource.isUnproven() && bytes.length > creditBytes && response.status() != 401) {
            bytes = SipWriter.write(security.sealed(response.bare()));
        }
        lastAnswer = bytes;
        context.observer().sent(context.domainOf(source), request.method(), Integer.toString(response.status()));
        answered |= !response.isProvisional();
        transmit(bytes);
    }

    final void sendLastAgain() {
        if (lastAnswer != null) {
            context.observer().retransmitted(context.domainOf(source), "response");
            transmit(lastAnswer);
        }
    }

    /** The bytes of the final answer, where one was sent. */
    final Optional<byte[]> finalAnswer() {
        return answered ? Optional.ofNullable(lastAnswer) : Optional.empty();
    }

    /** From now on a repeated request is absorbed without an answer. */
    final void forgetAnswer() {
        lastAnswer = null;
    }

    /** Answers to an INVITE are repeated, all others are sent once for each request. */
    private boolean isBounded() {
        return requestSource.isUnproven() && request.is("INVITE");
    }

    private void transmit(byte[] bytes) {
        if (isBounded()) {
            if (bytes.length > creditBytes) {
                context.observer().rejected(SipObserver.UNKNOWN, "amplification");
                return;
            }
            creditBytes -= bytes.length;
        }
        context.transmitAnswer(bytes, request, source);
    }

    private SipResponse withUserAgent(SipResponse response) {
        return response.header("User-Agent").isPresent()
                ? response
                : response.withHeader("User-Agent", context.settings().userAgent());
    }

    final boolean isReliable() {
        return source.transport().isReliable();
    }

    @Override
    public final boolean isAnswered() {
        return answered;
    }

    @Override
    public final void ignore() {
        abandon();
    }

    /** Ends without another word. */
    public abstract void abandon();

    final void gone() {
        onGone.accept(this);
    }
}
