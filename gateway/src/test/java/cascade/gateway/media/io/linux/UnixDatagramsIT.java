package cascade.gateway.media.io.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.media.io.linux.UnixDatagrams.Received;
import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class UnixDatagramsIT {

    private static final int[] NONE = {};

    @TempDir
    private Path folder;

    private UnixAddress path() {
        return new UnixAddress(folder.resolve("notify").toString());
    }

    private static UnixAddress abstractName() {
        return new UnixAddress("@cascade-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    }

    private static Received receive(UnixDatagrams socket) throws IOException {
        return socket.receive(Patience.millis()).orElseThrow();
    }

    @Test
    void aMessageArrivesByPathAndByAbstractNameAndCanBeAnswered() throws IOException {
        for (UnixAddress address : new UnixAddress[] {path(), abstractName()}) {
            try (UnixDatagrams manager = UnixDatagrams.bind(address);
                    UnixDatagrams service = UnixDatagrams.open()) {
                assertThat(service.send("READY=1".getBytes(UTF_8), NONE, address))
                        .isTrue();
                Received ready = receive(manager);
                assertThat(ready.message()).asString().isEqualTo("READY=1");
                assertThat(ready.descriptors()).isEmpty();

                manager.send("well".getBytes(UTF_8), NONE, ready.from().orElseThrow());
                assertThat(receive(service).message()).asString().isEqualTo("well");
            }
        }
    }

    @Test
    void descriptorsArriveInTheirOrderAsManyAsOneMessageTakes() throws IOException {
        UnixAddress address = abstractName();
        try (UnixDatagrams manager = UnixDatagrams.bind(address);
                UnixDatagrams service = UnixDatagrams.open();
                UnixDatagrams first = UnixDatagrams.bind(abstractName())) {
            int[] many = new int[UnixDatagrams.MAX_DESCRIPTORS];
            Arrays.setAll(many, i -> first.descriptor());

            assertThat(service.send("FDSTORE=1".getBytes(UTF_8), many, address)).isTrue();
            int[] received = receive(manager).descriptors();

            assertThat(received).hasSize(UnixDatagrams.MAX_DESCRIPTORS).doesNotHaveDuplicates();
            for (int fd : received) {
                FileDescriptors.close(fd);
            }
        }
    }

    /** So it is where a process may open no more files. */
    @Test
    void descriptorsThatDoNotFitInAreToldAsCut() throws IOException {
        UnixAddress address = abstractName();
        try (UnixDatagrams manager = UnixDatagrams.bind(address);
                UnixDatagrams service = UnixDatagrams.open()) {
            int[] four = new int[4];
            Arrays.fill(four, service.descriptor());
            service.send("FDSTORE=1".getBytes(UTF_8), four, address);
            service.send("FDSTORE=1".getBytes(UTF_8), four, address);

            Received cut = manager.receive(Patience.millis(), 2).orElseThrow();
            Received whole = receive(manager);

            assertThat(cut.isCut()).isTrue();
            assertThat(cut.descriptors()).hasSize(2);
            assertThat(whole.isCut()).isFalse();
            assertThat(whole.descriptors()).hasSize(4);
            for (int fd : IntStream.concat(IntStream.of(cut.descriptors()), IntStream.of(whole.descriptors()))
                    .toArray()) {
                FileDescriptors.close(fd);
            }
        }
    }

    @Test
    void aFullQueueIsToldAndKeepsNobodyWaiting() throws IOException {
        UnixAddress address = abstractName();
        try (UnixDatagrams manager = UnixDatagrams.bind(address);
                UnixDatagrams service = UnixDatagrams.open()) {
            int sent = 0;
            while (service.send(String.valueOf(sent).getBytes(UTF_8), NONE, address)) {
                sent++;
            }

            for (int i = 0; i < sent; i++) {
                assertThat(receive(manager).message()).asString().isEqualTo(String.valueOf(i));
            }
            assertThat(manager.receive(0)).isEqualTo(Optional.empty());
            assertThat(service.send("more".getBytes(UTF_8), NONE, address)).isTrue();
        }
    }

    @Test
    void nobodyThereAndATakenAddressAreErrors() throws IOException {
        UnixAddress address = abstractName();
        try (UnixDatagrams service = UnixDatagrams.open()) {
            assertThatThrownBy(() -> service.send("READY=1".getBytes(UTF_8), NONE, address))
                    .isInstanceOf(IOException.class);
        }
        try (UnixDatagrams manager = UnixDatagrams.bind(address)) {
            assertThat(manager.descriptor()).isNotNegative();
            assertThatThrownBy(() -> UnixDatagrams.bind(address)).isInstanceOf(BindException.class);
        }
    }
}
