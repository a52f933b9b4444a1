package cascade.gateway.catalog.serve;

import cascade.config.domain.UpperCatalog;
import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.peer.MessageRoom;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogPages;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.monitoring.CatalogMeters;
import cascade.monitoring.CatalogResult;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sender of catalog answers to one upper (多响应消息传输): one answer after the other, part by part,
 * as many parts at once as the window lets. A part that is refused or not acknowledged in time is lost to the upper; a
 * whole window lost in a row ends the answer. GB/T 28181-2016 annex N, GB/T 28181-2022 annex M. Control loop only.
 */
final class AnswerSender {

    /** One answer on its way. */
    private static final class Answer {
        private final CatalogQuery query;
        private final List<CatalogItem> items;
        private @Nullable CatalogPages<CatalogResponse> pages;
        private int unsentItems;
        private int lostInRow;

        Answer(CatalogQuery query, List<CatalogItem> items) {
            this.query = query;
            this.items = items;
            this.unsentItems = items.size();
        }
    }

    private final UpperDomain upper;
    private final CatalogContext context;
    private final CatalogMeters meters;
    private final CatalogProblems problems;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private int outstanding;
    private boolean sending;

    AnswerSender(UpperDomain upper, CatalogContext shared) {
        this.upper = upper;
        this.context = shared;
        this.meters = shared.meters();
        this.problems = shared.problems();
    }

    private UpperCatalog pace() {
        return upper.config().catalog();
    }

    /** @param held answers that will come to these */
    boolean isFull(int held) {
        return answers.size() + held >= context.config().maxAnswers();
    }

    /** Answers a query; an earlier query for the same id has been given up by its asker, or he would not ask again. */
    void answer(CatalogQuery query, List<CatalogItem> items) {
        answers.removeIf(earlier -> {
            boolean same = earlier.query.deviceId().equals(query.deviceId());
            if (same) {
                abandon(earlier);
            }
            return same;
        });
        answers.add(new Answer(query, items));
        send();
    }

    /** The upper is gone: nobody waits for the rest. */
    void clear() {
        answers.forEach(this::abandon);
        answers.clear();
    }

    /** Sends what the window lets, as soon as the upper has an address: it may ask before we read its 200 to REGISTER. */
    void send() {
        if (sending) {
            return; // a request that fails at once ends in here again
        }
        sending = true;
        try {
            while (outstanding < pace().window()
                    && !answers.isEmpty()
                    && upper.peer().isPresent()) {
                sendPart(answers.getFirst());
            }
        } finally {
            sending = false;
        }
    }

    private void sendPart(Answer answer) {
        CatalogPages<CatalogResponse> pages = answer.pages;
        if (pages == null) {
            pages = pagesOf(answer);
            answer.pages = pages;
        }
        CatalogResponse part = pages.next();
        if (!pages.hasNext()) {
            answers.remove(answer);
        }
        int items = part.items().size();
        answer.unsentItems -= items;
        outstanding++;
        meters.items(upper.name(), CatalogResult.SENT, items);
        upper.link()
                .send(newMessage(upper.link().write(part)), context.config().responseTimeout())
                .response()
                .onComplete(outcome -> onOutcome(answer, items, outcome));
    }

    private CatalogPages<CatalogResponse> pagesOf(Answer answer) {
        var room = MessageRoom.of(upper.config(), context.settings().get());
        var limits = room.limits(newMessage(new byte[0]), pace().itemsPerMessage());
        var writer = new ManscdpWriter(
                upper.config().charset(), upper.config().profile().gb18030Bytes());
        return CatalogPages.responses(answer.query.sn(), answer.query.deviceId(), answer.items, limits, writer);
    }

    private SipRequest newMessage(byte[] body) {
        String id = upper.config().deviceId();
        return upper.link()
                .newRequest("MESSAGE", id, id)
                .body(ManscdpMessage.CONTENT_TYPE, body)
                .build();
    }

    private void onOutcome(Answer answer, int items, AsyncResult<SipResponse> outcome) {
        outstanding--;
        if (outcome.succeeded() && outcome.result().isSuccess()) {
            answer.lostInRow = 0;
            meters.items(upper.name(), CatalogResult.ACKED, items);
        } else {
            answer.lostInRow++;
            meters.items(upper.name(), CatalogResult.ABANDONED, items);
            problems.note(
                    upper.name(),
                    CatalogProblem.NOT_TAKEN,
                    outcome.succeeded()
                            ? "part of a catalog answer refused with "
                                    + outcome.result().status()
                            : "part of a catalog answer not acknowledged");
            if (answer.lostInRow >= pace().window() && answers.remove(answer)) {
                abandon(answer);
            }
        }
        send();
    }

    private void abandon(Answer answer) {
        meters.items(upper.name(), CatalogResult.ABANDONED, answer.unsentItems);
        answer.unsentItems = 0;
    }
}
