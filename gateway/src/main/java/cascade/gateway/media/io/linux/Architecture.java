package cascade.gateway.media.io.linux;

/** Operating system and CPU architecture, as the JVM names them. */
final class Architecture {

    private static final String NAME = System.getProperty("os.arch", "");

    static final boolean IS_X86_64 = NAME.equals("amd64") || NAME.equals("x86_64");
    static final boolean IS_KNOWN_LINUX =
            System.getProperty("os.name", "").equals("Linux") && (IS_X86_64 || NAME.equals("aarch64"));

    private Architecture() {}
}
