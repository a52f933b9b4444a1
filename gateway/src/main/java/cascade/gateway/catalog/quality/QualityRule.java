package cascade.gateway.catalog.quality;

import cascade.monitoring.Label;

/** Quality rule that a node of a catalog can break; the label names it in the API and in metrics. */
public enum QualityRule implements Label {
    /** The id is neither twenty digits nor, for an area, two, four, six or eight (GB/T 28181-2016 D.1). */
    ID_NOT_20_DIGITS,
    /** Digits 11 to 13 are no type code that the standard defines (GB/T 28181-2022 E.1). */
    ID_TYPE_UNKNOWN,
    /** The first two digits are no province (GB/T 2260). */
    ID_PROVINCE_UNKNOWN,
    /** Another lower has a node of the same id; areas are the same everywhere and do not count. */
    ID_UNDER_TWO_LOWERS,
    /** Its ParentID names nodes, and none of them is in the catalog. */
    PARENT_UNKNOWN,
    NAME_EMPTY,
    /** The name has characters that an upper's charset lacks. */
    NAME_NOT_ENCODABLE,
    /** A device or system without CivilCode, which the standard demands (GB/T 28181-2016 A.2.1.9). */
    CIVIL_CODE_MISSING,
    /** A CivilCode that is not two, four, six or eight digits of a known province. */
    CIVIL_CODE_MALFORMED,
    /** A camera without Longitude or Latitude. */
    POSITION_MISSING,
    /** A camera whose Longitude or Latitude is no number. */
    POSITION_MALFORMED,
    /** A camera at 0, 0. */
    POSITION_ZERO,
    /** A camera whose Longitude and Latitude would lie in China the other way round. */
    POSITION_SWAPPED,
    /** A camera outside of China: 73 to 135.1 degrees east, 3.8 to 53.6 degrees north. */
    POSITION_OUTSIDE
}
