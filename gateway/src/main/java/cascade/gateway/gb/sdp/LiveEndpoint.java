package cascade.gateway.gb.sdp;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;

/**
 * Our end of one leg of a live call, as we tell it the other side.
 *
 * @param owner our id as the other side knows it, or the channel's, as the profile wants
 * @param address where we receive or send from, as the other side can reach it
 * @param port RTP; RTCP is one higher
 * @param transport UDP, or TCP with us listening or connecting
 * @param ssrc of the media on this leg
 */
public record LiveEndpoint(DeviceId owner, String address, int port, MediaTransport transport, Ssrc ssrc) {
    public LiveEndpoint {
        MediaDescription.requirePort(port);
    }
}
