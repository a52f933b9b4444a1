package cascade.gateway.call.playback;

import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.media.MediaStream;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Control of a playback (历史视音频回放控制, MANSRTSP): each INFO of the upper goes into the lower's dialog with its body
 * untouched but for the version, one after the other, and gets the lower's answer whatever that is. A refusal ends nothing: many recorders
 * lack a speed. While it is paused the lower's silence counts as none. GB/T 28181-2016 9.8.2 and annex B. Control loop only.
 */
public final class PlaybackControl {

    private static final String MANSRTSP = "Application/MANSRTSP";
    private static final int MISSING_ANSWER = 408;
    private static final int UNAVAILABLE = 480;
    private static final int NO_SUCH_CALL = 481;

    private final Supplier<LowerLeg> lower;
    private final Supplier<Optional<MediaStream>> media;
    private final Timers timers;
    private final Supplier<Duration> timeout;
    private long asked;
    /** The newest INFO whose answer has told what the lower does. */
    private long told;

    private Future<SipResponse> last = Future.failedFuture("nothing before");

    /**
     * @param lower the dialog that is controlled
     * @param media whose silence is watched
     * @param timeout from an INFO to its answer, whether it waits or is under way
     */
    public PlaybackControl(
            Supplier<LowerLeg> lower,
            Supplier<Optional<MediaStream>> media,
            Timers timers,
            Supplier<Duration> timeout) {
        this.lower = lower;
        this.media = media;
        this.timers = timers;
        this.timeout = timeout;
    }

    /**
     * Passes an INFO on, behind those before it; it is answered when the lower has answered, or has not in time.
     *
     * @param versions of the bodies on either side
     * @param onward what it takes along
     */
    public void relay(ServerTransaction info, MansrtspVersions versions, Onward onward) {
        Promise<SipResponse> answer = Promise.promise();
        var patience = new Timer(timers);
        patience.start(timeout.get(), () -> answer.tryFail(new SipTimeoutException("no answer to the INFO in time")));
        Future<SipResponse> before = last;
        last = answer.future().onComplete(outcome -> {
            patience.stop();
            answer(info, outcome, versions);
        });
        before.onComplete(done -> {
            if (!answer.future().isComplete()) {
                ask(info.request(), versions, onward, answer);
            }
        });
    }

    private void ask(SipRequest info, MansrtspVersions versions, Onward onward, Promise<SipResponse> answer) {
        long number = ++asked;
        // a lower without an address throws, which fails the future too
        Future.succeededFuture()
                .compose(
                        go -> lower.get().info(info.contentType().orElse(MANSRTSP), versions.down(info.body()), onward))
                .onSuccess(said -> {
                    // late or not, it tells what the lower does, unless a newer one has
                    if (number > told) {
                        told = number;
                        watch(info, said);
                    }
                    answer.tryComplete(said);
                })
                .onFailure(answer::tryFail);
    }

    private void answer(ServerTransaction info, AsyncResult<SipResponse> outcome, MansrtspVersions versions) {
        if (outcome.failed()) {
            refuse(info, outcome.cause());
            return;
        }
        SipResponse answer = outcome.result();
        SipResponse.Builder up = info.answer(answer.status());
        if (answer.hasBody()) {
            up.body(answer.contentType().orElse(MANSRTSP), versions.up(answer.body()));
        }
        info.respond(up.build());
    }

    private void refuse(ServerTransaction info, Throwable cause) {
        if (cause instanceof SipTimeoutException) {
            info.refuse(MISSING_ANSWER, "the lower platform does not answer the INFO");
        } else if (lower.get().isConfirmed()) {
            info.refuse(UNAVAILABLE, "the lower platform cannot be reached: " + cause.getMessage());
        } else {
            info.refuse(NO_SUCH_CALL, "the call has ended");
        }
    }

    private void watch(SipRequest info, SipResponse answer) {
        String method = info.bodyText().strip().toUpperCase(Locale.ROOT);
        if (answer.status() == NO_SUCH_CALL) {
            // paused or not, it may be gone: its silence counts again
            media.get().ifPresent(MediaStream::resumeSource);
        } else if (answer.isSuccess() && method.startsWith("PAUSE")) {
            media.get().ifPresent(MediaStream::holdSource);
        } else if (answer.isSuccess() && method.startsWith("PLAY")) {
            media.get().ifPresent(MediaStream::resumeSource);
        }
    }
}
