package cascade.config.read;

import cascade.config.Edition;
import cascade.config.Permission;
import cascade.config.Role;
import cascade.config.domain.TreeView;
import cascade.config.quirk.Form;
import cascade.config.value.ChannelPattern;
import cascade.config.value.Cidr;
import cascade.config.value.HostPort;
import cascade.config.value.InvalidValue;
import cascade.config.value.IpAddress;
import cascade.config.value.MediaTransport;
import cascade.config.value.PortRange;
import cascade.config.value.RedirectTarget;
import cascade.config.value.Require;
import cascade.config.value.Secret;
import cascade.config.value.Transport;
import cascade.config.value.TypeCode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Value kinds that a configuration is made of. */
public final class Kinds {

    public static final Kind<String> PLATFORM_ID = matching("a platform id", "20 digits", "\\d{20}");
    public static final Kind<String> ORGANISATION_ID = matching(
            "an organisation's id", "20 digits, or 2, 4, 6 or 8 of an area", "\\d{2}|\\d{4}|\\d{6}|\\d{8}|\\d{20}");
    static final Kind<String> NAME = name("a name", "a letter or digit, then up to 63 letters, digits, - or _");
    public static final Kind<String> NETWORK = name("the name of a network", "a key of gateway.networks");
    public static final Kind<String> LOWER_DOMAIN = name("the name of a domain", "the name of a lower domain");
    public static final Kind<String> HEADER_TEXT = matching("a header value", "printable ASCII", "[ -~]*[!-~][ -~]*");
    public static final Kind<String> USERNAME =
            matching("a user name", "printable ASCII without quotes", "[ -~&&[^\"\\\\]]*");
    public static final Kind<String> SIP_DOMAIN = matching(
            "a SIP domain", "\"\", or a domain such as 3728000000", "([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)?");
    public static final Kind<String> HEP_NODE =
            matching("the name of a node", "\"\", or up to 64 printable ASCII characters", "[ -~]{0,64}");
    public static final Kind<String> HTTP_HOST = matching(
            "a host name",
            "a name or an address without a port, such as gw.city.example",
            "[A-Za-z0-9]([A-Za-z0-9.-]{0,252})");
    public static final Kind<String> ADDRESS = new Kind<>("an IP address", IpAddress.EXPECTED, IpAddress::normal);
    public static final Kind<String> ADDRESS_OR_NONE = new Kind<>(
            "an IP address", "\"\", or " + IpAddress.EXPECTED, text -> text.isEmpty() ? text : IpAddress.normal(text));
    public static final Kind<Role> ROLE = choice("a role", Role.class);
    public static final Kind<Transport> TRANSPORT = choice("a transport", Transport.class);
    public static final Kind<MediaTransport> MEDIA_TRANSPORT = choice("a media transport", MediaTransport.class);
    public static final Kind<Permission> PERMISSION = choice("a permission", Permission.class);
    /** A time that the program keeps itself. */
    public static final Kind<Duration> TIMER = duration(Duration.ofMillis(1));
    /** A time that is told to peers, who count in seconds. */
    public static final Kind<Duration> SECONDS = duration(Duration.ofSeconds(1));

    public static final Kind<Duration> DURATION_OR_ZERO = duration(Duration.ZERO);
    public static final Kind<TreeView> TREE = words(
            "a tree",
            Map.of("original", new TreeView.Original(), "flat", new TreeView.Flat()),
            "original, flat, or an organisation { id, name, children, channels }");
    public static final Kind<String> LABEL = matching("a name", "a text that is not empty", "(?s).*\\S.*");
    public static final Kind<Integer> PORT = integer("a port", 1, 65535);
    public static final Kind<PortRange> PORTS =
            new Kind<>("a range of port pairs", "a range such as 20000-29999", PortRange::parse);
    public static final Kind<HostPort> HOST_PORT =
            new Kind<>("a peer's address", "host:port such as 10.69.80.187:7100", HostPort::parse);
    public static final Kind<RedirectTarget> REDIRECT_TARGET = new Kind<>(
            "a platform to register with",
            "host:port, or id@host:port such as 37280600002000000002@10.69.91.8:7100",
            RedirectTarget::parse);
    public static final Kind<Cidr> CIDR = new Kind<>("a block of addresses", Cidr.EXPECTED, Cidr::parse);
    public static final Kind<ChannelPattern> CHANNELS = new Kind<>(
            "a channel id or the beginning of one", "an id, or the beginning of one and *", ChannelPattern::new);
    public static final Kind<String> NODE_ID = matching(
            "the id of a node",
            "a whole id, or the 2, 4, 6 or 8 digits of an area; no *, all below it is meant anyway",
            "[0-9A-Za-z_-]{1,64}");
    public static final Kind<TypeCode> TYPE_CODE = new Kind<>("a type code", TypeCode.EXPECTED, TypeCode::parse);
    public static final Kind<String> ORIGINAL_ID = matching(
            "an original id",
            "1 to 64 letters, digits, - or _, or the beginning of such and *",
            "[0-9A-Za-z_-]{1,64}|[0-9A-Za-z_-]{1,63}\\*");
    public static final Kind<String> EXPORTED_ID = matching(
            "an exported id", "20 digits, or the beginning of such and * for a key with *", "\\d{20}|\\d{1,19}\\*");
    static final Kind<Secret> SECRET = new Kind<>("a password", "a text that is not empty", Secret::new);
    public static final Kind<String> FILE_OR_NONE =
            matching("the path of a file", "\"\", or the path of a file", "[^\\p{Cntrl}]*");
    public static final Kind<Path> FOLDER = new Kind<>("a folder", "the path of a folder", Kinds::folder);
    public static final Kind<Boolean> SWITCH = words(
            "a switch",
            Map.of("true", true, "yes", true, "on", true, "false", false, "no", false, "off", false),
            "true or false");
    public static final Kind<Edition> EDITION = words(
            "an edition of GB/T 28181",
            Arrays.stream(Edition.values()).collect(Collectors.toMap(Edition::year, Function.identity())));
    public static final Kind<Charset> CHARSET = words(
            "a character set",
            Map.of(
                    "GB2312", Charset.forName("GB2312"),
                    "GB18030", Charset.forName("GB18030"),
                    "UTF-8", StandardCharsets.UTF_8));
    public static final Kind<Long> BANDWIDTH =
            new Kind<>("a bandwidth", "0, or bits a second such as 800Mbps", Kinds::bitsPerSecond);

