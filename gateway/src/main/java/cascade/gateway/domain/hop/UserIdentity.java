package cascade.gateway.domain.hop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identity of the user who asks across domains (跨域用户身份, {@code Monitor-User-Identity}, GB/T 28181-2022 8.3): the
 * gateways that it came by, the last one first, then the user and, in brackets, its attributes. The standard gives no grammar
 * for those; they are carried as they came. Immutable, any thread.
 *
 * @param gateways platform ids, the one that carried it last first
 * @param user all that follows
 */
public record UserIdentity(List<String> gateways, String user) {

    public static final String HEADER = "Monitor-User-Identity";

    private static final Pattern GATEWAY = Pattern.compile("\\s*(\\d{20})\\s*-");

    public UserIdentity {
        gateways = List.copyOf(gateways);
    }

    /** The identity that a header says; empty where the header is. */
    static Optional<UserIdentity> parse(String header) {
        var gateways = new ArrayList<String>();
        Matcher matcher = GATEWAY.matcher(header);
        int start = 0;
        while (matcher.region(start, header.length()).lookingAt()) {
            gateways.add(matcher.group(1));
            start = matcher.end();
        }
        String user = header.substring(start).strip();
        return gateways.isEmpty() && user.isEmpty() ? Optional.empty() : Optional.of(new UserIdentity(gateways, user));
    }

    /** The same carried on by that gateway; one that has carried it last is not named twice. */
    UserIdentity by(String gateway) {
        if (gateways.stream().findFirst().filter(gateway::equals).isPresent()) {
            return this;
        }
        var all = new ArrayList<String>(gateways.size() + 1);
        all.add(gateway);
        all.addAll(gateways);
        return new UserIdentity(all, user);
    }

    /** As the header has it. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        gateways.forEach(gateway -> text.append(gateway).append('-'));
        return text.append(user).toString();
    }
}
