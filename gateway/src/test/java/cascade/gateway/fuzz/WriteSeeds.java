package cascade.gateway.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the seeds and findings of each target as files, one a line on the output: the target's folder and its class. */
final class WriteSeeds {

    private WriteSeeds() {}

    /** @param args the folder to write to */
    public static void main(String[] args) throws IOException {
        for (FuzzTarget target : FuzzTarget.values()) {
            Path folder = Files.createDirectories(Path.of(args[0], target.folder()));
            write(folder, "seed", target.seeds());
            write(folder, "finding", target.findings());
            System.out.println(target.folder() + " " + target.type().getName());
        }
    }

    private static void write(Path folder, String kind, List<byte[]> inputs) throws IOException {
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(folder.resolve(kind + "-" + i), inputs.get(i));
        }
    }
}
