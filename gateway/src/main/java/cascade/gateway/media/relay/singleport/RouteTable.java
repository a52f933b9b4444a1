package cascade.gateway.media.relay.singleport;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Routing table of a shared port pair, from address and SSRC to the leg: open addressing, linear probing, so that a
 * look makes no object. Loop thread.
 *
 * <pre>
 *   home of a key = hash(address, SSRC); it is there, or in one of the places behind it up to the first free one
 * </pre>
 */
final class RouteTable {

    private static final int FIRST_PLACES = 64;
    private static final int MIX = 0x9E3779B9;

    private @Nullable InetSocketAddress[] addresses = new @Nullable InetSocketAddress[FIRST_PLACES];
    private int[] ssrcs = new int[FIRST_PLACES];
    private @Nullable SinglePortSource[] legs = new @Nullable SinglePortSource[FIRST_PLACES];
    private int size;

    @Nullable
    SinglePortSource get(InetSocketAddress address, int ssrc) {
        return legs[find(address, ssrc)];
    }

    void put(InetSocketAddress address, int ssrc, SinglePortSource leg) {
        int place = find(address, ssrc);
        if (legs[place] == null) {
            if (2 * ++size > legs.length) {
                grow();
                place = find(address, ssrc);
            }
            addresses[place] = address;
            ssrcs[place] = ssrc;
        }
        legs[place] = leg;
    }

    /** Only when it is that leg's; what lies behind moves up, so that no look ends too early. */
    void remove(InetSocketAddress address, int ssrc, SinglePortSource leg) {
        int free = find(address, ssrc);
        if (legs[free] != leg) {
            return;
        }
        size--;
        int last = legs.length - 1;
        for (int next = (free + 1) & last; legs[next] != null; next = (next + 1) & last) {
            int home = home(addresses[next], ssrcs[next]);
            if (((next - home) & last) >= ((next - free) & last)) {
                addresses[free] = addresses[next];
                ssrcs[free] = ssrcs[next];
                legs[free] = legs[next];
                free = next;
            }
        }
        addresses[free] = null;
        legs[free] = null;
    }

    int size() {
        return size;
    }

    /** Where it is, or where it would go. */
    private int find(InetSocketAddress address, int ssrc) {
        int place = home(address, ssrc);
        while (legs[place] != null && !(ssrcs[place] == ssrc && address.equals(addresses[place]))) {
            place = (place + 1) & (legs.length - 1);
        }
        return place;
    }

    private int home(@Nullable InetSocketAddress address, int ssrc) {
        int hash = address == null ? 0 : address.hashCode();
        int shift = Integer.SIZE - Integer.numberOfTrailingZeros(legs.length);
        return (((hash * MIX) ^ ssrc) * MIX) >>> shift;
    }

    private void grow() {
        @Nullable InetSocketAddress[] oldAddresses = addresses;
        int[] oldSsrcs = ssrcs;
        @Nullable SinglePortSource[] oldLegs = legs;
        addresses = Arrays.copyOf(new @Nullable InetSocketAddress[0], 2 * oldLegs.length);
        ssrcs = new int[2 * oldLegs.length];
        legs = Arrays.copyOf(new @Nullable SinglePortSource[0], 2 * oldLegs.length);
        for (int i = 0; i < oldLegs.length; i++) {
            @Nullable InetSocketAddress address = oldAddresses[i];
            if (address != null) {
                int place = find(address, oldSsrcs[i]);
                addresses[place] = address;
                ssrcs[place] = oldSsrcs[i];
                legs[place] = oldLegs[i];
            }
        }
    }
}
