package cascade.monitoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus text, read back: sample values by series, and the HELP and TYPE of each family. */
record Scrape(Map<String, Double> samples, Map<String, String> types, Map<String, String> helps) {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (\\S+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"]*)\",?");

    static Scrape of(Meters meters) {
        return of(meters.scrape());
    }

    static Scrape of(String text) {
        var scrape = new Scrape(new LinkedHashMap<>(), new TreeMap<>(), new TreeMap<>());
        text.lines().forEach(scrape::read);
        return scrape;
    }

    /** @param series {@code name{label="value",...}}, labels in any order */
    double value(String series) {
        Double value = samples.get(canonical(series));
        if (value == null) {
            throw new AssertionError("no series " + series + " among\n" + String.join("\n", samples.keySet()));
        }
        return value;
    }

    List<String> seriesOf(String name) {
        return samples.keySet().stream()
                .filter(series -> series.equals(name) || series.startsWith(name + "{"))
                .toList();
    }

    static List<String> labelNames(String series) {
        var names = new ArrayList<String>();
        Matcher label = LABEL.matcher(series);
        while (label.find()) {
            names.add(label.group(1));
        }
        return names;
    }

    private void read(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            (comment.group(1).equals("TYPE") ? types : helps).put(comment.group(2), comment.group(3));
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("not Prometheus text: " + line);
        }
        String labels = sample.group(2);
        samples.put(canonical(sample.group(1) + (labels == null ? "" : "{" + labels + "}")), number(sample.group(3)));
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private static String canonical(String series) {
        int brace = series.indexOf('{');
        if (brace < 0) {
            return series;
        }
        var labels = new ArrayList<String>();
        Matcher label = LABEL.matcher(series.substring(brace));
        while (label.find()) {
            labels.add(label.group(1) + "=\"" + label.group(2) + "\"");
        }
        labels.sort(Comparator.naturalOrder());
        return series.substring(0, brace) + "{" + String.join(",", labels) + "}";
    }
}
