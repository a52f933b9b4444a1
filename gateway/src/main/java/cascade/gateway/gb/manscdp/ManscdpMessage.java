package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * MANSCDP message, a body of MESSAGE, SUBSCRIBE or NOTIFY. The commands that the gateway itself answers or understands
 * have a record each; all others are {@link Other} and are passed on as they came.
 *
 * <p>{@code sn} is chosen by the requester and repeated in the answer; {@code deviceId} is what is asked about, or who
 * tells. {@code extra} are the elements that the record does not name, in their order. Absent elements are empty, empty
 * elements are "". Immutable, any thread. GB/T 28181-2016 annex A, GB/T 28181-2022 annex A.
 */
public sealed interface ManscdpMessage {

    /** Content-Type of a body that is one. */
    String CONTENT_TYPE = "Application/MANSCDP+xml";

    /** The root element. */
    enum Root {
        QUERY("Query"),
        NOTIFY("Notify"),
        RESPONSE("Response"),
        CONTROL("Control");

        private final String element;

        Root(String element) {
            this.element = element;
        }

        public String element() {
            return element;
        }
    }

    long sn();

    default Root root() {
        return switch (this) {
            case CatalogQuery _, DeviceInfoQuery _, DeviceStatusQuery _ -> Root.QUERY;
            case Keepalive _, CatalogNotify _, MediaStatus _ -> Root.NOTIFY;
            case CatalogResponse _, DeviceInfoResponse _, DeviceStatusResponse _ -> Root.RESPONSE;
            case Other other -> other.root;
        };
    }

    /** The CmdType, in the spelling of the standard where it is known. */
    default String cmdType() {
        return switch (this) {
            case Keepalive _ -> "Keepalive";
            case CatalogQuery _, CatalogResponse _, CatalogNotify _ -> "Catalog";
            case DeviceInfoQuery _, DeviceInfoResponse _ -> "DeviceInfo";
            case DeviceStatusQuery _, DeviceStatusResponse _ -> "DeviceStatus";
            case MediaStatus _ -> "MediaStatus";
            case Other other -> other.cmdType;
        };
    }

    /** The id that it is about or from; a Broadcast names none. */
    default Optional<DeviceId> target() {
        return switch (this) {
            case Keepalive keepalive -> Optional.of(keepalive.deviceId());
            case CatalogQuery query -> Optional.of(query.deviceId());
            case CatalogResponse response -> Optional.of(response.deviceId());
            case CatalogNotify notify -> Optional.of(notify.deviceId());
            case DeviceInfoQuery query -> Optional.of(query.deviceId());
            case DeviceInfoResponse response -> Optional.of(response.deviceId());
            case DeviceStatusQuery query -> Optional.of(query.deviceId());
            case DeviceStatusResponse response -> Optional.of(response.deviceId());
            case MediaStatus status -> Optional.of(status.deviceId());
            case Other other -> other.deviceId;
        };
    }

    /** "I am alive" of a lower platform or device (状态信息报送); {@code status} is OK or ERROR. */
    record Keepalive(long sn, DeviceId deviceId, Optional<String> status, List<XmlNode> extra)
            implements ManscdpMessage {
        private static final String INFO = "Info";
        private static final String DEVICE_ID = "DeviceID";

        public Keepalive {
            requireSn(sn);
            extra = List.copyOf(extra);
        }

        /** As a platform in good health sends it. */
        public static Keepalive ok(long sn, DeviceId deviceId) {
            return ok(sn, deviceId, List.of());
        }

        /** The same with the devices that fail (the fault list of 2016). */
        public static Keepalive ok(long sn, DeviceId deviceId, List<DeviceId> failing) {
            List<XmlNode> info = failing.isEmpty()
                    ? List.of()
                    : List.of(XmlNode.of(
                            INFO,
                            failing.stream()
                                    .map(device -> XmlNode.of(DEVICE_ID, device.value()))
                                    .toList()));
            return new Keepalive(sn, deviceId, Optional.of("OK"), info);
        }

        /** The devices that it names as failing; what is no id is left out. */
        public List<DeviceId> failing() {
            return extra.stream()
                    .filter(node -> node.isNamed(INFO))
                    .flatMap(info -> info.children().stream())
                    .filter(child -> child.isNamed(DEVICE_ID))
                    .flatMap(child -> DeviceId.tryParse(child.text()).stream())
                    .toList();
        }
    }

    /** Asks for the catalog below {@code deviceId} (目录查询), by MESSAGE or, as a subscription, by SUBSCRIBE. */
    record CatalogQuery(
            long sn, DeviceId deviceId, Optional<String> startTime, Optional<String> endTime, List<XmlNode> extra)
            implements ManscdpMessage {
        public CatalogQuery {
            requireSn(sn);
            extra = List.copyOf(extra);
        }

        public static CatalogQuery of(long sn, DeviceId deviceId) {
            return new CatalogQuery(sn, deviceId, Optional.empty(), Optional.empty(), List.of());
        }
    }

