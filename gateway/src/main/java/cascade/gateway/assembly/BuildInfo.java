package cascade.gateway.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Version and build of this program, as its jar's manifest has them.
 *
 * @param build revision of the sources
 * @param java the running JVM's version
 */
public record BuildInfo(String version, String build, String java) {

    private static final String UNKNOWN = "unknown";

    /** Before it is read. */
    public static final BuildInfo NONE =
            new BuildInfo(UNKNOWN, UNKNOWN, Runtime.version().toString());

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Attributes.Name BUILD = new Attributes.Name("Implementation-Build");

    /** Reads the manifest; blocks on the disk. */
    public static BuildInfo read() {
        Attributes attributes = manifest();
        return new BuildInfo(
                attributes
                        .getOrDefault(Attributes.Name.IMPLEMENTATION_VERSION, UNKNOWN)
                        .toString(),
                attributes.getOrDefault(BUILD, UNKNOWN).toString(),
                Runtime.version().toString());
    }

    private static Attributes manifest() {
        URL code = BuildInfo.class.getProtectionDomain().getCodeSource().getLocation();
        if (!code.getPath().endsWith(".jar")) {
            return new Attributes();
        }
        try (InputStream manifest =
                URI.create("jar:" + code + "!/" + MANIFEST).toURL().openStream()) {
            return new Manifest(manifest).getMainAttributes();
        } catch (IOException unreadable) {
            return new Attributes();
        }
    }
}
