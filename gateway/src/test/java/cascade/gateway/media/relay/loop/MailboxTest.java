package cascade.gateway.media.relay.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailboxTest {

    @Test
    void refusesWhatIsBeyondTheBoundButNeverAnEnd() {
        Mailbox<String> mailbox = new Mailbox<>(2);
        assertThat(mailbox.offer("a")).isTrue();
        assertThat(mailbox.offer("b")).isTrue();
        assertThat(mailbox.offer("c")).isFalse();
        mailbox.add("end");

        assertThat(mailbox.poll()).isEqualTo("a");
        assertThat(mailbox.offer("d")).as("two are still waiting").isFalse();
        assertThat(mailbox.poll()).isEqualTo("b");
        assertThat(mailbox.offer("e")).isTrue();
        assertThat(mailbox.poll()).isEqualTo("end");
        assertThat(mailbox.poll()).isEqualTo("e");
        assertThat(mailbox.poll()).isNull();
    }
}
