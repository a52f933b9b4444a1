package cascade.gateway.manners.advice;

import cascade.config.DomainConfig;
import cascade.config.LowerDomainConfig;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.manners.trait.Sighting;
import cascade.gateway.manners.trait.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Wishes of all that was seen of a domain, one a key: those of the table, and those whose value is not fixed but depends
 * on what was seen or is configured.
 */
final class Wishes {

    /** Keepalives of a lower that may be lost in a row. */
    private static final int KEEPALIVES_BORNE = 3;

    /** What a configuration takes for one. */
    private static final Pattern SIP_DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    private final DomainConfig domain;
    private final SeenManners seen;
    private final Map<String, String> present;
    private final Map<String, Wish> wishes = new LinkedHashMap<>();

    private Wishes(DomainConfig domain, SeenManners seen) {
        this.domain = domain;
        this.seen = seen;
        this.present = Keys.of(domain);
    }

    static List<Wish> of(DomainConfig domain, SeenManners seen, List<Demand> table) {
        var wishes = new Wishes(domain, seen);
        table.stream()
                .filter(demand -> demand.concerns(domain.role()))
                .flatMap(demand -> demand.wish(seen))
                .forEach(wishes::add);
        wishes.addCharset();
        wishes.addSipDomain();
        wishes.addKeepaliveTimeout();
        wishes.addAcceptedSetup();
        wishes.addDigest();
        wishes.addUnregisteredKeepalive();
        return new ArrayList<>(wishes.wishes.values());
    }

    /** Keys that this domain has not, or that have no effect for its role, are nobody's wish. */
    private void add(Wish wish) {
        if (present.containsKey(wish.key())) {
            wishes.put(wish.key(), wish);
        }
    }

    private void add(String key, String value, Trait trait, Sighting sighting) {
        add(new Wish(key, value, trait, sighting, true));
    }

    /** What its own text is in it can read; what is all ASCII tells by its declaration alone. */
    private void addCharset() {
        Optional<Sighting> declared = seen.habit(Trait.CHARSET_DECLARED);
        Optional<Sighting> written = seen.habit(Trait.CHARSET_TRUE);
        boolean declaresGb18030 =
                declared.filter(name -> name.value().equals("GB18030")).isPresent();
        if (written.isPresent()) {
            String charset = written.get().value();
            boolean utf8 = charset.equals("UTF-8");
            String wanted = utf8 ? charset : declaresGb18030 ? "GB18030" : "GB2312";
            add(Keys.CHARSET, wanted, Trait.CHARSET_TRUE, written.get());
            if (charset.equals("GB18030") && wanted.equals("GB2312")) {
                add(Keys.QUIRKS + "gb18030-bytes", "true", Trait.CHARSET_TRUE, written.get());
            }
        } else {
            declared.filter(name -> List.of("GB2312", "GB18030", "UTF-8").contains(name.value()))
                    .ifPresent(name -> add(Keys.CHARSET, name.value(), Trait.CHARSET_DECLARED, name));
        }
    }

    private void addSipDomain() {
        seen.habit(Trait.URI_DOMAIN).ifPresent(form -> {
            String domain = form.value().equals("address") ? "" : form.example();
            if (domain.isEmpty() || SIP_DOMAIN.matcher(domain).matches()) {
                add(Keys.SIP_DOMAIN, domain, Trait.URI_DOMAIN, form);
            }
        });
    }

    private void addKeepaliveTimeout() {
        if (domain instanceof LowerDomainConfig lower) {
            seen.habit(Trait.KEEPALIVE).ifPresent(period -> {
                Duration interval = Duration.parse("PT" + period.value());
                Duration least = interval.multipliedBy(KEEPALIVES_BORNE);
                if (lower.keepalive().timeout().compareTo(interval.multipliedBy(2)) <= 0) {
                    add(Keys.KEEPALIVE_TIMEOUT, least.toSeconds() + "s", Trait.KEEPALIVE, period);
                }
            });
        }
    }

    private void addAcceptedSetup() {
        for (String setup : List.of("passive", "active")) {
            seen.find(Trait.SETUP_OFFER, setup)
                    .ifPresent(offer -> addItem(Keys.MEDIA_ACCEPT, "tcp-" + setup, Trait.SETUP_OFFER, offer));
        }
    }

    private void addDigest() {
        String key = Keys.QUIRKS + "answer-digest";
        for (String algorithm : List.of("md5", "sha-256", "sm3")) {
            Stream.of(algorithm, algorithm + "-qop")
                    .flatMap(form -> seen.find(Trait.DIGEST, "challenge-" + form).stream())
                    .forEach(challenge -> addItem(key, algorithm, Trait.DIGEST, challenge));
        }
    }

    /** The list as it is, or as it is asked for already, with one more. */
    private void addItem(String key, String item, Trait trait, Sighting sighting) {
        Optional<String> list =
                Optional.ofNullable(wishes.get(key)).map(Wish::value).or(() -> Optional.ofNullable(present.get(key)));
        list.map(Keys::items).filter(items -> !items.contains(item)).ifPresent(items -> {
            List<String> more = new ArrayList<>(items);
            more.add(item);
            add(key, Keys.list(more), trait, sighting);
        });
    }

    private void addUnregisteredKeepalive() {
        if (domain instanceof LowerDomainConfig lower) {
            String wanted = lower.auth().required() ? "challenge" : "register";
            seen.habit(Trait.UNREGISTERED_KEEPALIVE)
                    .filter(habit -> habit.value().equals("repeats"))
                    .ifPresent(habit ->
                            add(Keys.QUIRKS + "unregistered-keepalive", wanted, Trait.UNREGISTERED_KEEPALIVE, habit));
        }
    }
}
