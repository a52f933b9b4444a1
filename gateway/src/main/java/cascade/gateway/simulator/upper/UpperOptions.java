package cascade.gateway.simulator.upper;

import cascade.gateway.simulator.Manner;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.SipSettings;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of a simulated upper platform.
 *
 * @param local who it is; its media uses the same address
 * @param sipDomain empty: ids are written id@ip:port; else id@domain
 * @param manner how it writes what products write differently
 * @param password asks every lower for digest credentials; empty: takes them without, as NCG does
 * @param maxExpires longest registration granted
 * @param queryOnRegister asks a newly registered lower for its catalog by MESSAGE
 * @param subscribeOnRegister subscribes to the catalog of a newly registered lower
 * @param subscribeExpires asked for in SUBSCRIBE
 * @param catalogTimeout longest silence within the parts of a catalog answer
 * @param answerTimeout longest wait for the answer of a function, or the next part of it
 * @param answersAlarms whether an alarm by MESSAGE gets its Response
 * @param offerForm how it invites
 * @param media how it wants its media, where a call does not say otherwise
 * @param withoutAck never acknowledges a 200
 * @param recordings where received program streams are written
 * @param reportInterval between RTCP receiver reports
 * @param sip timers and limits of its SIP side
 * @param filter loses SIP datagrams on purpose
 */
public record UpperOptions(
        PlatformAddress local,
        String sipDomain,
        Manner manner,
        Optional<String> password,
        Duration maxExpires,
        boolean queryOnRegister,
        boolean subscribeOnRegister,
        Duration subscribeExpires,
        Duration catalogTimeout,
        Duration answerTimeout,
        boolean answersAlarms,
        OfferForm offerForm,
        OfferedMedia media,
        boolean withoutAck,
        Optional<Recordings> recordings,
        Duration reportInterval,
        SipSettings sip,
        DatagramFilter filter) {

    /** Begins with a platform in NCG's manner that queries and subscribes. */
    public static Builder builder(PlatformAddress local) {
        return new Builder(local);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "upper " + local;
    }

    /** Collects what differs from the usual. */
    public static final class Builder {
        private final PlatformAddress local;
        private String sipDomain = "";
        private Manner manner = Manner.STANDARD;
        private Optional<String> password = Optional.empty();
        private Duration maxExpires = Duration.ofDays(1);
        private boolean queryOnRegister = true;
        private boolean subscribeOnRegister = true;
        private Duration subscribeExpires = Duration.ofMinutes(30);
        private Duration catalogTimeout = Duration.ofSeconds(10);
        private Duration answerTimeout = Duration.ofSeconds(40);
        private boolean answersAlarms = true;
        private OfferForm offerForm = OfferForm.NCG;
        private OfferedMedia media = OfferedMedia.UDP;
        private boolean withoutAck;
        private Optional<Recordings> recordings = Optional.empty();
        private Duration reportInterval = Duration.ofSeconds(5);
        private SipSettings sip = SipSettings.defaults("simulated-upper");
        private DatagramFilter filter = DatagramFilter.ALL_PASS;

        private Builder(PlatformAddress local) {
            this.local = local;
        }

        public Builder sipDomain(String value) {
            sipDomain = value;
            return this;
        }

        public Builder charset(Charset value) {
            manner = manner.withCharset(value);
            return this;
        }

        public Builder manner(Manner value) {
            manner = value;
            return this;
        }

        public Builder password(String value) {
            password = Optional.of(value);
            return this;
        }

        public Builder maxExpires(Duration value) {
            maxExpires = value;
            return this;
        }

        public Builder queryOnRegister(boolean value) {
            queryOnRegister = value;
            return this;
        }

        public Builder subscribeOnRegister(boolean value) {
            subscribeOnRegister = value;
            return this;
        }

        public Builder subscribeExpires(Duration value) {
            subscribeExpires = value;
            return this;
        }

        public Builder catalogTimeout(Duration value) {
            catalogTimeout = value;
            return this;
        }

        public Builder answerTimeout(Duration value) {
            answerTimeout = value;
            return this;
        }

        public Builder answersAlarms(boolean value) {
            answersAlarms = value;
            return this;
        }

        public Builder offerForm(OfferForm value) {
            offerForm = value;
            return this;
        }

        public Builder media(OfferedMedia value) {
            media = value;
            return this;
        }

        public Builder withoutAck() {
            withoutAck = true;
            return this;
        }

        public Builder recordings(Recordings value) {
            recordings = Optional.of(value);
            return this;
        }

        public Builder reportInterval(Duration value) {
            reportInterval = value;
            return this;
        }

        public Builder sip(SipSettings value) {
            sip = value;
            return this;
        }

        public Builder filter(DatagramFilter value) {
            filter = value;
            return this;
        }

        public UpperOptions build() {
            return new UpperOptions(
                    local,
                    sipDomain,
                    manner,
                    password,
                    maxExpires,
                    queryOnRegister,
                    subscribeOnRegister,
                    subscribeExpires,
                    catalogTimeout,
                    answerTimeout,
                    answersAlarms,
                    offerForm,
                    media,
                    withoutAck,
                    recordings,
                    reportInterval,
                    sip,
                    filter);
        }
    }
}
