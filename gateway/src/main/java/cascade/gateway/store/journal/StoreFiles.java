package cascade.gateway.store.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of the store's files in its folder. What has another name is nobody's business here. Blocks. */
record StoreFiles(Path folder) {

    private static final Pattern NAME = Pattern.compile("(snapshot|journal)-(\\d{10})");
    private static final String SNAPSHOT = "snapshot";
    private static final String JOURNAL = "journal";
    private static final String UNFINISHED = ".tmp";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    Path snapshot(long number) {
        return named(SNAPSHOT, number);
    }

    Path journal(long number) {
        return named(JOURNAL, number);
    }

    private Path named(String kind, long number) {
        return folder.resolve(String.format(Locale.ROOT, "%s-%010d", kind, number));
    }

    NavigableMap<Long, Path> snapshots() throws IOException {
        return all(SNAPSHOT);
    }

    NavigableMap<Long, Path> journals() throws IOException {
        return all(JOURNAL);
    }

    private NavigableMap<Long, Path> all(String kind) throws IOException {
        NavigableMap<Long, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && name.group(1).equals(kind)) {
                    found.put(Long.parseLong(name.group(2)), file);
                }
            }
        }
        return found;
    }

    /** Where a snapshot is written until it is whole. */
    Path unfinished(long number) {
        return folder.resolve(snapshot(number).getFileName() + UNFINISHED);
    }

    /** Gives a whole snapshot its name, for good: it is there after a power cut. */
    void finish(long number) throws IOException {
        Files.move(unfinished(number), snapshot(number), StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
    }

    void syncFolder() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (FileSystemException notOpened) {
            // a system whose folders are no files, and keeps renames by itself
        }
    }

    /** Deletes snapshots that were never finished. */
    void deleteUnfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> left = files.filter(file -> file.getFileName().toString().endsWith(UNFINISHED))
                    .toList();
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** Deletes what the snapshot of that number has taken the place of. */
    void deleteBefore(long number) throws IOException {
        for (Path file : snapshots().headMap(number).values()) {
            Files.delete(file);
        }
        for (Path file : journals().headMap(number).values()) {
            Files.delete(file);
        }
    }

    /** Renames a file that cannot be used, so that people can look at it. */
    Path setAside(Path file, String why, Instant now) throws IOException {
        return Files.move(file, unused(file.getFileName().toString(), why, now));
    }

    /** A name that no file has. */
    Path unused(String name, String why, Instant now) {
        String base = name + "." + why + "-" + TIME.format(now);
        Path path = folder.resolve(base);
        for (int copy = 2; Files.exists(path); copy++) {
            path = folder.resolve(base + "-" + copy);
        }
        return path;
    }
}
