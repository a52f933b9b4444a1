/**
 * MANSCDP (监控报警联网系统控制描述协议), the XML bodies of MESSAGE, SUBSCRIBE and NOTIFY, as immutable records.
 *
 * <pre>
 *   bytes -> text -> repaired text -> guarded StAX -> JAXB -> record      {@link ManscdpReader}
 *   bytes <- text &lt;------------- SAX &lt;------------- JAXB <- record      {@link ManscdpWriter}
 * </pre>
 *
 * The JAXB classes are the table of element names and stay inside; elements that no table names are kept as {@link XmlNode} and written again. Nothing here blocks or keeps state between messages, except {@link CatalogCollector}.
 * Any thread. GB/T 28181-2016 annex A, GB/T 28181-2022 annex A.
 */
@NullMarked
package cascade.gateway.gb.manscdp;

import org.jspecify.annotations.NullMarked;
