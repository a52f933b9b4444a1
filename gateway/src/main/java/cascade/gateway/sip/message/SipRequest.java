package cascade.gateway.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A SIP request (RFC 3261 section 7.1), built with {@link #builder} or read from the wire. */
public final class SipRequest extends SipMessage {

    /** Hops of a request that begins with us, and of one that does not say how many it has left. */
    public static final int MAX_FORWARDS = 70;

    /** More a request cannot have left (RFC 3261 section 20.22). */
    private static final int MOST_FORWARDS = 255;

    private final String method;
    private final SipUri uri;

    private SipRequest(Builder builder, NameAddr from, NameAddr to, String callId, CSeq cseq) {
        super(builder.vias, from, to, callId, cseq, builder.contacts, builder.headers, builder.body);
        this.method = builder.method;
        this.uri = builder.uri;
    }

    /** Upper case, e.g. {@code INVITE}. */
    public String method() {
        return method;
    }

    public boolean is(String wanted) {
        return method.equals(wanted);
    }

    public SipUri uri() {
        return uri;
    }

    /** Whether the request belongs to a dialog: it has a To tag. */
    public boolean inDialog() {
        return to().tag().isPresent();
    }

    /**
     * Hops that are left to it (Max-Forwards, <a
     * href="https://datatracker.ietf.org/doc/html/rfc3261#section-20.22">RFC 3261 section 20.22</a>).
     */
    public int maxForwards() {
        return Math.min(number("Max-Forwards").orElse(MAX_FORWARDS), MOST_FORWARDS);
    }

    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }

    public static Builder builder(String method, SipUri uri) {
        return new Builder(method, uri);
    }

    /** A builder that starts from this request. */
    public Builder toBuilder() {
        Builder copy = new Builder(method, uri)
                .from(from())
                .to(to())
                .callId(callId())
                .cseq(cseq().number())
                .body(body());
        copy.vias.addAll(vias());
        copy.contacts.addAll(contacts());
        copy.headers = headers();
        return copy;
    }

    /** Collects what a request needs; {@link #build} refuses one that lacks a mandatory field. */
    public static final class Builder {
        private final String method;
        private SipUri uri;
        private final List<Via> vias = new ArrayList<>();
        private @Nullable NameAddr from;
        private @Nullable NameAddr to;
        private @Nullable String callId;
        private long cseq = 1;
        private final List<NameAddr> contacts = new ArrayList<>();
        private Headers headers = Headers.NONE;
        private byte[] body = new byte[0];

        private Builder(String method, SipUri uri) {
            this.method = method;
            this.uri = uri;
        }

        public Builder uri(SipUri value) {
            uri = value;
            return this;
        }

        public Builder via(Via value) {
            vias.add(value);
            return this;
        }

        public Builder vias(List<Via> values) {
            vias.clear();
            vias.addAll(values);
            return this;
        }

        public Builder from(NameAddr value) {
            from = value;
            return this;
        }

        public Builder to(NameAddr value) {
            to = value;
            return this;
        }

        public Builder callId(String value) {
            callId = value;
            return this;
        }

        public Builder cseq(long number) {
            cseq = number;
            return this;
        }

        public Builder contact(NameAddr value) {
            contacts.add(value);
            return this;
        }

        public Builder header(String name, String value) {
            headers = headers.with(name, value);
            return this;
        }

        public Builder header(String name, Optional<String> value) {
            value.ifPresent(present -> header(name, present));
            return this;
        }

        public Builder replaceHeader(String name, String value) {
            headers = headers.replacing(name, value);
            return this;
        }

        public Builder headers(Headers value) {
            headers = value;
            return this;
        }

        public Builder body(byte[] bytes) {
            body = bytes;
            return this;
        }

        public Builder body(String contentType, byte[] bytes) {
            headers = headers.replacing("Content-Type", contentType);
            body = bytes;
            return this;
        }

        public SipRequest build() {
            return new SipRequest(
                    this, need(from, "From"), need(to, "To"), need(callId, "Call-ID"), new CSeq(cseq, method));
        }

        private <T> T need(@Nullable T value, String name) {
            if (value == null) {
                throw new IllegalStateException(method + ": " + name + " missing (expected: set before build)");
            }
            return value;
        }
    }
}
