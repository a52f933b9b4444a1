package cascade.gateway.media;

import cascade.address.IpText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a media socket in a {@link DescriptorStore}: what it is and where it is bound, so that the next process finds
 * it by the ports of its calls.
 *
 * @param remote of a TCP connection: its other end; else empty
 */
public record SocketName(Kind kind, InetSocketAddress local, Optional<InetSocketAddress> remote) {

    /** Kind of socket; its label is how the name begins. */
    public enum Kind {
        UDP,
        TCP_LISTENER,
        TCP_CONNECTION;

        private String label() {
            return switch (this) {
                case UDP -> "udp";
                case TCP_LISTENER -> "listen";
                case TCP_CONNECTION -> "tcp";
            };
        }

        private static Optional<Kind> of(String label) {
            for (Kind kind : values()) {
                if (kind.label().equals(label)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private static final char SEPARATOR = '/';
    /** A name may have no colon: the service manager puts one between names. */
    private static final char INSTEAD_OF_COLON = '_';

    private static final Pattern PORT =
            Pattern.compile("\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]");

    public static SocketName udp(InetAddress address, int port) {
        return new SocketName(Kind.UDP, new InetSocketAddress(address, port), Optional.empty());
    }

    public static SocketName listener(InetAddress address, int port) {
        return new SocketName(Kind.TCP_LISTENER, new InetSocketAddress(address, port), Optional.empty());
    }

    public static SocketName connection(InetSocketAddress local, InetSocketAddress remote) {
        return new SocketName(Kind.TCP_CONNECTION, local, Optional.of(remote));
    }

    /** As {@code FDNAME} takes it: printable ASCII without colons. */
    public String text() {
        StringBuilder text = new StringBuilder(kind.label());
        append(text, local);
        remote.ifPresent(other -> append(text, other));
        return text.toString();
    }

    private static void append(StringBuilder text, InetSocketAddress end) {
        text.append(SEPARATOR)
                .append(IpText.of(end.getAddress()).replace(':', INSTEAD_OF_COLON))
                .append(SEPARATOR)
                .append(end.getPort());
    }

    /** The reverse of {@link #text}; empty where the name is none of ours. */
    public static Optional<SocketName> parse(String text) {
        String[] parts = text.split(String.valueOf(SEPARATOR), -1);
        Optional<Kind> kind = Kind.of(parts[0]);
        int expected = kind.equals(Optional.of(Kind.TCP_CONNECTION)) ? 5 : 3;
        if (kind.isEmpty() || parts.length != expected) {
            return Optional.empty();
        }
        Optional<InetSocketAddress> local = end(parts[1], parts[2]);
        Optional<InetSocketAddress> remote = expected == 5 ? end(parts[3], parts[4]) : Optional.empty();
        return local.isEmpty() || (expected == 5 && remote.isEmpty())
                ? Optional.empty()
                : Optional.of(new SocketName(kind.get(), local.get(), remote));
    }

    private static Optional<InetSocketAddress> end(String address, String port) {
        return PORT.matcher(port).matches()
                ? IpText.parse(address.replace(INSTEAD_OF_COLON, ':'))
                        .map(host -> new InetSocketAddress(host, Integer.parseInt(port)))
                : Optional.empty();
    }
}
