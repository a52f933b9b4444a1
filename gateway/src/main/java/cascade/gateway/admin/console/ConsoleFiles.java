package cascade.gateway.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Page of the console and the files that it names. Each is asked for below a folder whose name is the hash of them all,
 * so that a browser may keep it for good and never mixes two versions. No longer changes once it is read.
 *
 * @param page the page itself
 * @param files by their path below the folder
 * @param version the folder's name
 */
record ConsoleFiles(ConsoleFile page, Map<String, ConsoleFile> files, String version) {

    /** Below this package's folder in the jar. */
    private static final String ROOT = "/cascade/gateway/console/";

    private static final String PAGE = "index.html";
    /** What stands in the page for the folder's name. */
    private static final String PLACE = "@version@";

    private static final Pattern NAMED = Pattern.compile("\"console/" + PLACE + "/([\\w./-]+)\"");
    private static final int VERSION_LENGTH = 16;
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    ConsoleFiles {
        files = Map.copyOf(files);
    }

    /** Reads the page and every file that it names. Blocks. */
    static ConsoleFiles read() throws IOException {
        String page = new String(bytes(PAGE), UTF_8);
        var raw = new LinkedHashMap<String, byte[]>();
        MessageDigest hash = sha256();
        hash.update(page.getBytes(UTF_8));
        Matcher named = NAMED.matcher(page);
        while (named.find()) {
            byte[] bytes = bytes(named.group(1));
            hash.update(bytes);
            raw.put(named.group(1), bytes);
        }
        String version = HexFormat.of().formatHex(hash.digest()).substring(0, VERSION_LENGTH);
        var files = new LinkedHashMap<String, ConsoleFile>();
        for (Map.Entry<String, byte[]> file : raw.entrySet()) {
            files.put(file.getKey(), file(file.getKey(), file.getValue()));
        }
        return new ConsoleFiles(file(PAGE, page.replace(PLACE, version).getBytes(UTF_8)), files, version);
    }

    Optional<ConsoleFile> find(String askedVersion, String path) {
        return askedVersion.equals(version) ? Optional.ofNullable(files.get(path)) : Optional.empty();
    }

    private static ConsoleFile file(String name, byte[] bytes) throws IOException {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        String mediaType = Optional.ofNullable(MEDIA_TYPES.get(extension))
                .orElseThrow(() -> new IOException(name + ": no media type is known for ." + extension));
        var gzipped = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(bytes);
        }
        String etag = '"' + HexFormat.of().formatHex(sha256().digest(bytes)).substring(0, VERSION_LENGTH) + '"';
        return new ConsoleFile(mediaType, Buffer.buffer(bytes), Buffer.buffer(gzipped.toByteArray()), etag);
    }

    private static byte[] bytes(String path) throws IOException {
        try (InputStream file = ConsoleFiles.class.getResourceAsStream(ROOT + path)) {
            if (file == null) {
                throw new IOException(ROOT + path + " is not in the jar");
            }
            return file.readAllBytes();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
