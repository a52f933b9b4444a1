package cascade.config;

/** Edition of GB/T 28181 that a peer speaks: 2011, 2016 or 2022. */
public enum Edition {
    GB2011("2011", "1.0"),
    GB2016("2016", "2.0"),
    GB2022("2022", "3.0");

    private final String year;
    private final String gbVersion;

    Edition(String year, String gbVersion) {
        this.year = year;
        this.gbVersion = gbVersion;
    }

    /** The year, as the configuration writes it. */
    public String year() {
        return year;
    }

    /** The value of {@code X-GB-Ver} (GB/T 28181-2022 Annex I). */
    public String gbVersion() {
        return gbVersion;
    }
}
