package cascade.gateway.catalog.story;

import cascade.config.GatewayConfig;
import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.catalog.story.FakeNetwork.Client;
import cascade.gateway.domain.DomainStage;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One gateway, its lowers and uppers, the network between them and the time that passes. */
final class StoryWorld {

    private final FakeTime time = new FakeTime();
    private final Random random;
    private final FakeNetwork network;
    private final GatewayConfig config;
    private final StoryGateway gateway;
    private final List<ModelLower> lowers = new ArrayList<>();
    private final List<ModelUpper> uppers = new ArrayList<>();

    /** @param shares of each upper, as configured */
    StoryWorld(Random random, List<Client> manners, List<String> shares) {
        this.random = random;
        network = new FakeNetwork(time, random);
        var domains = new StringBuilder();
        for (int i = 0; i < manners.size(); i++) {
            String host = "127.0.0.2" + i;
            domains.append("""
                    domains.%s { role = lower, network = lan, device-id = "%s", allow-from = ["%s/32"]
                      catalog { subscribe-expires = 300s, refresh = 10m } }
                    """.formatted(lowerName(i), lowerId(i), host));
            lowers.add(new ModelLower(lowerName(i), lowerId(i), DomainStage.peer("lan", host), this, manners.get(i)));
        }
        for (int i = 0; i < shares.size(); i++) {
            String host = "127.0.0.1" + i;
            domains.append("""
                    domains.upper%d { role = upper, network = lan, device-id = "%s", hosts = ["%s:7100"]
                      %s }
                    """.formatted(i, upperId(i), host, shares.get(i)));
            uppers.add(new ModelUpper("upper" + i, upperId(i), DomainStage.peer("lan", host), this));
        }
        config = config(domains.toString());
        gateway = new StoryGateway(config, DomainStage.peer("lan", "127.0.0.1"), this);
        lowers.forEach(network::add);
        uppers.forEach(network::add);
        network.add(gateway);
    }

    static String lowerName(int number) {
        return Character.toString('a' + number);
    }

    static String lowerId(int number) {
        return "3718060%d002000000001".formatted(number);
    }

    private static String upperId(int number) {
        return "3728000%d002000000001".formatted(number);
    }

    private static GatewayConfig config(String domains) {
        String text = """
                gateway {
                  device-id = "%s"
                  networks.lan { sip { bind = "127.0.0.1", port = 7100 }, media { ports = "20000-20999" } }
                }
                """.formatted(CatalogConfigs.GATEWAY_ID) + domains;
        return ConfigText.load(text);
    }

    GatewayConfig config() {
        return config;
    }

    FakeTime time() {
        return time;
    }

    Random random() {
        return random;
    }

    FakeNetwork network() {
        return network;
    }

    StoryGateway gateway() {
        return gateway;
    }

    List<ModelLower> lowers() {
        return lowers;
    }

    List<ModelUpper> uppers() {
        return uppers;
    }

    void start() {
        uppers.forEach(ModelUpper::start);
        gateway.start();
        lowers.forEach(ModelLower::start);
    }

    void pass(Duration duration) {
        time.pass(duration);
    }
}
