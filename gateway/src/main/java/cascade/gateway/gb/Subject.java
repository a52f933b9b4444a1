package cascade.gateway.gb;

import java.util.Optional;

/**
 * Subject header of an INVITE (媒体流发送者/接收者, GB/T 28181-2016 annex K): who sends which stream to whom.
 *
 * <pre>Subject: 37280601411319001158:0,37280000000000000000:0</pre>
 *
 * The sender's sequence begins with 0 for live and 1 for history, is equal for one live source and unique for each
 * history session; the receiver's is unique at the receiver. GB/T 28181-2016 annex K, GB/T 28181-2022 annex L.
 * Immutable, any thread.
 */
public record Subject(DeviceId sender, String senderSequence, DeviceId receiver, String receiverSequence) {
    /** Sequence of a peer that leaves it out, and what NCG always writes. */
    private static final String NO_SEQUENCE = "0";
    /** The standard allows 20; nothing is gained by refusing a peer that writes a little more. */
    private static final int MAX_SEQUENCE_LENGTH = 64;

    public Subject {
        requireSequence("sender sequence", senderSequence);
        requireSequence("receiver sequence", receiverSequence);
    }

    /** The header's value, blanks allowed around every part; empty when it names no two ids. */
    public static Optional<Subject> tryParse(String value) {
        String[] ends = value.split(",", -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        String[] sender = ends[0].split(":", 2);
        String[] receiver = ends[1].split(":", 2);
        String senderSequence = sequence(sender);
        String receiverSequence = sequence(receiver);
        if (!isSequence(senderSequence) || !isSequence(receiverSequence)) {
            return Optional.empty();
        }
        return DeviceId.tryParse(sender[0])
                .flatMap(from -> DeviceId.tryParse(receiver[0])
                        .map(to -> new Subject(from, senderSequence, to, receiverSequence)));
    }

    /** The header's value. */
    public String toHeader() {
        return sender + ":" + senderSequence + "," + receiver + ":" + receiverSequence;
    }

    private static String sequence(String[] end) {
        return end.length == 1 || end[1].isBlank() ? NO_SEQUENCE : end[1].strip();
    }

    private static void requireSequence(String name, String sequence) {
        if (!isSequence(sequence)) {
            throw new IllegalArgumentException(name + ": (expected: visible ASCII without comma)");
        }
    }

    private static boolean isSequence(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_SEQUENCE_LENGTH
                && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ',');
    }
}
