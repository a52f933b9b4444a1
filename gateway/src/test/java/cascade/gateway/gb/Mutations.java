package cascade.gateway.gb;

import java.util.Random;

/** Damages bodies at random, as networks and careless products do; equal seeds give equal damage. */
public final class Mutations {
    private static final String[] PIECES = {
        "<",
        ">",
        "&",
        "\"",
        "'",
        "=",
        "</",
        "<Item>",
        "</Item>",
        "<!--",
        "<![CDATA[",
        "<?",
        "&#x0;",
        "\0",
        "\r",
        "\n",
        "a=rtpmap:",
        "m=",
        "y=",
        "c=",
        ":",
        "/",
        "-1",
        "99999999999999999999",
        "\u0001",
        " "
    };

    private Mutations() {}

    /** A copy with one to four pieces put in, taken out, repeated or overwritten. */
    public static byte[] of(byte[] body, Random random) {
        byte[] mutated = body;
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            int from = random.nextInt(mutated.length + 1);
            int length = Math.min(random.nextInt(30), mutated.length - from);
            mutated = switch (random.nextInt(4)) {
                case 0 -> spliced(mutated, from, 0, PIECES[random.nextInt(PIECES.length)].getBytes(GbText.GB18030));
                case 1 -> spliced(mutated, from, length, new byte[0]);
                case 2 -> spliced(mutated, from, 0, slice(mutated, from, length));
                default -> spliced(mutated, from, length, noise(random, length));
            };
        }
        return mutated;
    }

    private static byte[] spliced(byte[] body, int from, int removed, byte[] inserted) {
        byte[] result = new byte[body.length - removed + inserted.length];
        System.arraycopy(body, 0, result, 0, from);
        System.arraycopy(inserted, 0, result, from, inserted.length);
        System.arraycopy(body, from + removed, result, from + inserted.length, body.length - from - removed);
        return result;
    }

    private static byte[] slice(byte[] body, int from, int length) {
        byte[] slice = new byte[length];
        System.arraycopy(body, from, slice, 0, length);
        return slice;
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
