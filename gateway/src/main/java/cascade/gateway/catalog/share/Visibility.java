package cascade.gateway.catalog.share;

import cascade.gateway.gb.DeviceId;
import java.util.Optional;

/**
 * Visibility of a node of the channel tree to one upper: under which id it sees the node, or why it does not. Immutable, any
 * thread.
 */
public sealed interface Visibility {

    /** Stable word for the API. */
    String code();

    /** Sentence for an operator, which says what to change where something can be. */
    String reason();

    /** The id under which the upper sees the node, or would if nothing stood against it. */
    default Optional<DeviceId> exportedId() {
        return Optional.empty();
    }

    /** Whether the node stands in the upper's catalog. */
    default boolean isVisible() {
        return false;
    }

    /** The place in {@code share} of the rule that decided, where one did. */
    default Optional<Integer> rule() {
        return Optional.empty();
    }

    /** The visibility as one sees it who asks by that id: the upper is refused the original id of what is mapped. */
    default Visibility askedAs(DeviceId asked, DeviceId original) {
        return exportedId()
                .filter(id -> isVisible() && asked.equals(original) && !id.equals(asked))
                .<Visibility>map(id -> new Mapped(original, id, rule()))
                .orElse(this);
    }

    /** A rule includes it. */
    record Shared(DeviceId exported, int index) implements Visibility {
        @Override
        public String code() {
            return "shared";
        }

        @Override
        public String reason() {
            return "share[" + index + "] includes it";
        }

        @Override
        public Optional<DeviceId> exportedId() {
            return Optional.of(exported);
        }

        @Override
        public boolean isVisible() {
            return true;
        }

        @Override
        public Optional<Integer> rule() {
            return Optional.of(index);
        }
    }

    /** It is shown, and the upper may not call it. */
    record NotPermitted(DeviceId exported, int index) implements Visibility {
        @Override
        public String code() {
            return "not-permitted";
        }

        @Override
        public String reason() {
            return "share[" + index
                    + "] includes it, but permissions of this upper lack live: it is listed, its calls are"
                    + " refused";
        }

        @Override
        public Optional<DeviceId> exportedId() {
            return Optional.of(exported);
        }

        @Override
        public boolean isVisible() {
            return true;
        }

        @Override
        public Optional<Integer> rule() {
            return Optional.of(index);
        }
    }

    /** It was asked for by its original id, which is not the one that the upper knows. */
    record Mapped(DeviceId original, DeviceId exported, Optional<Integer> rule) implements Visibility {
        @Override
        public String code() {
            return "mapped";
        }

        @Override
        public String reason() {
            return "the upper sees it as " + exported + ", which map gives it; asked for as " + original
                    + " it does not exist for this upper";
        }

        @Override
        public Optional<DeviceId> exportedId() {
            return Optional.of(exported);
        }

        @Override
        public boolean isVisible() {
            return true;
        }
    }

    /** No rule includes an area, system or group, but something below it is shown. */
    record HoldsTree(DeviceId exported) implements Visibility {
        @Override
        public String code() {
            return "holds-tree";
        }

        @Override
        public String reason() {
            return "it stands above channels that are shared, so that the tree holds together";
        }

        @Override
        public Optional<DeviceId> exportedId() {
            return Optional.of(exported);
        }

        @Override
        public boolean isVisible() {
            return true;
        }
    }

    /** The lower's platform, for which ours stands under the same id. */
    record StandsForUs(DeviceId exported) implements Visibility {
        @Override
        public String code() {
            return "gateway";
        }

        @Override
        public String reason() {
            return "its id is ours towards this upper: our own platform item stands in its place";
        }

        @Override
        public Optional<DeviceId> exportedId() {
            return Optional.of(exported);
        }
    }

    /** @param lowerNamed whether some rule names its lower at all */
    record NoRule(String lower, boolean lowerNamed) implements Visibility {
        @Override
        public String code() {
            return "no-rule";
        }

        @Override
        public String reason() {
            return lowerNamed ? "no rule of share from " + lower + " includes it" : "share has no rule from " + lower;
        }
    }

    /** @param index the first rule that would show it */
    record Excepted(int index, String exception) implements Visibility {
        @Override
        public String code() {
            return "excepted";
        }

        @Override
        public String reason() {
            return "share[" + index + "] would show it, but for its exception " + exception;
        }

        @Override
        public Optional<Integer> rule() {
            return Optional.of(index);
        }
    }

    /** @param heldBy {@code lower/id} of the channel that has the exported id, or what else has it */
    record Conflict(DeviceId exported, String heldBy) implements Visibility {
        @Override
        public String code() {
            return "conflict";
        }

        @Override
        public String reason() {
            return exported + " is held by " + heldBy + " towards this upper: give one of them another id in map";
        }

        @Override
        public Optional<DeviceId> exportedId() {
            return Optional.of(exported);
        }
    }

    /** The upper and the lower are one platform. */
    record Loop(String lower) implements Visibility {
        @Override
        public String code() {
            return "loop";
        }

        @Override
        public String reason() {
            return "this upper is the platform that " + lower + " is: it is not shown what comes from it";
        }
    }

    /**
     * It hangs below our own platform's item, or the upper's, in the catalog of a lower that had it from there.
     *
     * @param origin that platform
     */
    record CameAround(String lower, DeviceId origin) implements Visibility {
        @Override
        public String code() {
            return "loop";
        }

        @Override
        public String reason() {
            return lower + " has it from " + origin + " itself, and it is not shown once more";
        }
    }

    /** The upper's tree has channels only. */
    record NotInTree() implements Visibility {
        @Override
        public String code() {
            return "not-in-tree";
        }

        @Override
        public String reason() {
            return "this upper is shown channels only: its tree is flat or of virtual organisations";
        }
    }

    /** The configuration names it, and the lower has not told of it. */
    record NotInCatalog(String lower) implements Visibility {
        @Override
        public String code() {
            return "not-in-catalog";
        }

        @Override
        public String reason() {
            return "share or map names it, but it is not in the catalog that " + lower + " has given";
        }
    }
}
