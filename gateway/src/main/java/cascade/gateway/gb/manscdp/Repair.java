package cascade.gateway.gb.manscdp;

/** Kinds of repair that {@link ManscdpReader} makes before a body can be read, for the callers to count by peer. */
public enum Repair {
    /** The bytes were not in the charset that the declaration names. */
    CHARSET_MISLABELLED,
    /** Bytes without meaning in the charset became U+FFFD. */
    BYTES_REPLACED,
    /** The declaration was not well formed ({@code <? xml}). */
    DECLARATION,
    /** Control characters that XML forbids were removed. */
    CONTROL_CHARACTERS,
    /** An ampersand that begins no entity was escaped. */
    BARE_AMPERSAND,
    /** A less-than sign that begins no tag was escaped. */
    BARE_LESS_THAN,
    /** An attribute value without quotes was quoted ({@code Num=2}). */
    BARE_ATTRIBUTE,
    /** An element was spelled in another case or by another edition's name. */
    ELEMENT_NAME,
    /** A vendor's element or attribute with a namespace prefix goes on without it. */
    NAMESPACE_PREFIX,
    /** A vendor's element or attribute without a usable name ({@code hk:}) was left out. */
    NAME_SKIPPED,
    /** An element of the table stood inside one that holds text only, and was left out. */
    MISPLACED_ELEMENT,
    /** The document was not well formed; its complete items were taken one by one. */
    ITEMS_SALVAGED,
    /** An item without usable id or event, or not well formed, was left out. */
    ITEM_SKIPPED,
    /** An id in ParentID or BusinessGroupID was no id and was left out. */
    PARENT_SKIPPED,
    /** SumNum or Num does not fit the items of the message; the items count. */
    COUNT_MISMATCH,
    /** The text {@code null} stood for an absent value. */
    NULL_TEXT
}
