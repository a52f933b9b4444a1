package cascade.gateway.cli;

import java.nio.file.Path;

/**
 * Folder where encoded test clips are kept between runs: {@code XDG_CACHE_HOME}, or {@code .cache} in the user's home
 * (XDG Base Directory Specification). Nothing is left in the working directory.
 */
final class VideoCache {

    private VideoCache() {}

    static Path folder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache != null && Path.of(cache).isAbsolute()
                ? Path.of(cache)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("cascade-gateway").resolve("video");
    }
}
