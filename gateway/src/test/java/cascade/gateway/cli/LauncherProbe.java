package cascade.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Prints what the JVM that the launcher started makes of names and texts beyond ASCII; itself in ASCII only. */
final class LauncherProbe {

    private LauncherProbe() {}

    public static void main(String[] args) {
        System.out.println("argument " + escaped(args[0]));
        System.out.println("password " + escaped(System.getenv().getOrDefault("CITY_PASSWORD", "")));
        System.out.println("folder " + Files.isDirectory(Path.of(args[0])));
        System.out.println("output " + System.getProperty("stdout.encoding"));
    }

    private static String escaped(String text) {
        return Arrays.toString(text.codePoints().mapToObj(Integer::toHexString).toArray());
    }
}
