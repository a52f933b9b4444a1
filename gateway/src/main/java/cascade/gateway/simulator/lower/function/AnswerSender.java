package cascade.gateway.simulator.lower.function;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.time.Timers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Sender of answers, each part after the one before was taken (GB/T 28181-2016 annex N), with the faults that were asked
 * for. The platform's loop only.
 */
final class AnswerSender {

    /** Far from any SN that an upper would choose. */
    private static final long WRONG_SN_OFFSET = 1_000_000;

    private static final int TWO = 2;

    private final Timers timers;
    private final PlatformSignalling signalling;
    private long taken;
    private long notTaken;

    /** @param callId of the MESSAGE that asked */
    record Question(ManscdpMessage message, DeviceId device, DeviceId asker, SipPeer source, String callId) {}

    AnswerSender(Timers timers, PlatformSignalling signalling) {
        this.timers = timers;
        this.signalling = signalling;
    }

    long taken() {
        return taken;
    }

    long notTaken() {
        return notTaken;
    }

    void send(Question question, List<List<XmlNode>> parts, FunctionFault fault) {
        switch (fault) {
            case FunctionFault.None _ -> sendAll(question, parts, part -> usual(question, part));
            case FunctionFault.Late(var delay) ->
                timers.after(delay, () -> sendAll(question, parts, part -> usual(question, part)));
            case FunctionFault.Duplicate _ ->
                sendAll(
                        question,
                        parts.stream()
                                .flatMap(part -> List.of(part, part).stream())
                                .toList(),
                        part -> usual(question, part));
            case FunctionFault.WrongSn _ ->
                sendAll(
                        question,
                        parts,
                        part -> request(question, question.message().sn() + WRONG_SN_OFFSET, part)
                                .build());
            case FunctionFault.WrongCallId _ ->
                sendAll(
                        question,
                        parts,
                        part -> request(question, question.message().sn(), part)
                                .callId(question.callId())
                                .build());
            case FunctionFault.TwoParts _ ->
                sendAll(question, parts.stream().limit(TWO).toList(), part -> usual(question, part));
            case FunctionFault.Silent _, FunctionFault.Deaf _, FunctionFault.Refuses _ -> {}
        }
    }

    private SipRequest usual(Question question, List<XmlNode> part) {
        return request(question, question.message().sn(), part).build();
    }

    /** The CmdType is the one that was asked, misspelt or not. */
    private SipRequest.Builder request(Question question, long sn, List<XmlNode> part) {
        String cmdType = question.message() instanceof Other other
                ? other.tree().childText("CmdType").orElse(other.cmdType())
                : question.message().cmdType();
        ManscdpMessage response = Other.of(Root.RESPONSE, cmdType, sn, Optional.of(question.device()), part);
        return signalling
                .request("MESSAGE", question.asker(), question.source())
                .body(PlatformSignalling.MANSCDP, signalling.write(response));
    }

    private interface Writer {
        SipRequest write(List<XmlNode> part);
    }

    private void sendAll(Question question, List<List<XmlNode>> parts, Writer writer) {
        sendNext(question, new ArrayDeque<>(parts), writer);
    }

    private void sendNext(Question question, Queue<List<XmlNode>> waiting, Writer writer) {
        List<XmlNode> part = waiting.poll();
        if (part != null) {
            signalling.send(writer.write(part), question.source()).response().onComplete(outcome -> {
                if (outcome.succeeded() && outcome.result().isSuccess()) {
                    taken++;
                    sendNext(question, waiting, writer);
                } else {
                    notTaken++;
                }
            });
        }
    }
}
