package cascade.gateway.sip.dialog;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Route set of a dialog, from the Record-Route headers that made it
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-12.1">RFC 3261 section 12.1</a>): the URIs of the
 * proxies between, in the order in which a request of ours passes them.
 *
 * @param routes as Route headers write them, one each
 */
record RouteSet(List<String> routes) {

    static final RouteSet NONE = new RouteSet(List.of());

    RouteSet {
        routes = List.copyOf(routes);
    }

    /** Of the UAS side: as the request has them. */
    static RouteSet ofRequest(SipRequest request) {
        return new RouteSet(split(request.headers().all("Record-Route")));
    }

    /** Of the UAC side: the other way round. */
    static RouteSet ofResponse(SipResponse response) {
        List<String> reversed = new ArrayList<>(split(response.headers().all("Record-Route")));
        Collections.reverse(reversed);
        return new RouteSet(reversed);
    }

    /** One header may list several; what cannot be read is kept as written. */
    private static List<String> split(List<String> values) {
        var all = new ArrayList<String>();
        for (String value : values) {
            List<NameAddr> parsed = NameAddr.parseAll(value);
            if (parsed.isEmpty()) {
                all.add(value);
            } else {
                parsed.forEach(route -> all.add(route.toString()));
            }
        }
        return all;
    }

    /**
     * Starts a request along this route set: to the remote target past loose routers; where the first is a strict router,
     * to that one, with the remote target last in Route (RFC 3261 section 12.2.1.1).
     */
    SipRequest.Builder applyTo(String method, SipUri remoteTarget) {
        List<NameAddr> first = routes.isEmpty() ? List.of() : NameAddr.parseAll(routes.getFirst());
        boolean strict = !first.isEmpty() && !first.getFirst().uri().params().containsKey("lr");
        if (!strict) {
            SipRequest.Builder request = SipRequest.builder(method, remoteTarget);
            routes.forEach(route -> request.header("Route", route));
            return request;
        }
        SipRequest.Builder request = SipRequest.builder(method, first.getFirst().uri());
        routes.stream().skip(1).forEach(route -> request.header("Route", route));
        return request.header("Route", NameAddr.of(remoteTarget).toString());
    }
}
