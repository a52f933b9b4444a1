package cascade.monitoring;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Meters of the gateway's own health: its loops, its log and its configuration. */
public final class RuntimeMeters {

    private final Instruments instruments;

    RuntimeMeters(Instruments instruments) {
        this.instruments = instruments;
        for (OrphanKind kind : OrphanKind.values()) {
            orphans(kind, 0);
        }
        for (ReloadResult result : ReloadResult.values()) {
            instruments.count(MeterName.CONFIG_RELOADS, 0, result.label());
        }
        instruments.level(MeterName.CONFIG_LAST_RELOAD).set(1);
        draining(false);
        instruments.count(MeterName.CONSOLE_CLIENTS_DROPPED, 0);
        for (SignInResult result : SignInResult.values()) {
            instruments.count(MeterName.SIGN_INS, 0, result.label());
        }
    }

    /** How many the reaper found in this round. */
    public void orphans(OrphanKind kind, int found) {
        instruments.level(MeterName.ORPHANS, kind.label()).set(found);
    }

    /**
     * @param loop {@code control}, {@code media-0} ...
     * @param lag called on the scraping thread; the longest delay of late
     */
    public void watchLoopLag(String loop, Supplier<Duration> lag) {
        instruments.watchLevel(MeterName.LOOP_LAG, () -> lag.get().toNanos() / 1e9, loop);
    }

    /**
     * @param logged lines of this level that were given to the log; called on the scraping thread, as is the other
     * @param dropped those of them that were never written
     */
    public void watchLogLines(LogLevel level, LongSupplier logged, LongSupplier dropped) {
        instruments.watchTotal(MeterName.LOG_LINES, logged, level.label());
        instruments.watchTotal(MeterName.LOG_LINES_DROPPED, dropped, level.label());
    }

    /**
     * @param kept bytes of messages in the trace ring; called on the scraping thread, as are the others
     * @param sent HEP packets
     * @param dropped those of them that were not sent
     */
    public void watchTraces(LongSupplier kept, LongSupplier sent, LongSupplier dropped) {
        instruments.watchLevel(MeterName.TRACE_BYTES, kept::getAsLong);
        instruments.watchTotal(MeterName.HEP_PACKETS, sent, "sent");
        instruments.watchTotal(MeterName.HEP_PACKETS, dropped, "dropped");
    }

    /**
     * @param taken sockets of the former process that a leg took over; called on the scraping thread, as is the other
     * @param unneeded those that were closed because none did
     */
    public void watchFormerSockets(LongSupplier taken, LongSupplier unneeded) {
        instruments.watchTotal(MeterName.SOCKETS_TAKEN_OVER, taken, "taken");
        instruments.watchTotal(MeterName.SOCKETS_TAKEN_OVER, unneeded, "unneeded");
    }

    /** @param gear how media is moved: {@code epoll} or {@code nio} */
    public void buildInfo(String version, String java, String gear) {
        instruments.info(MeterName.BUILD_INFO, version, java, gear);
    }

    /** @param share of new calls that overload control admits, 0 to 1; called on the scraping thread */
    public void watchCallAdmission(DoubleSupplier share) {
        instruments.watchLevel(MeterName.CALL_ADMISSION, share);
    }

    /** @param bytes of received messages that wait for a turn of the loop; called on the scraping thread */
    public void watchWaitingMessages(DoubleSupplier bytes) {
        instruments.watchLevel(MeterName.SIP_WAITING, bytes);
    }

    /** @param requests of our own accord that wait for their turn; called on the scraping thread */
    public void watchOwnRequests(DoubleSupplier requests) {
        instruments.watchLevel(MeterName.OWN_REQUESTS_WAITING, requests);
    }

    /** Whether an operator drains the gateway. */
    public void draining(boolean draining) {
        instruments.level(MeterName.DRAINING).set(draining ? 1 : 0);
    }

    /** A browser's live events were ended because it did not read them. */
    public void consoleClientDropped() {
        instruments.count(MeterName.CONSOLE_CLIENTS_DROPPED, 1);
    }

    public void signIn(SignInResult result) {
        instruments.count(MeterName.SIGN_INS, 1, result.label());
    }

    public void configReload(ReloadResult result) {
        instruments.count(MeterName.CONFIG_RELOADS, 1, result.label());
        instruments
                .level(MeterName.CONFIG_LAST_RELOAD)
                .set(
                        switch (result) {
                            case APPLIED, UNCHANGED -> 1;
                            case FAILED, REFUSED -> 0;
                        });
    }
}
