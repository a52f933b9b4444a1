package cascade.gateway.media;

import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Viewer leg of a stream as control sees it: an RTP/RTCP port pair or TCP connection towards one receiver, under an SSRC
 * of its own.
 *
 * <p>Methods may be called from any thread; a failure is a {@link MediaException}. What a re-INVITE may change is changed
 * here while packets flow (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-8">RFC 3264 section 8</a>): the
 * remote address by {@link #moveTo}, the direction by {@link #hold} and {@link #resume}. Another transport needs a new
 * leg: open it on the same stream, answer with its address, start it, and close this one; both may stand at once, also
 * under one SSRC, and the stream's other viewers lose nothing.
 */
public interface MediaViewer {

    long id();

    /** Local address of the leg: what our answer says. It stays for as long as the leg lives. */
    LegAddress local();

    /** Lets packets go to the viewer. Idempotent. */
    Future<Void> start();

    /**
     * Changes the remote address of the leg; local ports, SSRC and counters stay. Over UDP the next packet goes there,
     * and RTCP counts as the viewer's from there only. Over TCP a standing connection that fits is kept; else it is
     * closed, and we connect or wait anew (<a href="https://datatracker.ietf.org/doc/html/rfc4145">RFC 4145</a>). The
     * same address again changes nothing.
     *
     * <p>Fails, and leaves the leg as it was, with {@link MediaException.AddressNotAllowed} outside the peer's networks,
     * {@link MediaException.NotSupported} for another IP version, and {@link MediaException.Indistinguishable} where all
     * legs share one port pair and another leg has that address and SSRC.
     *
     * @param rtcp where {@code a=rtcp} names one; else the RTP port + 1
     */
    Future<Void> moveTo(InetSocketAddress rtp, Optional<InetSocketAddress> rtcp);

    /**
     * Stops RTP to the viewer ({@code a=inactive} or {@code a=sendonly} of its offer); RTCP goes on, as <a
     * href="https://datatracker.ietf.org/doc/html/rfc3264#section-8.4">RFC 3264 section 8.4</a> wants it, and a TCP
     * connection stands. Also before {@link #start}. Idempotent.
     */
    Future<Void> hold();

    /** Ends {@link #hold}. What the viewer reports as lost because of the gap is not counted. Idempotent. */
    Future<Void> resume();

    /** Ends this viewer only; its last counts. Idempotent. */
    Future<ViewerStats> close();
}
