package cascade.gateway.cli;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.lower.voice.LowerVoices;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.voice.HeardVoice;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Voices of a simulated upper by command line: each begun once, with a line when it is heard and one when it ends. They begin
 * on the main thread, the first lines come on the upper's loop.
 */
final class SpokenVoices {

    /** Of a tone that is heard without anything beside it. */
    private static final double CLEAR = 0.9;

    private record Spoken(HeardVoice voice, boolean talk) {}

    private final SimulatedUpper upper;
    private final UpperVoiceOptions options;
    private final SimulatorOutput output;
    private final List<Spoken> spoken = new CopyOnWriteArrayList<>();
    private boolean begun;

    SpokenVoices(SimulatedUpper upper, UpperVoiceOptions options, SimulatorOutput output) {
        this.upper = upper;
        this.options = options;
        this.output = output;
    }

    /** A lower is there. */
    void tick() {
        if (!begun) {
            begun = true;
            options.talks.forEach(id -> speak("talk", new DeviceId(id), true, upper.talk(new DeviceId(id))));
            options.broadcasts.forEach(
                    id -> speak("broadcast", new DeviceId(id), false, upper.broadcast(new DeviceId(id))));
        }
    }

    private void speak(String kind, DeviceId device, boolean talk, Future<HeardVoice> begins) {
        begins.onSuccess(voice -> {
                    spoken.add(new Spoken(voice, talk));
                    output.event(
                            "speaks",
                            kind + " to " + device + " begins",
                            new JsonObject().put("kind", kind).put("device", device.value()));
                })
                .onFailure(cause -> output.event(
                        "refused",
                        kind + " to " + device + " does not begin: " + cause.getMessage(),
                        new JsonObject()
                                .put("kind", kind)
                                .put("device", device.value())
                                .put("cause", cause.getMessage())));
    }

    /** Ends all; false where one did not begin, or was not heard as it should have been. */
    boolean end() {
        boolean good = spoken.size() == options.talks.size() + options.broadcasts.size();
        for (Spoken each : spoken) {
            HeardVoice voice = each.voice();
            double heard = voice.share(LowerVoices.TONE_HZ);
            good &= voice.packetsSent() > 0 && (!each.talk() || heard > CLEAR);
            output.event(
                    "voice",
                    String.format(
                            Locale.ROOT,
                            "%s to %s: %,d packets sent, %,d received, 440 Hz %.2f",
                            each.talk() ? "talk" : "broadcast",
                            voice.channel(),
                            voice.packetsSent(),
                            voice.packetsReceived(),
                            heard),
                    new JsonObject()
                            .put("device", voice.channel().value())
                            .put("packetsSent", voice.packetsSent())
                            .put("packetsReceived", voice.packetsReceived())
                            .put("toneShare", heard));
            Blocking.get(voice.stop());
        }
        return good;
    }
}
