package cascade.gateway.bench.peer;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lower platform: registers, gives its catalog, takes calls, notifies of channels that come and go. Its answers depend on the request
 * alone, so a repeated request gets the same one. The loop's thread.
 */
public final class LowerPeer extends Peer {

    private static final byte[] CATALOG_QUERY = ascii("<CmdType>Catalog</CmdType>");
    private static final byte[] SN = ascii("<SN>");
    private static final byte[] SN_END = ascii("</SN>");
    private static final byte[] SSRC = ascii("y=");
    private static final byte[] END_OF_LINE = ascii("\r\n");
    private static final byte[] SUBSCRIBED = ascii("Expires: 3600\r\n");
    private static final int LIFETIME = 3_600;
    private static final Duration KEEPALIVE = Duration.ofSeconds(60);

    private final MediaSource media;
    private final List<String> channels;
    private final Optional<String> password;
    private final Refusals refusals = new Refusals();
    private final Map<String, InviteDialog> calls = new LinkedHashMap<>();

    private boolean registered;
    private boolean keptAlive;
    private Optional<CatalogFeed> feed = Optional.empty();
    private Optional<NotifyDialog> subscription = Optional.empty();
    private int expires = LIFETIME;
    private long cseq;
    private long invited;
    private int queries;

    public LowerPeer(
            PeerLoop loop,
            ClientTransactions transactions,
            PeerAddress self,
            PeerAddress gateway,
            List<String> channels,
            Optional<String> password)
            throws IOException {
        super(loop, transactions, self, gateway);
        this.media = new MediaSource(loop, self.socket());
        this.channels = channels;
        this.password = password;
    }

    /** Streams that begin from now on have a packet each {@code interval}, instead of now and then. */
    public void sendMediaEvery(Duration interval, int packetBytes) {
        media.every(interval, packetBytes);
    }

    public boolean isRegistered() {
        return registered;
    }

    /** Whether the gateway has its whole catalog and subscribed to changes of it. */
    public boolean isKnown() {
        return feed.isPresent() && feed.get().isDone() && subscription.isPresent();
    }

    public Optional<NotifyDialog> subscription() {
        return subscription;
    }

    /** INVITEs that came, repeated ones too. */
    public long invited() {
        return invited;
    }

    /** Catalog queries that came, repeated ones too. */
    public int queries() {
        return queries;
    }

    /** Its requests that were answered otherwise than 200, or not. */
    public Refusals refusals() {
        return refusals;
    }

    /** Ends its oldest calls by BYE; what is answered is counted there. */
    public void endCalls(int count, Refusals answers) {
        List.copyOf(calls.values()).stream().limit(count).forEach(call -> call.end(answers));
        List.copyOf(calls.keySet()).stream().limit(count).forEach(callId -> {
            media.end(callId);
            calls.remove(callId);
        });
    }

    public List<String> channels() {
        return channels;
    }

    public void register() {
        register("");
    }

    /** Takes its leave. */
    public void unregister() {
        expires = 0;
        register("");
        registered = false;
    }

    /** Comes back; it gives its catalog anew when it is asked. */
    public void registerAgain() {
        expires = LIFETIME;
        feed = Optional.empty();
        register("");
    }

    private void register(String authorization) {
        connect();
        long branch = transactions.newBranch();
        cseq++;
        byte[] request = request(ascii("REGISTER " + gateway.uri() + " SIP/2.0\r\n"), branch)
                .put("From: <" + self.uri() + ">;tag=r1\r\nTo: <" + self.uri() + ">\r\nCall-ID: r" + self.id()
                        + "\r\nCSeq: " + cseq + " REGISTER\r\nExpires: " + expires + "\r\n" + authorization)
                .put(contact)
                .end();
        send(branch, request, refusals.watching(ok -> onRegistered(), refusal -> {
            boolean challenged = refusal.status() == 401 && password.isPresent() && authorization.isEmpty();
            if (challenged) {
                register(Digest.authorization(
                        refusal.text(Header.CHALLENGE), self.id(), password.get(), "REGISTER", gateway.uri()));
            }
            return challenged;
        }));
    }

    private void onRegistered() {
        boolean already = registered;
        registered = expires > 0;
        if (registered && !already && !keptAlive) {
            keptAlive = true;
            loop.after(KEEPALIVE, this::keepAlive);
        }
    }

    private void keepAlive() {
        if (registered) {
            long branch = transactions.newBranch();
            byte[] request = request(ascii("MESSAGE " + gateway.uri() + " SIP/2.0\r\n"), branch)
                    .put("From: <" + self.uri() + ">;tag=k1\r\nTo: <" + gateway.uri() + ">\r\nCall-ID: k" + branch
                            + "\r\nCSeq: 1 MESSAGE\r\n")
                    .end(
                            MANSCDP,
                            ascii(
                                    "<?xml version=\"1.0\"?>\r\n<Notify>\r\n<CmdType>Keepalive</CmdType>\r\n<SN>1</SN>\r\n<DeviceID>"
                                            + self.id() + "</DeviceID>\r\n<Status>OK</Status>\r\n</Notify>\r\n"));
            send(branch, request, refusals.watching(ok -> {}, refusal -> false));
        }
        loop.after(KEEPALIVE, this::keepAlive);
    }

    @Override
    public void onRequest(ReceivedMessage request) {
        switch (request.method()) {
            case 'I' -> answerInvite(request);
            case 'S' -> {
                MessageWriter ok = answer(request, OK);
                request.copyLine(Header.EVENT, ok);
                send(ok.endLine().put(contact).put(SUBSCRIBED).end());
                if (subscription.isEmpty()) {
                    subscription = Optional.of(new NotifyDialog(this, request));
                }
            }
            case 'M' -> {
                accept(request);
                queries += request.bodyHas(CATALOG_QUERY) ? 1 : 0;
                if (request.bodyHas(CATALOG_QUERY) && feed.isEmpty()) {
                    feed = Optional.of(new CatalogFeed(this, request.inBody(SN, SN_END)));
                    feed.get().start();
                }
            }
            case 'A' -> {}
            case 'B' -> {
                media.end(request);
                calls.remove(request.text(Header.CALL_ID));
                accept(request);
            }
            default -> accept(request);
        }
    }

    private void answerInvite(ReceivedMessage request) {
        invited++;
        String ssrc = request.inBody(SSRC, END_OF_LINE);
        String host = self.host();
        byte[] sdp = ascii("v=0\r\no=" + self.id() + " 0 0 IN IP4 " + host + "\r\ns=Play\r\nc=IN IP4 " + host
                + "\r\nt=0 0\r\n" + media.start(request, ssrc) + "a=sendonly\r\na=rtpmap:96 PS/90000\r\ny=" + ssrc
                + "\r\n");
        send(answer(request, OK).put(contact).end(SDP, sdp));
        calls.computeIfAbsent(request.text(Header.CALL_ID), callId -> new InviteDialog(this, request));
    }
}