    private static final Pattern BANDWIDTH_TEXT = Pattern.compile("(\\d{1,9})\\s*([kMG]?)bps");
    private static final Pattern KB = Pattern.compile("[0-9.]+\\s*(KB|Kb|kb)");
    private static final Pattern BARE_NUMBER = Pattern.compile("[-+]?[0-9.]+");

    private static final String VALUE = "value";

    private Kinds() {}

    public static Kind<Integer> integer(String noun, int least, int most) {
        String expected = most == Integer.MAX_VALUE
                ? "a whole number, at least " + least
                : "a whole number from " + least + " to " + most;
        return new Kind<>(noun, expected, text -> {
            int number = Integer.parseInt(text.strip());
            Require.that(number >= least && number <= most, noun, number, expected);
            return number;
        });
    }

    public static Kind<Integer> count(int least) {
        return integer("a usable number", least, Integer.MAX_VALUE);
    }

    static Kind<Duration> duration(Duration least) {
        String expected = least.isZero()
                ? "0, or a duration with its unit such as 500ms or 60s"
                : "at least " + (least.toSeconds() == 0 ? least.toMillis() + "ms" : least.toSeconds() + "s")
                        + ", with the unit";
        return new Kind<>("a usable duration", expected, text -> {
            Duration duration = withUnit(text, Duration.ZERO, config -> config.getDuration(VALUE));
            Require.that(duration.compareTo(least) >= 0, "duration", text, expected);
            return duration;
        });
    }

    /** A size of at least {@code least} bytes that fits a buffer. */
    public static Kind<Integer> size(int least) {
        return size(least, 1 << 30, "at least " + least + "B, with the unit, such as 1300B, 256KiB or 4MiB");
    }

    /** A size within bounds, in bytes. */
    public static Kind<Integer> size(int least, int most) {
        return size(least, most, least + "B to " + most + "B, with the unit, such as 1300B");
    }

    private static Kind<Integer> size(int least, int most, String expected) {
        return new Kind<>("a usable size", expected, text -> {
            Require.that(
                    !KB.matcher(text.strip()).matches(), "size", text, "KiB (1024 bytes) or kB (1000), KB is neither");
            long bytes =
                    withUnit(text, 0L, config -> config.getMemorySize(VALUE).toBytes());
            Require.that(bytes >= least && bytes <= most, "size", text, expected);
            return (int) bytes;
        });
    }

    public static Kind<String> profile(List<String> names) {
        return words("a profile", names.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
    }

    /** One of the constants, written in lower case with dashes. */
    public static <E extends Enum<E>> Kind<E> choice(String noun, Class<E> type) {
        Map<String, E> words = new TreeMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(Form.word(constant), constant);
        }
        return words(noun, words);
    }

    /** One of some SIP status codes. */
    public static Kind<Integer> status(String noun, List<Integer> codes) {
        return words(noun, codes.stream().collect(Collectors.toMap(String::valueOf, Function.identity())));
    }

    static <T> Kind<T> words(String noun, Map<String, T> words) {
        return words(noun, words, oneOf(words.keySet().stream().sorted().toList()));
    }

    private static <T> Kind<T> words(String noun, Map<String, T> words, String expected) {
        return new Kind<>(noun, expected, text -> {
            T value = words.get(text);
            if (value == null) {
                throw new InvalidValue(noun, text, expected);
            }
            return value;
        });
    }

    static String oneOf(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static Kind<String> name(String noun, String expected) {
        return matching(noun, expected, "[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    }

    private static Kind<String> matching(String noun, String expected, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Kind<>(noun, expected, text -> {
            Require.that(pattern.matcher(text).matches(), noun, text, expected);
            return text;
        });
    }

    private static Path folder(String text) {
        Require.text("folder", text);
        return Path.of(text);
    }

    private static Long bitsPerSecond(String text) {
        if (text.equals("0")) {
            return 0L;
        }
        Matcher matcher = BANDWIDTH_TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long factor = switch (matcher.group(2)) {
            case "k" -> 1_000;
            case "M" -> 1_000_000;
            case "G" -> 1_000_000_000;
            default -> 1;
        };
        return Long.parseLong(matcher.group(1)) * factor;
    }

    /** HOCON takes a bare number for milliseconds or bytes, which is hardly ever what was meant: 3600 is not an hour. */
    private static <T> T withUnit(String text, T zero, Function<Config, T> read) {
        if (text.strip().equals("0")) {
            return zero;
        }
        if (BARE_NUMBER.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException(text);
        }
        try {
            return read.apply(ConfigValueFactory.fromAnyRef(text).atKey(VALUE));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
