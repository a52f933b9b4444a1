package cascade.monitoring.board;

/** Boards by the question that each answers, and the ways to them. */
@SuppressWarnings("ImmutableEnumChecker") // a title is two strings
enum BoardName {
    OVERVIEW(
            "overview",
            new Title("Cascade / Overview", "级联概览"),
            "The cascade as it stands: who is there, what flows, what fails."),
    DOMAIN(
            "domain",
            new Title("Cascade / Domain", "级联平台"),
            "One platform, or some: registration, calls, signalling, media and commands."),
    MEDIA(
            "media",
            new Title("Cascade / Media", "级联媒体"),
            "Streams, what they carry, and what is lost of it on which side."),
    SIGNALLING(
            "signalling",
            new Title("Cascade / Signalling", "级联信令"),
            "Messages, answers and their times; which calls fail, on whose side, and why."),
    CATALOG(
            "catalog",
            new Title("Cascade / Catalog and assessment", "级联目录与考核"),
            "What is graded: channels online, catalogs complete and in order, clocks."),
    GATEWAY(
            "gateway",
            new Title("Cascade / Gateway", "级联网关"),
            "The program itself: loops, processor, memory, ports, log.");

    static final Title CONSOLE = new Title("Console", "控制台");

    private final String file;
    private final Title title;
    private final String purpose;

    BoardName(String file, Title title, String purpose) {
        this.file = file;
        this.title = title;
        this.purpose = purpose;
    }

    /** In a folder of Grafana's, without an ending. */
    String file() {
        return file;
    }

    String uid() {
        return "cascade-" + file;
    }

    Title title() {
        return title;
    }

    String purpose() {
        return purpose;
    }

    /** Where a click on a series leads: this board, for the series' gateway and the time that was shown. */
    String ofSeries() {
        return "/d/%s?var-datasource=${datasource}&var-instance=${__field.labels.instance}&${__url_time_range}"
                .formatted(uid());
    }

    /** The same, for the series' platform. */
    String ofSeriesAndDomain() {
        return ofSeries() + "&var-domain=${__field.labels.domain}";
    }

    /** Where a click on a row leads: this board, for the row's gateway. */
    String ofRow() {
        return ofSeries().replace("${__field.labels.instance}", "${__data.fields.instance}");
    }

    /** The gateway's own pages, where it is scraped. */
    static String consoleOf(String instance) {
        return "http://" + instance + "/";
    }
}
