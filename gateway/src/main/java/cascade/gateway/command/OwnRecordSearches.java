package cascade.gateway.command;

import cascade.config.gateway.CommandConfig;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Searches for recordings (文件目录检索, GB/T 28181-2016 9.7) that no upper asked for: our own query and SN, whose answer in
 * parts is collected until it is whole. A long period is asked for in pieces, as {@code record-query-span} of the lower's
 * profile says. Control loop only.
 */
final class OwnRecordSearches {

    private static final String RECORD_INFO = "RecordInfo";
    /** Record timeouts that one query may take, however many parts come. */
    private static final int LONGEST = 10;

    private record Key(String lower, long sn) {}

    private final class Search {
        private final Key key;
        private final Promise<List<XmlNode>> answer = Promise.promise();
        private final int room;
        private final Timer patience = new Timer(timers);
        private final Timer deadline = new Timer(timers);
        private final AnswerParts parts = new AnswerParts();
        private final List<XmlNode> items = new ArrayList<>();

        /** @param room for items; of an answer that has more, what is missing would look like gaps */
        Search(Key key, int room) {
            this.key = key;
            this.room = room;
        }

        void start() {
            deadline.start(
                    settings.get().recordTimeout().multipliedBy(LONGEST),
                    () -> fail("parts still come after " + LONGEST + " times record-timeout"));
            await();
        }

        private void await() {
            patience.start(settings.get().recordTimeout(), () -> fail("no whole answer in time"));
        }

        void onPart(ManscdpMessage part) {
            if (MessageFields.isError(part)) {
                fail("the lower platform answers ERROR");
                return;
            }
            parts.take(part)
                    .filter(Other.class::isInstance)
                    .flatMap(fresh -> AnswerParts.list(((Other) fresh).tree()))
                    .ifPresent(list -> items.addAll(list.children()));
            if (parts.size() > room) {
                fail("more than max-records items");
            } else if (parts.isShort()) {
                await();
            } else {
                // some lowers leave SumNum out, or write the number of the one part there
                patience.start(settings.get().recordGrace(), this::finish);
            }
        }

        private void finish() {
            over();
            answer.tryComplete(items);
        }

        void fail(String why) {
            over();
            answer.tryFail(why);
        }

        private void over() {
            patience.stop();
            deadline.stop();
            open.remove(key);
        }
    }

    private final Supplier<CommandConfig> settings;
    private final Timers timers;
    private final Map<Key, Search> open = new HashMap<>();

    OwnRecordSearches(Supplier<CommandConfig> settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
    }

    /**
     * Files of that channel in a period; fails where the lower refuses, its answer is not whole in time, or there are more
     * than {@code command.max-records}. In time is {@code command.record-timeout} after its last part, and ten times that
     * after the query: a lower that never ends is not waited for.
     */
    Future<List<RecordedFile>> find(LowerDomain lower, DeviceId channel, Instant from, Instant to) {
        Other query = Other.of(
                Root.QUERY,
                RECORD_INFO,
                0,
                Optional.of(channel),
                List.of(
                        XmlNode.of("StartTime", GbDate.toElement(from)),
                        XmlNode.of("EndTime", GbDate.toElement(to)),
                        XmlNode.of("Secrecy", "0"),
                        XmlNode.of("Type", "all")));
        Future<List<XmlNode>> found = Future.succeededFuture(List.of());
        for (ManscdpMessage piece : RecordPeriods.pieces(
                query,
                lower.config().profile().recordQuerySpan(),
                settings.get().recordPieces())) {
            found = found.compose(
                    before -> ask(lower, channel, (Other) piece, before.size()).map(more -> {
                        List<XmlNode> both = new ArrayList<>(before);
                        both.addAll(more);
                        return both;
                    }));
        }
        return found.map(
                items -> items.stream().flatMap(item -> file(item).stream()).toList());
    }

    private Future<List<XmlNode>> ask(LowerDomain lower, DeviceId channel, Other query, int before) {
        if (!lower.isOnline()) {
            return Future.failedFuture("the lower platform is offline");
        }
        long sn = lower.link().nextSn();
        var search = new Search(new Key(lower.name(), sn), settings.get().maxRecords() - before);
        open.put(search.key, search);
        search.start();
        lower.link()
                .sendMessage(lower.commandTarget(channel), lower.link().write(query.withSn(sn)))
                .onFailure(cause -> search.fail("the lower platform does not answer"))
                .onSuccess(answer -> {
                    if (!answer.isSuccess()) {
                        search.fail("the lower platform refuses with " + answer.status());
                    }
                });
        return search.answer.future();
    }

    private static Optional<RecordedFile> file(XmlNode item) {
        return item.childText("StartTime")
                .flatMap(GbDate::tryParse)
                .flatMap(from -> item.childText("EndTime")
                        .flatMap(GbDate::tryParse)
                        .filter(to -> !to.isBefore(from))
                        .map(to -> new RecordedFile(from, to)));
    }

    /** Whether it answers a search of ours. */
    boolean onResponse(LowerDomain lower, ManscdpMessage response) {
        Search search = open.get(new Key(lower.name(), response.sn()));
        if (search == null || !response.cmdType().equals(RECORD_INFO)) {
            return false;
        }
        search.onPart(response);
        return true;
    }

    /** A lower went offline, or is no longer configured. */
    void onOffline(LowerDomain lower) {
        List.copyOf(open.values()).stream()
                .filter(search -> search.key.lower().equals(lower.name()))
                .forEach(search -> search.fail("the lower platform went offline"));
    }
}
