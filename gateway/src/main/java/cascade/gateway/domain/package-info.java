/**
 * The associations with the configured platforms: {@link cascade.gateway.domain.UpperDomain} (上级) is registered with and
 * kept alive, {@link cascade.gateway.domain.LowerDomain} (下级) registers here and is watched. {@link
 * cascade.gateway.domain.Domains} holds them all and tells whose a message is.
 *
 * <p>Catalog, call and command find a peer here and speak to it through its {@link cascade.gateway.domain.peer.PeerLink}.
 * Below: {@code register} (registrations), {@code peer} (the UAC side), {@code identify} (sources), {@code status}.
 *
 * <p>Everything runs on the control loop; only host names are looked up elsewhere. GB/T 28181-2016 and 2022, 9.1 (注册和注销)
 * and 9.6 (状态信息报送); RFC 3261 section 10.
 */
@NullMarked
package cascade.gateway.domain;

import org.jspecify.annotations.NullMarked;
