package cascade.gateway.assembly.reload;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import io.vertx.core.Future;

/** Parts of a running gateway that a reload touches. Control loop only. */
public interface ReloadTarget {

    /** Binds the sockets of a new network; fails with what could not be bound, and then has bound nothing. */
    Future<Void> addNetwork(NetworkConfig network);

    /** Closes what {@link #addNetwork} bound, because another network could not be. */
    void removeNetwork(NetworkConfig network);

    /** Keys of {@code gateway} have other values; {@link LiveConfig} has them already. */
    void onSettings(GatewayConfig before, GatewayConfig after);

    /** A new domain: from now on its peer is known. */
    void addDomain(DomainConfig domain);

    /** A domain that is gone: its calls end with BYE both ways; succeeds when it is de-registered, or patience is over. */
    Future<Void> removeDomain(DomainConfig domain);

    /** The same peer under other settings. */
    void changeDomain(DomainConfig before, DomainConfig after);
}
