package cascade.gateway.explain.fault;

import cascade.gateway.explain.finding.Text;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Page on troubleshooting, in English and Chinese: the table of faults with the sentences that were answered. What differs
 * from run to run in them (addresses, ports, times, counts) is written as an example.
 */
final class TroubleshootingPage {

    private static final String HEAD = """
            # Troubleshooting 故障排查

            "Why can the city not play this camera?" The gateway answers in a sentence:

            ```sh
            cascade-gateway explain --upper city --channel 37280601001310000005            # --lang zh: in Chinese
            curl -s 'http://127.0.0.1:9180/api/v1/explain?upper=city&channel=37280601001310000005'
            ```

            "为什么市平台看不到这路摄像机？" 网关用一句话回答：上面的命令加 `--lang zh`，或请求头 `Accept-Language: zh`。

            The channel may be given by the upper's id or by the lower's. The answer's `steps` are the stations of the way
            (upper, channel, share, lower, limits, calls, media), each with its facts. The sections below are written by a
            test, `make troubleshooting`: it brings about each fault between scripted platforms and takes down what is
            answered. Addresses, times and counts are examples.

            通道可用上级看到的编码或下级的原始编码。回答中的 `steps` 是沿途各站（上级、通道、共享、下级、限额、呼叫、媒体）及其依据。
            以下各节由测试生成：测试在模拟平台之间制造每种故障，并记录网关的回答；其中的地址、时间和数量仅为示例。

            """;

    private static final List<Map.Entry<Pattern, String>> EXAMPLES = List.of(
            example("127\\.\\d+\\.\\d+\\.(\\d+)", "10.0.0.$1"),
            example("(10\\.0\\.0\\.\\d+):\\d{5}", "$1:30000"),
            example("(?<!to )\\b\\d+ s\\b", "3 s"),
            example("(?<!～)\\b\\d+ 秒", "3 秒"),
            example("\\d+\\.\\d %", "10.0 %"),
            example("\\d+\\.\\d Mbit/s", "2.0 Mbit/s"),
            example("\\d+ packets, \\d+ lost", "500 packets, 0 lost"),
            example("\\d+ 包，丢失 \\d+", "500 包，丢失 0"),
            // said once the transaction is over, and it may not be yet
            example(" \\(REGISTER to UDP [^)]*\\)", ""),
            example("（REGISTER to UDP [^）]*）", ""),
            example("call v\\d+", "call v1"),
            example("呼叫 v\\d+", "呼叫 v1"));

    private final StringBuilder page = new StringBuilder(HEAD);

    private static Map.Entry<Pattern, String> example(String pattern, String text) {
        return Map.entry(Pattern.compile(pattern), text);
    }

    /** @param told the sentence that was answered to each fault */
    static String text(List<Fault> faults, Map<Fault, Text> told) {
        var page = new TroubleshootingPage();
        page.index(faults);
        faults.forEach(fault -> page.section(fault, told.get(fault)));
        return page.page.toString();
    }

    private void index(List<Fault> faults) {
        page.append("| you see | 现象 | cause |\n| --- | --- | --- |\n");
        faults.forEach(fault -> page.append("| ")
                .append(fault.symptom().english())
                .append(" | ")
                .append(fault.symptom().chinese())
                .append(" | [`")
                .append(fault.cause().label())
                .append("`](#")
                .append(fault.cause().label())
                .append(") |\n"));
    }

    private String heading = "";

    private void section(Fault fault, Text sentence) {
        String label = fault.cause().label();
        if (!label.equals(heading)) {
            page.append("\n## ").append(label).append('\n');
        }
        heading = label;
        page.append("\n- **Tried / 制造方式:** ").append(both(fault.injected())).append('\n');
        if (!fault.callCause().isEmpty()) {
            page.append("- **Call / 呼叫结束原因:** `").append(fault.callCause()).append("`\n");
        }
        page.append("- **Answer:** ").append(exampled(sentence.english())).append('\n');
        page.append("- **回答:** ").append(exampled(sentence.chinese())).append('\n');
    }

    private static String both(Text text) {
        return text.english() + " " + text.chinese();
    }

    private static String exampled(String text) {
        String written = text;
        for (Map.Entry<Pattern, String> example : EXAMPLES) {
            written = example.getKey().matcher(written).replaceAll(example.getValue());
        }
        return written;
    }
}
