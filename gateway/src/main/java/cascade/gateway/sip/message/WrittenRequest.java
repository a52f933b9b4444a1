package cascade.gateway.sip.message;

/**
 * Request in bytes that we wrote ourselves, read again where it is needed: they take a fraction of the room that its objects
 * do. Immutable, any thread.
 *
 * @param bytes not to be changed
 */
public record WrittenRequest(byte[] bytes) {

    /** What we wrote needs no guard. */
    private static final SipReader READER = new SipReader(new SipLimits(1 << 20, 1 << 16, 1_024, 1_024));

    /** @throws IllegalArgumentException where the bytes are something else */
    public SipRequest read() {
        return switch (READER.read(bytes, true)) {
            case SipReader.Reading.Message(SipRequest request, var repairs) -> request;
            case SipReader.Reading.Message other -> throw unfit("a response");
            case SipReader.Reading.Refused refused -> throw unfit(refused.detail());
            case SipReader.Reading.KeepAlive none -> throw unfit("nothing");
        };
    }

    private static IllegalArgumentException unfit(String found) {
        return new IllegalArgumentException("written request: " + found + " (expected: a request)");
    }
}
