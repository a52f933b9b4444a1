package cascade.gateway.event;

import cascade.config.Permission;
import java.util.Optional;
import java.util.stream.Stream;

/** Kind of event that a platform can subscribe to beside the catalog; its CmdType is in the body of SUBSCRIBE and NOTIFY. */
enum EventKind {
    /** Alarms (报警事件订阅), GB/T 28181-2016 9.4 and A.2.5.3. */
    ALARM("Alarm", Permission.ALARM, "alarm"),
    /** Positions of mobile devices (移动设备位置订阅), GB/T 28181-2016 9.5.3.2 and A.2.5.6. */
    POSITION("MobilePosition", Permission.POSITION, "position"),
    /** Changes of a PTZ head's position (PTZ精准状态变更), GB/T 28181-2022 A.2.4.13. */
    PTZ("PTZPosition", Permission.QUERY, "ptz");

    private final String cmdType;
    private final Permission permission;
    private final String label;

    EventKind(String cmdType, Permission permission, String label) {
        this.cmdType = cmdType;
        this.permission = permission;
        this.label = label;
    }

    static Optional<EventKind> of(String cmdType) {
        return Stream.of(values()).filter(kind -> kind.cmdType.equals(cmdType)).findFirst();
    }

    String cmdType() {
        return cmdType;
    }

    /** What an upper needs for it. */
    Permission permission() {
        return permission;
    }

    /** Its label in metrics. */
    String label() {
        return label;
    }
}
