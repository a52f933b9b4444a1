package cascade.gateway.simulator.lower.function;

/** Form of a mobile position. */
public enum PositionForm {
    /** One device, its values beside DeviceID; GB/T 28181-2016 A.2.5.6. */
    FLAT,
    /** A list of devices; GB/T 28181-2022 A.2.5.7. */
    LIST
}
