package cascade.gateway.bench.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Talks to rtpengine: a cookie, a blank and a bencoded dictionary in a datagram, and the same back.
 *
 * <pre>
 *   number i42e   string 4:ping   list l...e   dictionary d key value ... e, keys sorted
 * </pre>
 */
public final class NgClient implements AutoCloseable {

    private static final int MAX_DATAGRAM_BYTES = 65_535;
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int PING_MILLIS = 100;
    private static final int PINGS = 100;

    private final DatagramSocket socket;
    private int cookie;

    public NgClient(InetSocketAddress server) throws IOException {
        socket = new DatagramSocket();
        socket.connect(server);
    }

    /** It takes a moment to start. */
    public void awaitPong() throws IOException {
        for (int i = 0; i < PINGS; i++) {
            try {
                socket.setSoTimeout(PING_MILLIS);
                exchange(Map.of("command", "ping"));
                return;
            } catch (PortUnreachableException e) {
                pause();
            } catch (SocketTimeoutException e) {
                // once more
            }
        }
        throw new IOException("rtpengine does not answer; see its log");
    }

    private static void pause() {
        try {
            Thread.sleep(PING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Map<String, Object> call(Map<String, Object> request) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        Map<String, Object> answer = exchange(request);
        if (!"ok".equals(answer.get("result"))) {
            throw new IOException("rtpengine: " + answer);
        }
        return answer;
    }

    private Map<String, Object> exchange(Map<String, Object> request) throws IOException {
        byte[] mark = (++cookie + " ").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(mark);
        write(bytes, new TreeMap<>(request));
        socket.send(new DatagramPacket(bytes.toByteArray(), bytes.size()));
        DatagramPacket answer = new DatagramPacket(new byte[MAX_DATAGRAM_BYTES], MAX_DATAGRAM_BYTES);
        while (true) {
            socket.receive(answer);
            String text = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
            if (text.startsWith(cookie + " ")) {
                return dictionary(new Reader(text, mark.length));
            }
        }
    }

    private static void write(ByteArrayOutputStream to, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                to.write('d');
                map.forEach((key, item) -> {
                    write(to, key);
                    write(to, item);
                });
                to.write('e');
            }
            case List<?> list -> {
                to.write('l');
                list.forEach(item -> write(to, item));
                to.write('e');
            }
            default -> {
                byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
                to.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                to.writeBytes(bytes);
            }
        }
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        private boolean atEnd() {
            if (text.charAt(at) == 'e') {
                at++;
                return true;
            }
            return false;
        }

        private Object value() {
            return switch (text.charAt(at)) {
                case 'i' -> number();
                case 'l' -> list();
                case 'd' -> dictionary(this);
                default -> string();
            };
        }

        private String number() {
            int end = text.indexOf('e', at);
            String number = text.substring(at + 1, end);
            at = end + 1;
            return number;
        }

        private List<Object> list() {
            at++;
            List<Object> items = new ArrayList<>();
            while (!atEnd()) {
                items.add(value());
            }
            return items;
        }

        private String string() {
            int colon = text.indexOf(':', at);
            int length = Integer.parseInt(text.substring(at, colon));
            at = colon + 1 + length;
            return text.substring(colon + 1, at);
        }
    }

    private static Map<String, Object> dictionary(Reader reader) {
        Map<String, Object> map = new TreeMap<>();
        reader.at++;
        while (!reader.atEnd()) {
            map.put(reader.value().toString(), reader.value());
        }
        return map;
    }

    @Override
    public void close() {
        socket.close();
    }
}
