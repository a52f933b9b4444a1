package cascade.gateway.bench;

/** One question to the relays. */
interface Trial {

    /** What selects it. */
    String id();

    boolean inQuickRun();

    /** Writes what it finds into the report. */
    void run(Field field, Options options, Report report) throws Exception;
}
