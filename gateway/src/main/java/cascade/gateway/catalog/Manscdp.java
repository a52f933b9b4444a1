package cascade.gateway.catalog;

/** Content-Type of MANSCDP bodies (GB/T 28181-2016 annex A). */
final class Manscdp {

    static final String CONTENT_TYPE = "Application/MANSCDP+xml";

    private Manscdp() {}
}
