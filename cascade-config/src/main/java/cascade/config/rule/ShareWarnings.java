package cascade.config.rule;

import cascade.config.UpperDomainConfig;
import cascade.config.domain.Share;
import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.value.ChannelPattern;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Warnings about sharing: ids in the share, the map and the tree of an upper that match nothing which its configuration
 * shows it.
 */
final class ShareWarnings {

    private static final Pattern WHOLE = Pattern.compile("\\d{20}");

    private ShareWarnings() {}

    static void note(UpperDomainConfig upper, KeyPath path, Problems problems) {
        for (int index = 0; index < upper.share().size(); index++) {
            Share share = upper.share().get(index);
            KeyPath entry = path.child("share").item(index);
            notePartial(share.channels(), entry.child("channels"), problems);
            notePartial(share.except(), entry.child("except"), problems);
            noteIdleExceptions(share, entry.child("except"), problems);
        }
        for (String original : upper.map().keySet()) {
            noteMapKey(upper, original, path.child("map").child(original), problems);
        }
    }

    /** Half an id is mostly the beginning of one whose star was forgotten. */
    private static void notePartial(List<ChannelPattern> patterns, KeyPath path, Problems problems) {
        for (int index = 0; index < patterns.size(); index++) {
            ChannelPattern pattern = patterns.get(index);
            if (!pattern.isPrefix() && !WHOLE.matcher(pattern.text()).matches()) {
                problems.warn(
                        path.item(index),
                        pattern + " is not 20 digits long, so it matches no usual id",
                        "expected the whole id, or its beginning and *");
            }
        }
    }

    private static void noteIdleExceptions(Share share, KeyPath path, Problems problems) {
        for (int index = 0; index < share.except().size(); index++) {
            ChannelPattern except = share.except().get(index);
            boolean idle = !share.channels().isEmpty()
                    && share.channels().stream().noneMatch(channel -> meet(channel, except));
            if (idle) {
                problems.warn(
                        path.item(index),
                        except + " matches none of the channels",
                        "expected an id that channels lists");
            }
        }
    }

    private static void noteMapKey(UpperDomainConfig upper, String original, KeyPath path, Problems problems) {
        if (upper.share().stream().noneMatch(share -> share.includes(original))) {
            problems.warn(
                    path,
                    "no share of this upper includes " + original,
                    "expected the original id of a shared channel");
            return;
        }
        noteHalf(original).ifPresent(doubt -> problems.warn(path, doubt, "expected the whole original id"));
    }

    private static Optional<String> noteHalf(String id) {
        return WHOLE.matcher(id).matches() ? Optional.empty() : Optional.of(id + " is not 20 digits long");
    }

    private static boolean meet(ChannelPattern one, ChannelPattern other) {
        return Stream.of(one, other).allMatch(ChannelPattern::isPrefix)
                ? begin(one).startsWith(begin(other)) || begin(other).startsWith(begin(one))
                : one.isPrefix() ? one.matches(other.text()) : other.matches(one.text());
    }

    private static String begin(ChannelPattern prefix) {
        return prefix.text().substring(0, prefix.text().length() - 1);
    }
}
