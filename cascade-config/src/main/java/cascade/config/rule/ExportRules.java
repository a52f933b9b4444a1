package cascade.config.rule;

import cascade.config.domain.IdMap;
import cascade.config.draft.DomainDraft;
import cascade.config.draft.LowerDraft;
import cascade.config.draft.ShareDraft;
import cascade.config.draft.UpperDraft;
import cascade.config.file.Nearest;
import cascade.config.file.Problems;
import cascade.config.read.Field;
import cascade.config.value.ChannelPattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rules for the channels that an upper is shown: each share names a lower, each exported id is one thing's. */
public final class ExportRules {

    private ExportRules() {}

    /** @param named every domain that is written, those included whose role could not be read */
    public static void check(List<DomainDraft> domains, Set<String> named, Problems problems) {
        Map<String, LowerDraft> lowers = new TreeMap<>();
        for (DomainDraft domain : domains) {
            if (domain instanceof LowerDraft lower) {
                lowers.put(lower.peer().name(), lower);
            }
        }
        Set<String> unread = new HashSet<>(named);
        domains.forEach(domain -> unread.remove(domain.peer().name()));
        for (DomainDraft domain : domains) {
            if (domain instanceof UpperDraft upper) {
                upper.share().forEach(share -> checkFrom(share, lowers, unread, problems));
                checkIdsApart(upper, lowers, problems);
            }
        }
    }

    private static void checkFrom(
            ShareDraft share, Map<String, LowerDraft> lowers, Set<String> unread, Problems problems) {
        share.from().ifPresent(from -> {
            if (!lowers.containsKey(from) && !unread.contains(from)) {
                problems.addAbsence(
                        share.from().path(),
                        "there is no lower domain " + from + Nearest.hint(from, lowers.keySet()),
                        "the name of a lower domain");
            }
        });
    }

    /** Every id that the upper will see and that is known before any catalog came must stand for one thing. */
    private static void checkIdsApart(UpperDraft upper, Map<String, LowerDraft> lowers, Problems problems) {
        IdMap map = MapRules.check(upper.map(), problems);
        Map<String, String> taken = new HashMap<>();
        upper.peer().deviceId().ifPresent(id -> taken.put(id, "the upper itself"));
        upper.peer().localDeviceId().ifPresent(id -> taken.put(id, "us towards this upper"));
        for (ShareDraft share : upper.share()) {
            share.from()
                    .found()
                    .map(lowers::get)
                    .flatMap(lower -> lower.peer().deviceId().found())
                    .filter(id -> !upper.map().containsKey(id))
                    .map(id -> map.exported(id).orElse(id))
                    .ifPresent(id -> taken.putIfAbsent(id, "a shared lower platform"));
            for (Field<ChannelPattern> channel : share.named()) {
                String id = channel.get().text();
                if (!upper.map().containsKey(id) && map.exported(id).isEmpty()) {
                    taken.putIfAbsent(id, "a shared channel that is not mapped");
                }
            }
        }
        checkChannelsOfPrefixes(upper, map, taken, problems);
        for (Field<String> organisation : upper.tree().organisationIds()) {
            checkFree(organisation, "a virtual organisation", taken, problems);
        }
        upper.map().forEach((original, exported) -> {
            if (!original.endsWith("*")) {
                checkFree(exported, "what " + original + " is mapped to", taken, problems);
            }
        });
    }

    /** Channels that are shared by name and get their id by an entry about beginnings. */
    private static void checkChannelsOfPrefixes(
            UpperDraft upper, IdMap map, Map<String, String> taken, Problems problems) {
        Map<String, String> madeOf = new HashMap<>();
        for (ShareDraft share : upper.share()) {
            for (Field<ChannelPattern> channel : share.named()) {
                String id = channel.get().text();
                if (upper.map().containsKey(id) || map.exported(id).isEmpty()) {
                    continue;
                }
                String exported = map.exported(id).get();
                boolean seen = id.equals(madeOf.put(exported, id)); // in another share
                String other = seen ? null : taken.putIfAbsent(exported, "what " + id + " is mapped to");
                if (other != null) {
                    problems.add(
                            channel.path(),
                            "map makes " + exported + " of it, which is already the id of " + other,
                            "an entry of its own in map");
                }
            }
        }
    }

    private static void checkFree(Field<String> id, String purpose, Map<String, String> taken, Problems problems) {
        id.ifPresent(text -> {
            String other = taken.putIfAbsent(text, purpose);
            if (other != null) {
                problems.add(id.path(), text + " is already the id of " + other, "an id of its own");
            }
        });
    }
}
