package cascade.gateway.sip;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What both server transactions of RFC 3261 section 17.2 share. */
abstract sealed class ServerTx implements ServerTransaction permits InviteServerTx, NonInviteServerTx {

    final TransactionContext context;
    private final SipRequest request;
    private final RequestSource requestSource;
    private final SipPeer source;
    private final ListeningPoint local;
    private final String localTag;
    private final Consumer<ServerTx> onGone;
    private final long startedNanos;
    private byte @Nullable [] lastAnswer;
    private boolean answered;

    ServerTx(
            TransactionContext context,
            SipRequest request,
            RequestSource source,
            ListeningPoint local,
            String localTag,
            Consumer<ServerTx> onGone) {
        this.context = context;
        this.request = request;
        this.requestSource = source;
        this.source = source.peer();
        this.local = local;
        this.localTag = localTag;
        this.onGone = onGone;
        this.startedNanos = context.nanoTime();
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

    /** The same request came again. */
    final void onRepeatedRequest() {
        context.observer().retransmitted(context.domainOf(source), "received");
        sendLastAgain();
    }

    final void send(SipResponse response) {
        SipResponse complete = withUserAgent(response);
        byte[] bytes = SipWriter.write(complete);
        lastAnswer = bytes;
        String domain = context.domainOf(source);
        context.observer().sent(domain, request.method(), Integer.toString(response.status()));
        if (!response.isProvisional()) {
            answered = true;
            context.observer()
                    .transaction(domain, request.method(), Duration.ofNanos(context.nanoTime() - startedNanos));
        }
        context.transmitAnswer(bytes, request, source);
    }

    final void sendLastAgain() {
        if (lastAnswer != null) {
            context.observer().retransmitted(context.domainOf(source), "response");
            context.transmitAnswer(lastAnswer, request, source);
        }
    }

    /** From now on a repeated request is absorbed without an answer. */
    final void forgetAnswer() {
        lastAnswer = null;
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
    abstract void abandon();

    final void gone() {
        onGone.accept(this);
    }
}
