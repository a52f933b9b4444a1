package cascade.gateway.gb.edition;

/** Edition of GB/T 28181 whose forms a platform reads and writes. */
public enum GbEdition {
    GB2011("2011"),
    GB2016("2016"),
    GB2022("2022");

    private final String year;

    GbEdition(String year) {
        this.year = year;
    }

    boolean is2022() {
        return this == GB2022;
    }

    /** Whether a platform of this edition is two behind what came with {@code since}: products are ahead of their papers by one. */
    public boolean isFarBefore(GbEdition since) {
        return since.ordinal() - ordinal() > 1;
    }

    public boolean isBefore(GbEdition since) {
        return compareTo(since) < 0;
    }

    @Override
    public String toString() {
        return year;
    }
}
