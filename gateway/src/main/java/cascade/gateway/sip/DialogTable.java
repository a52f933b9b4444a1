package cascade.gateway.sip;

import cascade.gateway.sip.message.SipRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the owner of an in-dialog request: by Call-ID and tags; where a vendor left the tags out or changed them, by
 * Call-ID alone, if only one dialog with that peer's address has it. Control loop only.
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

    public Optional<T> find(SipRequest request, SipPeer source) {
        List<Entry<T>> candidates = byCallId.getOrDefault(request.callId(), List.of()).stream()
                .filter(entry -> entry.dialog().peer().host().equals(source.host()))
                .toList();
        return candidates.stream()
                .filter(entry -> entry.dialog().hasTagsOf(request))
                .findFirst()
                .or(() -> candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty())
                .map(entry -> {
                    entry.dialog().noteRemote(request);
                    return entry.owner();
                });
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
