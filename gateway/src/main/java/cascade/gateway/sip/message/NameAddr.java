package cascade.gateway.sip.message;

import cascade.gateway.sip.message.Grammar.GrammarException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a From, To, Contact or Route header: a URI with header parameters (RFC 3261 section 20.10). Display
 * names are read and dropped: in GB/T 28181 they are decoration, often in an undeclared charset.
 *
 * @param uri the address
 * @param params header parameters, quotes included, values empty for flags
 */
public record NameAddr(SipUri uri, Map<String, String> params) {

    public NameAddr {
        params = Params.copyOf(params);
    }

    public static NameAddr of(SipUri uri) {
        return new NameAddr(uri, Map.of());
    }

    public static NameAddr tagged(SipUri uri, String tag) {
        return of(uri).withTag(tag);
    }

    /** The addresses of a comma-separated list as Contact and Route write it; none where it is beyond the grammar. */
    public static List<NameAddr> parseAll(String value) {
        try {
            return Grammar.contacts(value);
        } catch (GrammarException unreadable) {
            return List.of();
        }
    }

    /** The tag that identifies one side of a dialog (RFC 3261 section 19.3); absent in some vendors' requests. */
    public Optional<String> tag() {
        return Optional.ofNullable(params.get("tag")).filter(tag -> !tag.isEmpty());
    }

    public NameAddr withTag(String tag) {
        return withParam("tag", tag);
    }

    public NameAddr withParam(String name, String value) {
        var all = new LinkedHashMap<>(params);
        all.put(name, value);
        return new NameAddr(uri, all);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("<").append(uri).append('>');
        params.forEach((name, value) -> {
            text.append(';').append(name);
            if (!value.isEmpty()) {
                text.append('=').append(value);
            }
        });
        return text.toString();
    }
}
