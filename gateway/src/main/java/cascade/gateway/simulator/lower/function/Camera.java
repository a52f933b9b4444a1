package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.element;
import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.function.PtzCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Camera of a simulated lower: what commands change of it, and queries tell. The platform's loop only. */
final class Camera {

    private static final double FULL_CIRCLE = 360;
    private static final double HIGHEST = -30;
    private static final double LOWEST = 90;
    private static final int PAN_OR_TILT = 0x0F;
    private static final int DIRECT = 0x3F;

    private final Map<Integer, String> presets = new TreeMap<>(Map.of(1, "Gate", 2, "Yard", 3, "Road"));
    /** Sections of its configuration by their names. */
    private final Map<String, XmlNode> sections = new LinkedHashMap<>();

    private XmlNode homePosition = element("HomePosition", text("Enabled", 0));
    private double pan;
    private double tilt;
    private double zoom = 1;
    private boolean guarded;
    private boolean recording;
    private boolean formatting;
    private String firmware = "1.0";
    private long commands;
    private Optional<String> lastCommand = Optional.empty();
    private Optional<String> ptzCode = Optional.empty();

    Camera(String name) {
        sections.put(
                "BasicParam",
                element(
                        "BasicParam",
                        text("Name", name),
                        text("Expiration", 3600),
                        text("HeartBeatInterval", 60),
                        text("HeartBeatCount", 3)));
        sections.put(
                "VideoParamOpt", element("VideoParamOpt", text("DownloadSpeed", "1/2/4"), text("Resolution", "5/6")));
    }

    void took(String command) {
        commands++;
        lastCommand = Optional.of(command);
    }

    /** Each command moves the head a little at once: there is no time in which it moves on. */
    void ptz(String code) {
        ptzCode = Optional.of(code);
        PtzCode.parse(code).ifPresent(this::ptz);
    }

    private void ptz(PtzCode code) {
        switch (code.command()) {
            case 0x81 -> presets.put(code.second(), "preset " + code.second());
            case 0x83 -> presets.remove(code.second());
            default -> {
                if (code.command() <= DIRECT) {
                    move(code);
                }
            }
        }
    }

    private void move(PtzCode code) {
        int bits = code.command();
        int across = (bits & 0x01) - (bits >> 1 & 0x01);
        int down = (bits >> 2 & 0x01) - (bits >> 3 & 0x01);
        int nearer = (bits >> 4 & 0x01) - (bits >> 5 & 0x01);
        if ((bits & PAN_OR_TILT) != 0) {
            head(pan + across * code.first() / 10.0, tilt + down * code.second() / 10.0);
        }
        zoom = Math.max(1, zoom + nearer * code.third() / 10.0);
    }

    private void head(double newPan, double newTilt) {
        pan = (newPan % FULL_CIRCLE + FULL_CIRCLE) % FULL_CIRCLE;
        tilt = Math.clamp(newTilt, HIGHEST, LOWEST);
    }

    /** What is absent stays; what is out of range goes to the limit (GB/T 28181-2022 A.2.3.1.11). */
    void precise(Optional<Double> newPan, Optional<Double> newTilt, Optional<Double> newZoom) {
        head(newPan.orElse(pan), newTilt.orElse(tilt));
        zoom = Math.max(1, newZoom.orElse(zoom));
    }

    void homePosition(XmlNode value) {
        homePosition = value;
    }

    XmlNode homePosition() {
        return homePosition;
    }

    void guard(boolean on) {
        guarded = on;
    }

    boolean isGuarded() {
        return guarded;
    }

    void record(boolean on) {
        recording = on;
    }

    boolean isRecording() {
        return recording;
    }

    void format(boolean runs) {
        formatting = runs;
    }

    boolean isFormatting() {
        return formatting;
    }

    void firmware(String version) {
        firmware = version;
    }

    String firmware() {
        return firmware;
    }

    void configure(XmlNode section) {
        sections.put(section.name(), section);
    }

    Optional<XmlNode> section(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    Map<Integer, String> presets() {
        return presets;
    }

    String pan() {
        return decimal(pan);
    }

    String tilt() {
        return decimal(tilt);
    }

    String zoom() {
        return decimal(zoom);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    CameraView view() {
        return new CameraView(commands, lastCommand, ptzCode, pan, tilt, zoom, presets, guarded, recording, firmware);
    }
}
