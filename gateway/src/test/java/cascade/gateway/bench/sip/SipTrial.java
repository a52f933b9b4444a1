package cascade.gateway.bench.sip;

import java.io.IOException;

/** One question to the gateway under load. */
public interface SipTrial {

    /** Its name in {@code ONLY=}. */
    String id();

    /** Writes its findings into the report. */
    void run(SipBenchOptions options, SipReport report) throws IOException;
}
