package cascade.gateway.testkit.sip;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.testkit.Patience;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SIP peer over one TCP connection whose every message is written by the test; what is not asked for is passed over. */
public final class ScriptedConnection implements AutoCloseable {

    private static final SipReader READER = new SipReader(new SipLimits(256 * 1024, 8 * 1024, 128, 32));
    private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length:\\s*(\\d+)");

    private final Socket socket;
    private final InputStream in;

    private ScriptedConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(Patience.millis());
    }

    public static ServerSocket listen(String host, int port) {
        try {
            var server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(host, port));
            server.setSoTimeout(Patience.millis());
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** The gateway's next connection. */
    public static ScriptedConnection accept(ServerSocket server) {
        try {
            return new ScriptedConnection(server.accept());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A connection to the gateway, from a port of the system's choice. */
    public static ScriptedConnection open(String host, String gatewayHost, int gatewayPort) {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress(host, 0));
            socket.connect(new InetSocketAddress(gatewayHost, gatewayPort), Patience.millis());
            return new ScriptedConnection(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void sends(SipMessage message) {
        try {
            socket.getOutputStream().write(SipWriter.write(message));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void answers(SipRequest request, int status) {
        sends(SipResponse.to(request, status).toTag("peer" + request.callId()).build());
    }

    public SipRequest expectsRequest(String method) {
        return (SipRequest) expects(message -> message instanceof SipRequest request && request.is(method));
    }

    public SipResponse expectsResponse(int status, String method) {
        return (SipResponse) expects(message -> message instanceof SipResponse response
                && response.status() == status
                && response.cseq().method().equals(method));
    }

    private SipMessage expects(Predicate<SipMessage> wanted) {
        try {
            while (true) {
                SipMessage message = read();
                if (wanted.test(message)) {
                    return message;
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private SipMessage read() throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            assertThat(next).as("the connection is open").isNotNegative();
            bytes.write(next);
        }
        Matcher length = LENGTH.matcher(bytes.toString(StandardCharsets.ISO_8859_1));
        assertThat(length.find()).isTrue();
        bytes.write(in.readNBytes(Integer.parseInt(length.group(1))));
        return ((SipReader.Reading.Message) READER.read(bytes.toByteArray(), true)).message();
    }

    /** Gone without a word: the other side learns of it when it sends. */
    public void resets() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
