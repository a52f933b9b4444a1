package cascade.gateway.trace.ladder;

import cascade.address.IpText;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Summary of a message in a few words: where media goes, what a MANSCDP body asks, why a request was refused. Stateless. */
final class MessageSummary {

    private static final List<String> ELEMENTS = List.of("SN", "DeviceID", "Result", "Status", "SumNum", "NotifyType");
    private static final Pattern WARNING_TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final int LONGEST = 200;

    private MessageSummary() {}

    static String of(SipMessage message) {
        List<String> words = new ArrayList<>();
        switch (message) {
            case SipRequest request -> request(request, words);
            case SipResponse response -> response(response, words);
        }
        if (message.hasBody()) {
            String type = message.contentType().orElse("");
            String body = WireText.of(message.body());
            if (type.contains("sdp")) {
                words.add(sdp(body));
            } else if (type.contains("xml") || body.startsWith("<?xml")) {
                words.add(xml(body));
            } else {
                words.add(body.lines().findFirst().orElse(""));
            }
        }
        String all =
                String.join(" ", words.stream().filter(word -> !word.isBlank()).toList());
        return all.length() > LONGEST ? all.substring(0, LONGEST - 3) + "..." : all;
    }

    private static void request(SipRequest request, List<String> words) {
        switch (request.method()) {
            case "REGISTER" -> {
                request.expires().ifPresent(seconds -> words.add(seconds == 0 ? "un-register" : "expires " + seconds));
                request.header("Authorization").ifPresent(credentials -> words.add("with credentials"));
            }
            case "SUBSCRIBE" -> {
                request.header("Event").ifPresent(event -> words.add("Event " + event));
                request.expires().ifPresent(seconds -> words.add("expires " + seconds));
            }
            case "NOTIFY" -> {
                request.header("Event").ifPresent(event -> words.add("Event " + event));
                request.header("Subscription-State").ifPresent(words::add);
            }
            default -> {}
        }
        request.header("Reason").ifPresent(words::add);
    }

    private static void response(SipResponse response, List<String> words) {
        response.header("Warning")
                .map(warning -> {
                    Matcher text = WARNING_TEXT.matcher(warning);
                    return text.find() ? text.group(1) : warning;
                })
                .ifPresent(words::add);
        response.header("Reason").ifPresent(words::add);
        response.header("Retry-After").ifPresent(after -> words.add("Retry-After " + after));
        if (response.status() == 401 || response.status() == 407) {
            words.add("challenge");
        }
        if (response.cseq().method().equals("REGISTER") && response.isSuccess()) {
            response.expires().ifPresent(seconds -> words.add("expires " + seconds));
        }
    }

    /** {@code 10.1.1.1:30000 recvonly y=0100000001 Play}. */
    private static String sdp(String body) {
        String port = value(body, "m=video")
                .or(() -> value(body, "m=audio"))
                .map(media -> media.strip())
                .orElse("");
        String[] media = port.split("\\s+", 3);
        String address = value(body, "c=IN IP4")
                .or(() -> value(body, "c=IN IP6"))
                .map(host -> IpText.uriHost(host.strip()))
                .orElse("?");
        return String.join(
                " ",
                Stream.of(
                                media.length < 2 ? address : address + ":" + media[0],
                                // of what nearly all say there is no need to speak
                                media.length < 2 || media[1].equals("RTP/AVP") ? "" : media[1],
                                value(body, "a=setup:").orElse(""),
                                direction(body),
                                value(body, "y=").map(ssrc -> "y=" + ssrc).orElse(""),
                                value(body, "s=").orElse(""))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    private static String direction(String sdp) {
        return Stream.of("sendonly", "recvonly", "sendrecv", "inactive")
                .filter(way -> sdp.contains("a=" + way))
                .findFirst()
                .orElse("");
    }

    private static Optional<String> value(String sdp, String prefix) {
        return sdp.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst();
    }

    /** {@code Query Catalog SN=17 DeviceID=3402...}. */
    private static String xml(String body) {
        List<String> words = new ArrayList<>();
        Matcher root = Pattern.compile("<([A-Za-z]\\w{0,40})[\\s>]").matcher(body);
        if (root.find()) {
            words.add(root.group(1));
        }
        element(body, "CmdType").ifPresent(words::add);
        ELEMENTS.forEach(name -> element(body, name).ifPresent(value -> words.add(name + "=" + value)));
        return String.join(" ", words);
    }

    private static Optional<String> element(String body, String name) {
        int start = body.indexOf("<" + name + ">");
        int end = start < 0 ? -1 : body.indexOf("<", start + 1);
        return end < 0
                ? Optional.empty()
                : Optional.of(body.substring(start + name.length() + 2, end).strip())
                        .filter(value -> !value.isEmpty());
    }
}
