package cascade.gateway.assembly.metering;

import cascade.monitoring.MeterName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code gateway/docs/metrics.md}: each meter of {@link MeterName} with its labels and what it tells. */
final class MetricsPage {

    private static final String HEAD = """
            # Metrics

            `GET /metrics` on the admin port, as Prometheus text; as OpenMetrics where `Accept` names
            `application/openmetrics-text`, which Prometheus does by itself. Written from `MeterName` by `make metrics`;
            `MetricsPageTest` fails where this page says something else, and
            [MetricsUnderLoadIT](../src/test/java/cascade/gateway/e2e/MetricsUnderLoadIT.java) where the page of a gateway at work shows
            a name, a label or a value that is not here.

            Names, types and labels are a contract: dashboards and alerts hold on to them. A label has the name of something
            configured or a word of the program, never the id of a channel or of a call and never what a stranger sent, so the number
            of series follows from the configuration. Some exist from the start, so that the first failure is a rise from 0;
            those with a cause, a reason or a kind once that has happened.

            Histograms have buckets in seconds. In OpenMetrics each bucket has an exemplar, the latest that fell into it: `call_id` is
            the id of a call or stream in the API (`/api/v1/calls/recent`, `/api/v1/streams`), `sip_call_id` a Call-ID as in the log.
            Prometheus keeps exemplars with `--enable-feature=exemplar-storage`.

            ## When a stream counts as zero-packet, silent or one-way

            Sampled once a second; *long* is `gateway.media.silent-after`. What is on hold owes nothing and never counts.

            - **zero-packet** (at its lower): the lower's 200 is there, and no RTP packet of its source has come for long since.
            - **silent** (at its lower): packets came, and none has for long.
            - **one-way** (at the viewer's upper): the source is neither of these, and for long the viewer was sent nothing (no TCP
              connection, or the kernel refuses), its host refused what was sent (ICMP port unreachable), its TCP connection was gone,
              or, where `rtcp-timeout` asks for reports, they were missed. A firewall that swallows packets without a word looks like a
              good viewer to everybody before it.

            They end by themselves (`no-media-timeout`, `media-timeout`, `unreachable-timeout`), so a scrape may miss a short
            one: what they came to is in `cascade_calls_total` as `no-media`, `media-timeout` and `no-receiver`.
            """;

    private static final String TAIL = """

            ## Of the JVM and the process

            Micrometer's: `jvm_memory_*`, `jvm_gc_*`, `jvm_threads_*`, `process_cpu_*`, `system_cpu_*`, `process_uptime_seconds`,
            `process_files_*`.
            """;

    String text() throws IOException {
        var page = new StringBuilder(HEAD);
        Map<String, List<MeterName>> areas = Stream.of(MeterName.values())
                .collect(Collectors.groupingBy(MetricsPage::area, LinkedHashMap::new, Collectors.toList()));
        for (var area : areas.entrySet()) {
            page.append("\n## ").append(area.getKey()).append('\n');
            for (MeterName meter : area.getValue()) {
                append(page, meter);
            }
        }
        return page.append(TAIL).toString();
    }

    private static void append(StringBuilder page, MeterName meter) throws IOException {
        page.append("\n### `").append(meter.prometheusName()).append("`\n\n");
        page.append(meter.type().name().charAt(0))
                .append(meter.type().name().substring(1).toLowerCase(Locale.ROOT))
                .append(", ")
                .append(unit(meter))
                .append(". ")
                .append(meter.help())
                .append('\n');
        if (!meter.buckets().isEmpty()) {
            page.append("\nBuckets up to ")
                    .append(meter.buckets().stream().map(MetricsPage::seconds).collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        page.append("\n*Look when:* ").append(meter.rise()).append('\n');
        if (!meter.labels().isEmpty()) {
            page.append("\n| label | values |\n| --- | --- |\n");
            for (String label : meter.labels()) {
                page.append("| `")
                        .append(label)
                        .append("` | ")
                        .append(values(meter, label))
                        .append(" |\n");
            }
        }
    }

    private static String values(MeterName meter, String label) throws IOException {
        LabelValues values = LabelValues.of(meter, label);
        var parts = new ArrayList<String>();
        if (!values.described().isEmpty() && !label.equals("loop")) {
            parts.add(values.described());
        }
        values.words().stream()
                .filter(word -> !word.isEmpty() && !values.described().contains("`" + word + "`"))
                .map(word -> "`" + word + "`")
                .forEach(parts::add);
        if (label.equals("loop")) {
            parts.add(values.described());
        }
        return String.join(", ", parts);
    }

    private static String unit(MeterName meter) {
        String name = meter.prometheusName();
        if (name.endsWith("_seconds")) {
            return "seconds";
        }
        if (name.endsWith("_bytes_total")) {
            return "bytes";
        }
        if (name.endsWith("_ratio")) {
            return "0 to 1";
        }
        return name.endsWith("_up") || name.endsWith("_successful") || name.endsWith("_info") ? "0 or 1" : "a number";
    }

    private static String seconds(Duration bucket) {
        return bucket.toMillis() % 1_000 == 0
                ? bucket.toSeconds() + " s"
                : bucket.toMillis() < 1_000 ? bucket.toMillis() + " ms" : bucket.toMillis() / 1e3 + " s";
    }

    private static String area(MeterName meter) {
        String name = meter.prometheusName().substring("cascade_".length());
        if (name.matches("(domain|keepalive|clock).*")) {
            return "Domains";
        }
        if (name.matches("(sip|socket).*")) {
            return "SIP";
        }
        if (name.matches("(channels|catalog).*")) {
            return "Catalogs";
        }
        if (name.matches("(rtp|rtcp|media|zero_packet|silent|one_way).*")) {
            return "Media";
        }
        if (name.matches("(subscriptions|command).*")) {
            return "Commands and subscriptions";
        }
        return name.matches("(streams|viewers|limit|call).*") && meter != MeterName.CALL_ADMISSION
                ? "Calls"
                : "The gateway itself";
    }
}
