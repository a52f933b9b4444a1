package cascade.gateway.sip.message;

import java.util.ArrayList;
import java.util.List;

/** A SIP response (RFC 3261 section 7.2), built with {@link #to} or read from the wire. */
public final class SipResponse extends SipMessage {

    private final int status;
    private final String reason;

    SipResponse(
            int status,
            String reason,
            List<Via> vias,
            NameAddr from,
            NameAddr to,
            String callId,
            CSeq cseq,
            List<NameAddr> contacts,
            Headers headers,
            byte[] body) {
        super(vias, from, to, callId, cseq, contacts, headers, body);
        this.status = status;
        this.reason = reason;
    }

    /** 100 to 699. */
    public int status() {
        return status;
    }

    /** Free text, possibly empty, possibly Chinese. */
    public String reason() {
        return reason;
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** This response with one more header field. */
    public SipResponse withHeader(String name, String value) {
        return new SipResponse(
                status,
                reason,
                vias(),
                from(),
                to(),
                callId(),
                cseq(),
                contacts(),
                headers().with(name, value),
                body());
    }

    /** This response as short as it may be: without headers that only explain, and without a body. */
    public SipResponse bare() {
        Headers needed = new Headers(headers().fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase("Warning")
                        && !field.name().equalsIgnoreCase("Content-Type"))
                .toList());
        return new SipResponse(status, reason, vias(), from(), to(), callId(), cseq(), contacts(), needed, new byte[0]);
    }

    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + reason;
    }

    /**
     * An answer to that request with the usual reason phrase (RFC 3261 section 8.2.6), and with its route where a dialog
     * may come of it (section 12.1.1).
     */
    public static Builder to(SipRequest request, int status) {
        return new Builder(request, status, ReasonPhrase.of(status));
    }

    /** Collects what the answer adds to the fields it copies from the request. */
    public static final class Builder {
        private final SipRequest request;
        private final int status;
        private String reason;
        private NameAddr to;
        private final List<NameAddr> contacts = new ArrayList<>();
        private Headers headers = Headers.NONE;
        private byte[] body = new byte[0];

        private Builder(SipRequest request, int status, String reason) {
            if (status < 100 || status > 699) {
                throw new IllegalArgumentException("status: " + status + " (expected: 100 to 699)");
            }
            this.request = request;
            this.status = status;
            this.reason = reason;
            this.to = request.to();
            boolean mayMakeDialog = status > 100 && status < 300 && (request.is("INVITE") || request.is("SUBSCRIBE"));
            if (mayMakeDialog) {
                request.headers().all("Record-Route").forEach(route -> header("Record-Route", route));
            }
        }

        public Builder reason(String text) {
            reason = text;
            return this;
        }

        /** The UAS's tag; ignored where the request already carries one. */
        public Builder toTag(String tag) {
            if (to.tag().isEmpty()) {
                to = to.withTag(tag);
            }
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

        /**
         * Why a request was refused, in plain words, as a Warning header (RFC 3261 section 20.43).
         *
         * @param agent who says it, our host or id
         */
        public Builder warning(int code, String agent, String text) {
            return header("Warning", code + " " + agent + " \"" + text.replaceAll("[\"\\\\\\p{Cntrl}]", "'") + "\"");
        }

        public Builder body(String contentType, byte[] bytes) {
            headers = headers.replacing("Content-Type", contentType);
            body = bytes;
            return this;
        }

        public SipResponse build() {
            return new SipResponse(
                    status,
                    reason,
                    request.vias(),
                    request.from(),
                    to,
                    request.callId(),
                    request.cseq(),
                    contacts,
                    headers,
                    body);
        }
    }
}
