package cascade.gateway.call.playback;

import cascade.config.quirk.MansrtspVersion;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of MANSRTSP between two platforms: annex B of GB/T 28181-2016 and 2022 writes {@code RTSP/1.0}, sample J.14 of 2016
 * {@code MANSRTSP/1.0}, and some products read the one that they write. Control loop only.
 *
 * @param upper that asks
 * @param lower that plays
 */
public record MansrtspVersions(UpperDomain upper, LowerDomain lower) {

    private static final Pattern VERSION =
            Pattern.compile("\\A([^\r\n]*?)\\b(?:MANS)?RTSP/\\d\\.\\d", Pattern.CASE_INSENSITIVE);

    byte[] down(byte[] request) {
        return as(lower.config().profile().mansrtspVersion(), request);
    }

    byte[] up(byte[] answer) {
        return as(upper.config().profile().mansrtspVersion(), answer);
    }

    private static byte[] as(MansrtspVersion version, byte[] body) {
        return switch (version) {
            case AS_SENT -> body;
            case RTSP -> named("RTSP/1.0", body);
            case MANSRTSP -> named("MANSRTSP/1.0", body);
        };
    }

    private static byte[] named(String version, byte[] body) {
        Matcher first = VERSION.matcher(new String(body, StandardCharsets.ISO_8859_1));
        return first.find() ? first.replaceFirst("$1" + version).getBytes(StandardCharsets.ISO_8859_1) : body;
    }
}
