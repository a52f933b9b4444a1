package cascade.config;

/** Where metrics, health and the API are served by HTTP. */
public record AdminConfig(String bind, int port) {

    public AdminConfig {
        Ipv4.require("admin.bind", bind);
        Require.port("admin.port", port);
    }
}
