package cascade.gateway.media.io.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrnoTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                Errno.ECONNREFUSED,
                Errno.EHOSTUNREACH,
                Errno.ENETUNREACH,
                Errno.EHOSTDOWN,
                Errno.ENOPROTOOPT,
                Errno.EMSGSIZE
            })
    void tellsWhatAnIcmpMessageSaidOfAPacketBefore(int error) {
        assertThat(Errno.isOfFormerPacket(error)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {Errno.EAGAIN, Errno.EIO, Errno.EINVAL, Errno.ENOBUFS, Errno.ENOMEM})
    void tellsWhatIsAboutThisCall(int error) {
        assertThat(Errno.isOfFormerPacket(error)).isFalse();
    }
}
