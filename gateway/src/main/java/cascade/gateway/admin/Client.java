package cascade.gateway.admin;

import cascade.gateway.admin.access.Caller;
import java.util.Optional;

/**
 * Client of a request.
 *
 * @param address it comes from, without the port
 * @param caller who it is; empty: it has not said so, and did not have to for this route
 * @param session number of the session that it names, unless it came by name and password or token
 */
record Client(String address, Optional<Caller> caller, Optional<String> session) {}
