package cascade.gateway.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.domain.keep.KeptRegistrations;
import cascade.gateway.domain.keep.LowerRecord;
import cascade.gateway.domain.keep.UpperRecord;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.journal.JournalSettings;
import cascade.gateway.store.journal.JournalStore;
import cascade.gateway.store.journal.StoreObserver;
import cascade.gateway.store.journal.Upgrade;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.subscription.keep.NotifierRecord;
import cascade.gateway.subscription.keep.NotifierSlot;
import cascade.gateway.subscription.keep.SubscriberSlot;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.time.Timers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * State written by an earlier build, as it lies in {@code src/test/resources/store}, is read by this one. A change of a
 * record's form that makes this fail needs another version of its {@link RecordKind}, an {@link Upgrade}, and a folder of
 * files beside the one that is here, which {@code -Dstore.write=FOLDER} writes.
 */
class KeptFormatTest {

    private static final Path V1 = Path.of("src/test/resources/store/v1");
    private static final Instant THEN = Instant.parse("2026-11-29T06:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SipPeer EAST =
            new SipPeer("lan", SipTransport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.20"), 7100));
    private static final SipPeer CITY =
            new SipPeer("lan", SipTransport.TCP, new InetSocketAddress(InetAddress.ofLiteral("2001:db8::10"), 5060));
    private static final LowerRecord LOWER = new LowerRecord(EAST, "reg-7", THEN.plus(HOUR), Optional.of("3.0"));
    private static final UpperRecord UPPER =
            new UpperRecord("city.example:5060", CITY, "us at them", "reg-8", "tag-8", 42, THEN, HOUR);
    private static final SipUri URI = SipUri.of("37280600002000000001", "192.0.2.1", 7100);

    private final ControlLoop loop = new ControlLoop();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        loop.close();
    }

    private JournalStore open(Path of) {
        var settings = new JournalSettings(
                of, Duration.ofMillis(10), Duration.ofSeconds(30), Duration.ofSeconds(1), 1 << 20, 1 << 20);
        return loop.await(() -> JournalStore.open(
                loop.vertx(), loop.context(), Timers.of(loop.vertx()), settings, Upgrade.NONE, StoreObserver.NONE));
    }

    private static Dialog dialog(String domain) {
        SipRequest subscribe = SipRequest.builder("SUBSCRIBE", URI)
                .from(NameAddr.tagged(URI, "ours"))
                .to(NameAddr.of(URI))
                .contact(NameAddr.of(URI))
                .callId("call-of-" + domain)
                .cseq(7)
                .build();
        SipResponse answer = SipResponse.to(subscribe, 200)
                .toTag("theirs")
                .contact(NameAddr.of(URI))
                .build();
        return Dialog.ofClient(subscribe, answer, domain);
    }

    private static InstantSource at(Instant time) {
        return () -> time;
    }

    private void write(JournalStore store) {
        var registrations = new KeptRegistrations(store);
        var subscriptions = new KeptSubscriptions(store, at(THEN));
        registrations.put("gone", LOWER);
        registrations.put("east", LOWER);
        subscriptions.subscriber("east", "Catalog").put(dialog("east"), "Catalog;id=7", HOUR.dividedBy(2), HOUR);
        registrations.removeLower("gone");
        registrations.put("city", UPPER);
        new NotifierSlot(
                        subscriptions,
                        "position",
                        "37280700001320000001",
                        Duration.ofSeconds(5),
                        Optional.of("presence"))
                .put(dialog("city"), HOUR);
    }

    @Test
    void whatTheFirstFormatKeptIsRead() throws IOException {
        Optional<String> target = Optional.ofNullable(System.getProperty("store.write"));
        if (target.isPresent()) {
            JournalStore written = open(Path.of(target.get()));
            loop.run(() -> write(written));
            loop.await(written::close);
        }
        try (Stream<Path> files = Files.list(V1)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }

        JournalStore store = open(folder);

        for (RecordKind kind : List.of(
                RecordKind.LOWER_REGISTRATION,
                RecordKind.UPPER_REGISTRATION,
                RecordKind.SUBSCRIBER,
                RecordKind.NOTIFIER)) {
            assertThat(store.restored(kind)).as("records of %s", kind).hasSize(1);
        }
        var registrations = new KeptRegistrations(store);
        assertThat(registrations.restoredLower("east")).contains(LOWER);
        assertThat(registrations.restoredUpper("city")).contains(UPPER);
        var subscriptions = new KeptSubscriptions(store, at(THEN.plusSeconds(600)));
        SubscriberSlot.Left ours =
                subscriptions.subscriber("east", "Catalog").take().orElseThrow();
        assertThat(ours.dialog().callId()).isEqualTo("call-of-east");
        assertThat(ours.event()).isEqualTo("Catalog;id=7");
        assertThat(ours.refresh()).isEqualTo(Duration.ofMinutes(20));
        assertThat(ours.expires()).isEqualTo(Duration.ofMinutes(50));
        NotifierRecord theirs =
                subscriptions.takeNotifiers("city", List.of("position")).getFirst();
        assertThat(theirs.dialog()).isEqualTo(dialog("city").snapshot());
        assertThat(theirs.target()).isEqualTo("37280700001320000001");
        assertThat(theirs.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(theirs.event()).contains("presence");
        assertThat(theirs.expires()).isEqualTo(THEN.plus(HOUR));
        loop.await(store::close);
    }
}
