package cascade.config.load;

import cascade.address.IpText;
import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.NetworkConfig;
import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.Share;
import cascade.config.gateway.MediaBinding;
import cascade.config.gateway.SipBinding;
import cascade.config.value.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One-screen summary of a configuration: its networks and domains, to compare with what was meant. */
public final class ConfigSummary {

    private static final String GAP = "  ";

    private ConfigSummary() {}

    /** The text, each line ended; secrets are not in it, only whether there are any. */
    public static String render(GatewayConfig config) {
        StringBuilder text = new StringBuilder();
        text.append("gateway ").append(config.deviceId());
        text.append(", admin ")
                .append(IpText.hostPort(config.admin().bind(), config.admin().port()));
        text.append(", state in ").append(config.dataDir()).append('\n');
        table(text, "networks", networks(config));
        table(text, "upper domains", uppers(config));
        table(text, "lower domains", lowers(config));
        return text.toString();
    }

    private static List<List<String>> networks(GatewayConfig config) {
        List<List<String>> rows = new ArrayList<>();
        for (NetworkConfig network : config.networks().values()) {
            SipBinding sip = network.sip();
            MediaBinding media = network.media();
            rows.add(List.of(
                    network.name(),
                    "sip " + IpText.hostPort(sip.bind(), sip.port()) + " " + words(sip.transports())
                            + seenAs(sip.bind(), sip.advertise()),
                    "media " + media.bind() + " " + join(media.ports()) + (media.singlePort() ? " single-port" : "")
                            + seenAs(media.bind(), media.advertise())));
        }
        return rows;
    }

    private static List<List<String>> uppers(GatewayConfig config) {
        List<List<String>> rows = new ArrayList<>();
        for (UpperDomainConfig upper : config.uppers().values()) {
            rows.add(row(
                    upper,
                    "at " + join(upper.hosts()),
                    upper.auth().password().isPresent() ? "with a password" : "no password",
                    "media "
                            + join(upper.media().accept().stream()
                                    .map(ConfigSummary::word)
                                    .toList()),
                    "may " + permissions(upper.permissions()),
                    "maps " + (upper.map().size() == 0 ? "nothing" : upper.map().size()),
                    upper.share().isEmpty() ? "sees nothing" : "sees " + shares(upper.share())));
        }
        return rows;
    }

    private static List<List<String>> lowers(GatewayConfig config) {
        List<List<String>> rows = new ArrayList<>();
        for (LowerDomainConfig lower : config.lowers().values()) {
            rows.add(row(
                    lower,
                    "from " + (lower.allowFrom().isEmpty() ? "anywhere" : join(lower.allowFrom())),
                    lower.auth().required() ? "password required" : "no password required",
                    "media " + word(lower.mediaTransport()),
                    lower.hosts().isEmpty() ? "registers" : "at " + join(lower.hosts())));
        }
        return rows;
    }

    private static List<String> row(DomainConfig domain, String where, String... more) {
        return Stream.concat(
                        Stream.of(
                                domain.name(),
                                domain.deviceId(),
                                where,
                                word(domain.transport()) + " on " + domain.network(),
                                domain.profile().name(),
                                "GB " + domain.edition().year()),
                        Stream.of(more))
                .toList();
    }

    private static String permissions(Set<Permission> permissions) {
        if (permissions.size() == Permission.values().length) {
            return "all";
        }
        return permissions.isEmpty()
                ? "nothing"
                : permissions.stream().sorted().map(ConfigSummary::word).collect(Collectors.joining(","));
    }

    private static String shares(List<Share> shares) {
        return shares.stream()
                .map(share -> share.from()
                        + (share.isWhole()
                                        && share.except().isEmpty()
                                        && share.exceptBelow().isEmpty()
                                ? ""
                                : " in part"))
                .collect(Collectors.joining(", "));
    }

    private static void table(StringBuilder text, String title, List<List<String>> rows) {
        text.append(title)
                .append(": ")
                .append(rows.isEmpty() ? "none" : rows.size())
                .append('\n');
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(GAP);
            for (int column = 0; column < row.size(); column++) {
                line.append(pad(row.get(column), width(rows, column))).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }

    private static String seenAs(String bind, String advertise) {
        return bind.equals(advertise) ? "" : " seen as " + advertise;
    }

    private static String words(Set<Transport> transports) {
        return transports.stream().map(ConfigSummary::word).collect(Collectors.joining(","));
    }

    /** As an operator writes it. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String join(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