    /**
     * One part of a catalog answer. {@code sumNum} counts the items of all parts; it is absent in the body of a 200 to
     * SUBSCRIBE, which carries a {@link #result} instead.
     */
    record CatalogResponse(long sn, DeviceId deviceId, OptionalInt sumNum, List<CatalogItem> items, List<XmlNode> extra)
            implements ManscdpMessage {
        public CatalogResponse {
            requireSn(sn);
            items = List.copyOf(items);
            extra = List.copyOf(extra);
        }

        /** One part of an answer of {@code sumNum} items. */
        public static CatalogResponse part(long sn, DeviceId deviceId, int sumNum, List<CatalogItem> items) {
            return new CatalogResponse(sn, deviceId, OptionalInt.of(sumNum), items, List.of());
        }

        /** OK or ERROR, where a peer answers so instead of with items. */
        public Optional<String> result() {
            return extra.stream()
                    .filter(element -> element.isNamed("Result"))
                    .findFirst()
                    .map(XmlNode::text);
        }

        /** The same items as a notification: some platforms send catalog answers by NOTIFY (2016 sample J.21). */
        public CatalogNotify toNotify() {
            return new CatalogNotify(sn, deviceId, sumNum, items, extra);
        }
    }

    /** Changes in a subscribed catalog (目录通知). An item without event is a full item, added or changed. */
    record CatalogNotify(long sn, DeviceId deviceId, OptionalInt sumNum, List<CatalogItem> items, List<XmlNode> extra)
            implements ManscdpMessage {
        public CatalogNotify {
            requireSn(sn);
            items = List.copyOf(items);
            extra = List.copyOf(extra);
        }

        /** The same items under the root of an answer, as some platforms notify (2016 sample J.21). */
        public CatalogResponse toResponse() {
            return new CatalogResponse(sn, deviceId, sumNum, items, extra);
        }

        /** A notification that counts its own items, as the standard has it. */
        public static CatalogNotify of(long sn, DeviceId deviceId, List<CatalogItem> items) {
            return new CatalogNotify(sn, deviceId, OptionalInt.of(items.size()), items, List.of());
        }
    }

    /** Asks what {@code deviceId} is (设备信息查询). */
    record DeviceInfoQuery(long sn, DeviceId deviceId, List<XmlNode> extra) implements ManscdpMessage {
        public DeviceInfoQuery {
            requireSn(sn);
            extra = List.copyOf(extra);
        }
    }

    /** What {@code deviceId} is; {@code result} is OK or ERROR, {@code channel} the number of video inputs. */
    record DeviceInfoResponse(
            long sn,
            DeviceId deviceId,
            Optional<String> deviceName,
            Optional<String> result,
            Optional<String> manufacturer,
            Optional<String> model,
            Optional<String> firmware,
            Optional<String> channel,
            List<XmlNode> extra)
            implements ManscdpMessage {
        public DeviceInfoResponse {
            requireSn(sn);
            extra = List.copyOf(extra);
        }
    }

    /** Asks how {@code deviceId} is (设备状态查询). */
    record DeviceStatusQuery(long sn, DeviceId deviceId, List<XmlNode> extra) implements ManscdpMessage {
        public DeviceStatusQuery {
            requireSn(sn);
            extra = List.copyOf(extra);
        }
    }

    /** How {@code deviceId} is: {@code online} ONLINE or OFFLINE, {@code encode} and {@code record} ON or OFF. */
    record DeviceStatusResponse(
            long sn,
            DeviceId deviceId,
            Optional<String> result,
            Optional<String> online,
            Optional<String> status,
            Optional<String> reason,
            Optional<String> encode,
            Optional<String> record,
            Optional<String> deviceTime,
            List<XmlNode> extra)
            implements ManscdpMessage {
        public DeviceStatusResponse {
            requireSn(sn);
            extra = List.copyOf(extra);
        }
    }

    /** Media of {@code deviceId} came to an end (媒体通知); {@code notifyType} 121 is "history sent completely". */
    record MediaStatus(long sn, DeviceId deviceId, Optional<String> notifyType, List<XmlNode> extra)
            implements ManscdpMessage {
        public MediaStatus {
            requireSn(sn);
            extra = List.copyOf(extra);
        }
    }

    /**
     * A command that this package does not look into. {@code tree} is the whole document; what the other components say
     * was read from it. A Broadcast has no {@code deviceId}.
     */
    record Other(Root root, String cmdType, long sn, Optional<DeviceId> deviceId, XmlNode tree)
            implements ManscdpMessage {
        public Other {
            requireSn(sn);
        }

        /**
         * A command with its heading, CmdType, SN and DeviceID, and what follows it.
         *
         * @param fields elements behind the heading, in their order
         */
        public static Other of(Root root, String cmdType, long sn, Optional<DeviceId> deviceId, List<XmlNode> fields) {
            List<XmlNode> children = new ArrayList<>();
            children.add(XmlNode.of("CmdType", cmdType));
            children.add(XmlNode.of("SN", Long.toString(sn)));
            deviceId.ifPresent(id -> children.add(XmlNode.of("DeviceID", id.value())));
            children.addAll(fields);
            return new Other(root, cmdType, sn, deviceId, XmlNode.of(root.element(), children));
        }

        /** The same command under another SN. */
        public Other withSn(long newSn) {
            return new Other(root, cmdType, newSn, deviceId, tree.withChildText("SN", Long.toString(newSn)));
        }

        /** The same command for another device; a command that names none is refused as a mistake. */
        public Other withDeviceId(DeviceId newId) {
            if (deviceId.isEmpty()) {
                throw new IllegalStateException(cmdType + " names no device");
            }
            return new Other(root, cmdType, sn, Optional.of(newId), tree.withChildText("DeviceID", newId.value()));
        }
    }

    private static void requireSn(long sn) {
        if (sn < 0) {
            throw new IllegalArgumentException("SN: " + sn + " (expected: 0 or above)");
        }
    }
}
