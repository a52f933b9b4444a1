package cascade.gateway.call;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.sip.message.SipRequest;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Channel id of an INVITE (GB/T 28181-2016 9.2): the Request-URI names it by the standard; some uppers write a platform, a
 * domain, a recorder or nobody there, and the channel in To or in front of the Subject.
 */
final class CalledId {

    /** Type codes of recorders, encoders and other hosts of cameras, which are no cameras themselves. */
    private static final int FIRST_HOST = 111;

    private static final int LAST_HOST = 130;
    private static final int PLATFORM = 200;

    private CalledId() {}

    /**
     * The first id that is a channel of its own, else the first that is one at all, else the one that was written first.
     *
     * @param ours our id as this upper knows it: never a channel
     * @param isChannel whether this upper sees a channel of that id
     */
    static String of(SipRequest invite, String ours, Predicate<String> isChannel) {
        List<String> named = Stream.of(
                        invite.uri().user(),
                        invite.to().uri().user(),
                        invite.header("Subject")
                                .map(subject -> subject.split("[:,]", 2)[0].strip())
                                .orElse(""))
                .filter(id -> !id.isEmpty() && !id.equals(ours))
                .distinct()
                .toList();
        List<String> channels = named.stream().filter(isChannel).toList();
        for (String channel : channels) {
            if (!isHost(channel)) {
                return channel;
            }
        }
        List<String> likeliest = channels.isEmpty() ? named : channels;
        return likeliest.isEmpty() ? ours : likeliest.getFirst();
    }

    private static boolean isHost(String id) {
        int type =
                DeviceId.tryParse(id).map(known -> known.typeCode().orElse(0)).orElse(0);
        return type == PLATFORM || (type >= FIRST_HOST && type <= LAST_HOST);
    }
}
