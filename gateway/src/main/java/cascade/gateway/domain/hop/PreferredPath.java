package cascade.gateway.domain.hop;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Preferred path of an INVITE (优选路径, {@code X-PreferredPath}, GB/T 28181-2022 annex H) as the platform reads it that the
 * INVITE has reached. Immutable, any thread.
 */
public sealed interface PreferredPath {

    String HEADER = "X-PreferredPath";

    /** None is asked for, or it ends here: the call goes where the channel is, without such a header. */
    record Ends() implements PreferredPath {}

    /** The path goes on to {@code next}, with {@code rest}, which begins with it. */
    record GoesOn(String next, RoutePath rest) implements PreferredPath {}

    /** The path does not name us. */
    record Elsewhere(RoutePath path) implements PreferredPath {}

    /** The path names us again further down: a loop. */
    record ComesBack(RoutePath path) implements PreferredPath {}

    /** The header is no path. */
    record Unreadable(String header) implements PreferredPath {}

    /**
     * Reads the header of an INVITE.
     *
     * @param isOurs whether an id is one of ours; what a path names before us was passed already, by platforms that do not
     *     take their own id off
     */
    static PreferredPath read(Optional<String> header, Predicate<String> isOurs) {
        if (header.filter(text -> !text.isBlank()).isEmpty()) {
            return new Ends();
        }
        Optional<RoutePath> path = RoutePath.parse(header.get());
        if (path.isEmpty()) {
            return new Unreadable(header.get());
        }
        Optional<String> own = path.get().ids().stream().filter(isOurs).findFirst();
        if (own.isEmpty()) {
            return new Elsewhere(path.get());
        }
        RoutePath rest = path.get().below(own.get());
        if (rest.ids().stream().anyMatch(isOurs)) {
            return new ComesBack(path.get());
        }
        return rest.next().<PreferredPath>map(next -> new GoesOn(next, rest)).orElseGet(Ends::new);
    }
}
