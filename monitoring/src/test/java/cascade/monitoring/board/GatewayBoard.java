package cascade.monitoring.board;

import static cascade.monitoring.board.Boards.GATEWAY;
import static cascade.monitoring.board.Boards.gateway;
import static cascade.monitoring.board.Boards.perMinute;
import static cascade.monitoring.board.Boards.rateBy;
import static cascade.monitoring.board.Panel.stat;
import static cascade.monitoring.board.Panel.timeSeries;

/** The program itself: has it room, and is it well? */
final class GatewayBoard {

    private GatewayBoard() {}

    static Board board() {
        return new Board(BoardName.GATEWAY, Variable.DATASOURCE, Variable.INSTANCE)
                .row(4, build(), uptime(), orphans(), reload(), admission(), draining())
                .heading("Loops and processor", "循环与处理器")
                .row(8, loopLag(), processor(), threads())
                .row(8, waiting(), ownRequests())
                .heading("Memory", "内存")
                .row(8, heap(), pauses(), buffers())
                .heading("Ports, limits, descriptors", "端口、上限、描述符")
                .row(8, ports(), portsTaken(), limits(), descriptors())
                .heading("Log, reloads, errors", "日志、重载、错误")
                .row(8, logLines(), reloads(), MediaBoard.socketDrops(), orphansOverTime());
    }

    private static Panel build() {
        return stat("Version", "版本", Unit.COUNT)
                .ask("cascade_build_info" + GATEWAY, "{{version}}, Java {{java}}, {{gear}}")
                .named();
    }

    private static Panel uptime() {
        return stat("Up for", "运行时间", Unit.DURATION)
                .ask("process_uptime_seconds" + GATEWAY, "")
                .note("Since the process was started. 进程启动以来的时间。");
    }

    private static Panel orphans() {
        return stat("Orphans", "无主资源", Unit.COUNT)
                .ask("sum(cascade_orphans" + GATEWAY + ")", "")
                .redFrom(1);
    }

    private static Panel reload() {
        return stat("Configuration on disk", "磁盘配置", Unit.COUNT)
                .ask("cascade_config_last_reload_successful" + GATEWAY, "")
                .states(new Title("not in force", "未生效"), new Title("in force", "已生效"));
    }

    private static Panel admission() {
        return stat("Calls admitted", "呼叫准入", Unit.RATIO)
                .ask("cascade_call_admission_ratio" + GATEWAY, "")
                .redBelow(1);
    }

    private static Panel draining() {
        return stat("New calls", "新呼叫", Unit.COUNT)
                .ask("1 - cascade_draining" + GATEWAY, "")
                .states(new Title("draining", "排空中"), new Title("taken", "接受"));
    }

    private static Panel loopLag() {
        return timeSeries("Loop lag", "循环滞后", Unit.SECONDS)
                .ask("cascade_loop_lag_seconds" + GATEWAY, "{{loop}}")
                .redFrom(0.5);
    }

    private static Panel waiting() {
        return timeSeries("Waiting messages", "排队消息", Unit.BYTES)
                .ask("cascade_sip_waiting_bytes" + GATEWAY, "")
                .note("Catalog parts and notifications that came faster than they are read; calls overtake them."
                        + " 来不及处理的目录与通知，呼叫优先。");
    }

    private static Panel ownRequests() {
        return timeSeries("Requests in turn", "排队请求", Unit.COUNT)
                .ask("cascade_own_requests_waiting" + GATEWAY, "")
                .note(
                        "Catalog queries and subscriptions of the gateway's own; lowers that registered are not asked yet."
                                + " 网关自身待发的目录查询与订阅。");
    }

    private static Panel processor() {
        return timeSeries("Processor", "处理器", Unit.RATIO)
                .ask("process_cpu_usage" + GATEWAY, "gateway")
                .ask("system_cpu_usage" + GATEWAY, "machine")
                .note("Share of all processors that the process and the whole machine use. 进程与整机的处理器占用。")
                .redFrom(0.9);
    }

    private static Panel threads() {
        return timeSeries("Threads by state", "线程", Unit.COUNT)
                .ask("jvm_threads_states_threads" + GATEWAY, "{{state}}")
                .note("A number that grows is a leak. 持续增长说明泄漏。");
    }

    private static Panel heap() {
        return timeSeries("Heap", "堆", Unit.BYTES)
                .ask("sum(jvm_memory_used_bytes" + gateway("area=\"heap\"") + ")", "used")
                .ask("sum(jvm_memory_committed_bytes" + gateway("area=\"heap\"") + ")", "committed")
                .ask("sum(jvm_memory_max_bytes" + gateway("area=\"heap\"") + " > 0)", "max")
                .note("Used returns to a floor after each collection; a floor that rises is a leak."
                        + " 每次回收后应回到底部，底部持续上升说明泄漏。");
    }

    private static Panel pauses() {
        return timeSeries("Pauses of the collector", "GC 停顿", Unit.RATIO)
                .ask(rateBy("gc", "jvm_gc_pause_seconds_sum", GATEWAY), "{{gc}}")
                .note("Share of the time in which the collector stops the program. 因回收而停顿的时间比例。")
                .redFrom(0.05);
    }

    private static Panel buffers() {
        return timeSeries("Memory outside the heap", "堆外内存", Unit.BYTES)
                .ask("jvm_buffer_memory_used_bytes" + gateway("id=\"direct\""), "direct buffers")
                .ask("sum(jvm_memory_used_bytes" + gateway("area=\"nonheap\"") + ")", "classes and code")
                .note("Buffers of the network, and what the JVM needs for itself. 网络缓冲区与 JVM 自身占用。");
    }

    private static Panel ports() {
        return timeSeries("Media ports", "媒体端口", Unit.COUNT)
                .ask("cascade_media_ports" + GATEWAY, "{{network}} {{state}}");
    }

    private static Panel portsTaken() {
        return timeSeries("Media ports taken", "媒体端口占用率", Unit.RATIO)
                .ask("network:cascade_media_ports_taken:ratio" + GATEWAY, "{{network}}")
                .note("In calls, or resting after them. 使用中或静置中的端口比例。")
                .redFrom(0.9);
    }

    private static Panel limits() {
        return timeSeries("Limits used", "上限占用", Unit.RATIO)
                .ask("cascade_limit_used_ratio" + GATEWAY, "{{domain}} {{kind}}")
                .redFrom(0.9);
    }

    private static Panel descriptors() {
        return timeSeries("Descriptors used", "文件描述符", Unit.RATIO)
                .ask("process_files_open_files" + GATEWAY + " / process_files_max_files" + GATEWAY, "used")
                .note("Of those that the process may open: sockets, files. 占进程上限的比例。")
                .redFrom(0.9);
    }

    private static Panel logLines() {
        return timeSeries("Log lines", "日志行", Unit.PER_MINUTE)
                .ask(perMinute("level", "cascade_log_lines_total", gateway("level=~\"warn|error\"")), "{{level}}")
                .ask(perMinute("instance", "cascade_log_lines_dropped_total", GATEWAY), "dropped");
    }

    private static Panel reloads() {
        return timeSeries("Reloads by result", "配置重载", Unit.COUNT)
                .ask("cascade_config_reloads_total" + GATEWAY, "{{result}}");
    }

    private static Panel orphansOverTime() {
        return timeSeries("Orphans by kind", "无主资源（按种类）", Unit.COUNT)
                .ask("cascade_orphans" + GATEWAY, "{{kind}}")
                .redFrom(1);
    }
}
