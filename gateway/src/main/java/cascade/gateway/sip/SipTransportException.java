package cascade.gateway.sip;

import org.jspecify.annotations.Nullable;

/** A message could not be handed to the network: connection refused, address unreachable, no listening point. */
public final class SipTransportException extends Exception {

    public SipTransportException(String what, @Nullable Throwable cause) {
        super(what, cause, false, false);
    }
}
