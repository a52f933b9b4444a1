package cascade.config.rule;

import cascade.config.UpperDomainConfig;
import cascade.config.domain.IdMap;
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
    private static final Pattern AREA = Pattern.compile("(\\d{2}){1,4}");

    private ShareWarnings() {}

    static void note(UpperDomainConfig upper, KeyPath path, Problems problems) {
        for (int index = 0; index < upper.share().size(); index++) {
            Share share = upper.share().get(index);
            KeyPath entry = path.child("share").item(index);
            notePartial(share.channels(), entry.child("channels"), problems);
            notePartial(share.except(), entry.child("except"), problems);
            noteIdleExceptions(share, entry.child("except"), problems);
            notePartialNodes(share.below(), entry.child("below"), problems);
            notePartialNodes(share.exceptBelow(), entry.child("except-below"), problems);
            noteOtherType(share, entry.child("channels"), problems);
            noteAllExcepted(share, entry.child("except-below"), problems);
        }
        for (String original : upper.map().ids().keySet()) {
            noteMapKey(upper, original, path.child("map").child(original), problems);
        }
        for (IdMap.Prefix prefix : upper.map().prefixes()) {
            notePrefix(upper, prefix, path.child("map").child(prefix.from() + "*"), problems);
        }
    }

    private static void notePartialNodes(List<String> nodes, KeyPath path, Problems problems) {
        for (int index = 0; index < nodes.size(); index++) {
            String node = nodes.get(index);
            if (!WHOLE.matcher(node).matches() && !AREA.matcher(node).matches()) {
                problems.warn(
                        path.item(index),
                        node + " is neither 20 digits long nor the code of an area, so it matches no usual node",
                        "expected the whole id of a node");
            }
        }
    }

    private static void noteOtherType(Share share, KeyPath path, Problems problems) {
        for (int index = 0; index < share.channels().size(); index++) {
            ChannelPattern channel = share.channels().get(index);
            if (!channel.isPrefix() && !share.isOfType(channel.text())) {
                problems.warn(
                        path.item(index),
                        channel + " is of none of the types, so this rule does not show it",
                        "expected an id of one of the types, or a rule of its own for it");
            }
        }
    }

    private static void noteAllExcepted(Share share, KeyPath path, Problems problems) {
        for (int index = 0; index < share.exceptBelow().size(); index++) {
            String node = share.exceptBelow().get(index);
            if (share.below().contains(node)) {
                problems.warn(
                        path.item(index),
                        "below names " + node + " as well, so this rule shows nothing of it",
                        "expected a node that hangs below it");
            }
        }
    }

    private static void notePrefix(UpperDomainConfig upper, IdMap.Prefix prefix, KeyPath path, Problems problems) {
        ChannelPattern all = new ChannelPattern(prefix.from() + "*");
        boolean shared = upper.share().stream()
                .anyMatch(share -> share.channels().isEmpty()
                        || share.channels().stream().anyMatch(channel -> meet(channel, all)));
        if (!shared) {
            problems.warn(
                    path,
                    "no share of this upper includes an id that begins so",
                    "expected the beginning of original ids of shared channels");
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
        if (upper.share().stream().noneMatch(share -> share.mayInclude(original))) {
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
