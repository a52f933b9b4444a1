package cascade.gateway.sip.dialog;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Dialogs by Call-ID, tags and domain (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-12.2.2">RFC 3261
 * section 12.2.2</a>); where a vendor left the tags out or changed them, by Call-ID alone, if that domain has only one
 * dialog of it. Control loop only.
 *
 * @param <T> what owns a dialog, e.g. a viewer or a subscription
 */
public final class DialogTable<T> {

    private record Entry<T>(Dialog dialog, T owner) {}

    private final Map<String, List<Entry<T>>> byCallId = new HashMap<>();

    public void add(Dialog dialog, T owner) {
        byCallId.computeIfAbsent(dialog.callId(), id -> new ArrayList<>(1)).add(new Entry<>(dialog, owner));
    }

    public void remove(Dialog dialog) {
        byCallId.computeIfPresent(dialog.callId(), (id, entries) -> {
            entries.removeIf(entry -> entry.dialog() == dialog);
            return entries.isEmpty() ? null : entries;
        });
    }

    /** The owner of the dialog that a request belongs to. */
    public Optional<T> find(ServerTransaction transaction) {
        return find(transaction.request(), transaction.domains());
    }

    /** @param domains those that the request's source may speak for */
    public Optional<T> find(SipRequest request, Set<String> domains) {
        return entry(request, domains).map(Entry::owner);
    }

    /** The domain of the dialog that a request belongs to. */
    public Optional<String> domainOf(SipRequest request, Set<String> domains) {
        return entry(request, domains).map(entry -> entry.dialog().domain());
    }

    private Optional<Entry<T>> entry(SipRequest request, Set<String> domains) {
        List<Entry<T>> candidates = byCallId.getOrDefault(request.callId(), List.of()).stream()
                .filter(entry -> domains.contains(entry.dialog().domain()))
                .toList();
        return candidates.stream()
                .filter(entry -> entry.dialog().hasTagsOf(request))
                .findFirst()
                .or(() -> candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty());
    }

    public Collection<T> owners() {
        return byCallId.values().stream()
                .flatMap(List::stream)
                .map(Entry::owner)
                .toList();
    }

    public int size() {
        return byCallId.values().stream().mapToInt(List::size).sum();
    }
}
