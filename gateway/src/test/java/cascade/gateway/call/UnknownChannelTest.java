package cascade.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.route.Channel;
import cascade.gateway.call.route.ChannelFinder;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.field.FieldReport;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnknownChannelTest {

    /** @param settling how long what is unknown may still appear */
    private record NoChannels(Optional<Duration> settling) implements ChannelFinder {

        @Override
        public Optional<Channel> find(UpperDomain upper, String exportedId) {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> settling(UpperDomain upper, String exportedId) {
            return settling;
        }
    }

    @Test
    void anUnknownChannelIsAnswered404() {
        FakeServerTransaction invite = new CallWorld(lower -> new NoChannels(Optional.empty())).invite();

        assertThat(invite.finalAnswer()).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Retry-After")).isEmpty();
        });
    }

    @Test
    @FieldReport("load 20")
    @FieldReport(value = "wvp 2", part = "calls")
    void load20AChannelThatMayExistIsAnswered480WithRetryAfterWhileLowersHaveStillToRegister() {
        FakeServerTransaction invite =
                new CallWorld(lower -> new NoChannels(Optional.of(Duration.ofMillis(7_500)))).invite();

        assertThat(invite.finalAnswer()).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(480);
            assertThat(answer.header("Retry-After")).contains("8");
            assertThat(answer.header("Warning").orElseThrow()).contains("catalogs are not whole");
        });
    }
}
