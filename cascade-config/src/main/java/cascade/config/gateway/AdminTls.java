package cascade.config.gateway;

import java.nio.file.Path;

/**
 * TLS of the admin side, both files in PEM.
 *
 * @param certificate the server's, followed by those between it and a root
 * @param key its private key, not encrypted
 */
public record AdminTls(Path certificate, Path key) {}
