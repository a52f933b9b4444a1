package cascade.gateway.simulator;

import cascade.address.IpText;
import cascade.gateway.gb.DeviceId;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Id and SIP listening address of a platform.
 *
 * @param deviceId its platform id
 * @param host an IP address without brackets, never a name
 * @param port for UDP and TCP
 */
public record PlatformAddress(DeviceId deviceId, String host, int port) {

    private static final int MAX_PORT = 65_535;

    public PlatformAddress {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to " + MAX_PORT + ")");
        }
        // refuses anything that would need DNS
        InetAddress.ofLiteral(host);
    }

    /** From texts, as options and tests write them. */
    public static PlatformAddress of(String deviceId, String host, int port) {
        return new PlatformAddress(new DeviceId(deviceId), host, port);
    }

    public InetAddress inetAddress() {
        return InetAddress.ofLiteral(host);
    }

    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(inetAddress(), port);
    }

    /** {@code host:port} as a SIP URI writes it. */
    public String authority() {
        return IpText.hostPort(host, port);
    }
}
