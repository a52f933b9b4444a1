package cascade.gateway.gb;

/** Kind of a node in a catalog (目录), told from the form of its id: GB/T 28181-2016 annex O. */
public enum NodeKind {
    /** Administrative area (行政区划): an id of 2, 4, 6 or 8 digits. */
    AREA,
    /** System, a platform (系统): type code 200. */
    SYSTEM,
    /** Business group (业务分组): type code 215. */
    BUSINESS_GROUP,
    /** Virtual organisation (虚拟组织): type code 216. */
    VIRTUAL_ORGANISATION,
    /** Everything else: cameras, recorders, alarm inputs. */
    DEVICE
}
