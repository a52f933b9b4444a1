package cascade.config.file;

import cascade.config.ConfigProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Check for UTF-8, which HOCON is. Of a file saved otherwise, Chinese names would be read quietly destroyed. */
final class FileEncoding {

    private FileEncoding() {}

    /** The first line that is not UTF-8; nothing where the file cannot be read, which is noticed elsewhere. */
    static Optional<ConfigProblem> problem(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            return Optional.empty();
        }
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, CharBuffer.allocate(bytes.length), true);
        if (!result.isError()) {
            return Optional.empty();
        }
        int line = 1;
        for (int index = 0; index < input.position(); index++) {
            line += bytes[index] == '\n' ? 1 : 0;
        }
        return Optional.of(
                new ConfigProblem(file.toString(), line, "encoding", "is not UTF-8", "expected a file saved as UTF-8"));
    }
}
