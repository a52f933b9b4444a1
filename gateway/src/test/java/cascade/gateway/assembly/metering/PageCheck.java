package cascade.gateway.assembly.metering;

import cascade.config.GatewayConfig;
import cascade.monitoring.MeterName;
import cascade.monitoring.MeterType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Check of a metrics page against the catalogue: names, types, helps, labels and their values.
 *
 * @param complaints what is on the page and not in {@code gateway/docs/metrics.md}
 * @param seen meters that have a series
 */
public record PageCheck(List<String> complaints, Set<MeterName> seen) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (cascade_\\S+) (\\S+)");
    private static final Pattern HELP = Pattern.compile("# HELP (cascade_\\S+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(cascade_[a-z_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** Of a page in Prometheus text. */
    public static PageCheck of(String page, GatewayConfig config) throws IOException {
        var check = new PageCheck(new ArrayList<>(), EnumSet.noneOf(MeterName.class));
        Map<String, MeterName> known = new HashMap<>();
        Stream.of(MeterName.values()).forEach(meter -> known.put(meter.prometheusName(), meter));
        for (String line :
                page.lines().filter(text -> text.contains("cascade_")).toList()) {
            check.line(line, known, config);
        }
        return check;
    }

    private void line(String line, Map<String, MeterName> known, GatewayConfig config) throws IOException {
        Matcher type = TYPE.matcher(line);
        Matcher help = HELP.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (type.matches()) {
            Optional<String> documented = Optional.ofNullable(known.get(type.group(1)))
                    .map(meter -> meter.type().name().toLowerCase(Locale.ROOT));
            demand(documented.equals(Optional.of(type.group(2))), "type: " + line);
        } else if (help.matches()) {
            Optional<String> documented =
                    Optional.ofNullable(known.get(help.group(1))).map(MeterName::help);
            demand(documented.equals(Optional.of(help.group(2))), "help: " + line);
        } else if (sample.matches()) {
            sample(line, sample, known, config);
        } else {
            complaints.add("unreadable: " + line);
        }
    }

    private void sample(String line, Matcher sample, Map<String, MeterName> known, GatewayConfig config)
            throws IOException {
        Optional<MeterName> meter = meter(sample.group(1), known);
        if (meter.isEmpty()) {
            complaints.add("not in the catalogue: " + line);
            return;
        }
        seen.add(meter.get());
        Set<String> labels = new TreeSet<>();
        Matcher label = LABEL.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
        while (label.find()) {
            if (label.group(1).equals("le")) {
                continue;
            }
            labels.add(label.group(1));
            if (meter.get().labels().contains(label.group(1))) {
                LabelValues values = LabelValues.of(meter.get(), label.group(1));
                demand(values.allow(label.group(2), config), "value of " + label.group(1) + ": " + line);
            }
        }
        demand(labels.equals(new TreeSet<>(meter.get().labels())), "labels: " + line);
    }

    private static Optional<MeterName> meter(String series, Map<String, MeterName> known) {
        String family = series.replaceFirst("_(bucket|sum|count)$", "");
        return Optional.ofNullable(known.get(series))
                .or(() -> Optional.ofNullable(known.get(family)).filter(found -> found.type() == MeterType.HISTOGRAM));
    }

    private void demand(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }
}
