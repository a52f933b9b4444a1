package cascade.gateway.command;

import cascade.config.UpperDomainConfig;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.List;
import java.util.Optional;

/**
 * Answers of the gateway to queries about itself as a device: its own basic configuration (设备配置查询, BasicParam), and
 * that it holds no records. GB/T 28181-2016 A.2.6.7 and A.2.6.8.
 */
final class OwnAnswers {

    private static final String BASIC_PARAM = "BasicParam";

    private OwnAnswers() {}

    static Optional<Other> to(ManscdpMessage request, UpperDomainConfig upper, String name) {
        return switch (request.cmdType()) {
            case "RecordInfo" ->
                Optional.of(response(request, List.of(XmlNode.of("Name", name), XmlNode.of("SumNum", "0"))));
            case "ConfigDownload" ->
                MessageFields.text(request, "ConfigType")
                        .filter(type -> type.contains(BASIC_PARAM))
                        .map(type -> response(request, List.of(XmlNode.of("Result", "OK"), basicParam(upper, name))));
            default -> Optional.empty();
        };
    }

    private static XmlNode basicParam(UpperDomainConfig upper, String name) {
        return XmlNode.of(
                BASIC_PARAM,
                List.of(
                        XmlNode.of("Name", name),
                        XmlNode.of(
                                "Expiration",
                                Long.toString(upper.register().expires().toSeconds())),
                        XmlNode.of(
                                "HeartBeatInterval",
                                Long.toString(upper.keepalive().interval().toSeconds())),
                        XmlNode.of(
                                "HeartBeatCount",
                                Integer.toString(upper.keepalive().maxMissed()))));
    }

    private static Other response(ManscdpMessage request, List<XmlNode> fields) {
        return Other.of(Root.RESPONSE, request.cmdType(), request.sn(), request.target(), fields);
    }
}
