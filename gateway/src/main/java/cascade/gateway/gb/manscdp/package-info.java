/**
 * MANSCDP (监控报警联网系统控制描述协议), the XML bodies of MESSAGE, SUBSCRIBE and NOTIFY, as immutable records.
 *
 * <pre>
 *   ManscdpReader   bytes, text, repaired text, guarded StAX, JAXB, record
 *   ManscdpWriter   record, JAXB, SAX, text, bytes
 * </pre>
 *
 * The JAXB classes are the table of element names and stay inside; elements that the table lacks are kept as {@link
 * XmlNode} and written again. Nothing here blocks. The records and the reader belong to no thread; the writer, {@link
 * CatalogPages} and {@link CatalogCollector} to the one that uses them. GB/T 28181-2016 annex A, GB/T 28181-2022 annex A.
 */
@NullMarked
package cascade.gateway.gb.manscdp;

import org.jspecify.annotations.NullMarked;
