package cascade.gateway.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.admin.Browser.Look;
import cascade.gateway.admin.live.LiveSettings;
import cascade.gateway.testkit.Patience;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The console in a real browser, over a city that is made of nothing. What was on the screen lies in target/console. */
@Tag("processes")
class ConsoleBrowserIT {

    private static Browser browser;
    private static AdminFixture admin;

    private Page page;

    @BeforeAll
    static void open() throws Exception {
        browser = new Browser();
        admin = new AdminFixture(AdminSettings.of(
                "127.0.0.1",
                0,
                Set.of(),
                Patience.TIMEOUT,
                Patience.TIMEOUT,
                Patience.TIMEOUT,
                100,
                10_000,
                new LiveSettings(Duration.ofMillis(200), 20, Patience.TIMEOUT, 2_000),
                100,
                Optional.empty()));
        new CityView(admin.view, 200, 100_000, 1_000, Instant.now());
        PlaywrightAssertions.setDefaultAssertionTimeout(Patience.millis());
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        admin.close();
    }

    @BeforeEach
    void askNobody() {
        admin.access = AdminFixture.ANYBODY;
    }

    @AfterEach
    void leave(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "console", name + ".png")));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void showsTheCascadeAtAGlance() {
        look("", Look.DESK);

        assertThat(page.getByLabel("The cascade as a picture")).containsText("city-platform");
        assertThat(page.locator(".column.lower")).containsText("197/200");
        assertThat(page.getByText("401 Unauthorized").first()).isVisible();
    }

    @Test
    void findsAChannelAndSaysWhyAnUpperCannotPlayIt() {
        look("#/channels", Look.DESK);
        page.route(
                "**/channels/*/visibility",
                route -> json(route, Samples.VISIBILITY.toJson().encode()));
        page.route("**/explain?*", route -> json(route, """
                {"ok": false, "cause": "not-shared", "sentence": "No rule shares it with province.",
                 "steps": [{"step": "share", "result": "failed", "text": "no rule", "facts": {}}]}"""));

        page.getByPlaceholder("Name or id of a channel").fill(CityView.channelId(4243));
        option(CityView.channelId(4243)).click();
        page.locator(".visibility li", new Page.LocatorOptions().setHasText("province"))
                .getByRole(AriaRole.BUTTON)
                .click();

        assertThat(page.locator(".explained")).containsText("No rule shares it with province.");
    }

    @Test
    void saysWhichProfileADomainNeedsAndWhatToSet() {
        look("#/domains", Look.DESK);
        page.route(
                "**/domains/*/manners",
                route -> json(route, Samples.manners(Locale.ENGLISH).toJson().encode()));
        go("#/domains/district-006");

        Locator manners = page.locator(".manners");
        assertThat(manners).containsText("hikvision-ncg fits.");
        assertThat(manners.locator("pre")).containsText("profile = hikvision-ncg");
        assertThat(manners.locator(".note")).containsText("charset is UTF-8");
        manners.getByText("Seen in 3 messages").click();
        assertThat(manners).containsText("NCG V3.3.6");
    }

    @Test
    void showsAStreamLegByLeg() {
        look("#/streams", Look.DESK);

        page.getByPlaceholder("Channel, domain or kind").fill(CityView.channelId(4));
        option("district-005").click();

        Locator detail = page.getByLabel("Details");
        assertThat(detail.getByText("192.168.1.20:15060 → 10.69.91.7:20000")).isVisible();
        assertThat(detail).containsText("h265");
        assertThat(detail.locator(".chart .line").first()).isAttached();
    }

    @Test
    void showsTheLadderOfARecentCallInTwoClicks() {
        look("", Look.DESK);
        page.route("**/calls/c2/ladder", route -> json(route, ladder()));

        link("Calls").click();
        rows().nth(2).click();

        Locator ladder = page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Ladder"));
        assertThat(ladder).containsText("486 Busy Here");
        ladder.getByText("486 Busy Here").first().click();
        assertThat(ladder.locator("pre")).containsText("SIP/2.0 486 Busy Here");
    }

    @Test
    void speaksTheUsersLanguageAndRemembersAnother() {
        look("", Look.NIGHT);
        assertThat(page.getByText("上级平台")).isVisible();

        page.getByLabel("语言").click();

        assertThat(page.getByText("Upper platforms")).isVisible();
        page.reload();
        assertThat(page.getByText("Upper platforms")).isVisible();
    }

    @Test
    void followsTheSystemsThemeUntilAnotherIsChosen() {
        look("", Look.NIGHT);
        String dark = background();

        page.keyboard().press("t");

        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        assertThat(background()).isNotEqualTo(dark);
    }

    @Test
    void isWorkedByKeysAlone() {
        look("", Look.DESK);
        page.keyboard().press("2");
        assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();

        page.keyboard().press("/");
        page.keyboard().type("gate 77");
        assertThat(option("North Gate 77").first()).isVisible();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Details")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByLabel("Details")).hasCount(0);

        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    @Test
    void fitsANarrowScreen() {
        look("", Look.PHONE);
        for (String place : List.of(
                "#/cascade",
                "#/channels",
                "#/calls",
                "#/system",
                "#/domains",
                "#/domains/district-006",
                "#/streams",
                "#/streams/s4")) {
            go(place);

            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(place)
                    .isTrue();
        }
    }

    @Test
    void drawsOfALongListWhatIsInSightAlone() {
        look("", Look.DESK);
        for (String place : List.of("#/channels", "#/streams", "#/calls", "#/domains")) {
            go(place);
            assertThat(rows().first()).isVisible();

            assertThat(rows().count()).as(place).isBetween(5, 60);
        }
    }

    @Test
    void followsWhatChanges() {
        look("#/domains", Look.DESK);
        assertThat(page.locator("nav small")).hasText("1,000");
        var before = admin.view.streams;
        admin.view.streams = before.subList(0, 700);
        try {
            assertThat(page.locator("nav small")).hasText("700");
        } finally {
            admin.view.streams = before;
        }
    }

    @Test
    void asksWhoItIsWhereThereAreAccounts() {
        admin.access = AdminFixture.guarded();
        page = browser.page(url(""), Look.DESK);

        page.getByLabel("Account").fill("looker");
        page.getByLabel("Password").fill("wrong-horse");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no such account");
        page.getByLabel("Password").fill(AdminFixture.PASSWORD);
        page.keyboard().press("Enter");

        assertThat(page.getByLabel("The cascade as a picture")).isVisible();
        link("Gateway").click();
        assertThat(page.getByText("Settings in force")).isVisible();
        // one who may look is not offered what he may not do
        assertThat(page.getByText("Read the configuration again")).hasCount(0);
        page.getByLabel("sign out").click();
        assertThat(page.getByLabel("Password")).isVisible();
    }

    @Test
    void drainsTheGatewayAndTakesItBack() {
        look("#/system", Look.DESK);

        button("Drain: refuse new calls").click();
        assertThat(page.getByText("New calls are refused; what runs goes on.")).isVisible();
        assertThat(page.getByRole(AriaRole.BANNER)).containsText("draining");

        button("Take new calls again").click();
        assertThat(page.getByText("New calls are taken.")).isVisible();
        assertThat(page.getByRole(AriaRole.BANNER)).not().containsText("draining");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void look(String place, Look look) {
        page = browser.page(url(place), look);
        assertThat(page.locator(".dot.pulse")).isVisible();
    }

    private void go(String place) {
        page.evaluate("place => location.hash = place", place);
        assertThat(page.locator("main.view-" + place.split("/")[1])).isVisible();
    }

    private static String url(String place) {
        return "http://127.0.0.1:" + admin.port + "/" + place;
    }

    private Locator option(String text) {
        return rows().filter(new Locator.FilterOptions().setHasText(text));
    }

    private Locator rows() {
        return page.getByRole(AriaRole.LISTBOX).locator(".vrow");
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    private String background() {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    private static void json(Route route, String body) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(body));
    }

    private static String ladder() {
        return """
                {"id": "c2", "correlationId": "x", "state": "ended", "started": "2026-11-20T12:00:00Z", "ended": null,
                 "cause": "rejected-by-lower", "detail": null, "dropped": 0,
                 "legs": [{"id": "c2", "side": "upper", "domain": "traffic-police", "channelId": "1", "dropped": 0},
                          {"id": "s2", "side": "lower", "domain": "district-003", "channelId": "1", "dropped": 0}],
                 "steps": [
                  {"at": "2026-11-20T12:00:00Z", "ms": 0, "leg": "c2", "side": "upper", "kind": "message", "from": "upper",
                   "to": "gateway", "transport": "udp", "local": "a", "remote": "b", "method": "INVITE", "status": null,
                   "reason": "", "cseq": 1, "callId": "x", "bytes": 900, "retransmission": false, "repairs": [],
                   "problem": null, "summary": "Play, RTP to 10.69.80.187:6000", "text": "INVITE sip:1 SIP/2.0"},
                  {"at": "2026-11-20T12:00:00Z", "ms": 1.2, "leg": "s2", "side": "lower", "kind": "milestone",
                   "what": "ports-opened", "detail": "10.69.91.7:20000"},
                  {"at": "2026-11-20T12:00:00Z", "ms": 1.9, "leg": "s2", "side": "lower", "kind": "message", "from": "gateway",
                   "to": "lower", "transport": "udp", "local": "a", "remote": "b", "method": "INVITE", "status": null,
                   "reason": "", "cseq": 1, "callId": "y", "bytes": 900, "retransmission": false, "repairs": [],
                   "problem": null, "summary": "Play, RTP to 10.69.91.7:20000", "text": "INVITE sip:1 SIP/2.0"},
                  {"at": "2026-11-20T12:00:00Z", "ms": 501.9, "leg": "s2", "side": "lower", "kind": "message", "from": "gateway",
                   "to": "lower", "transport": "udp", "local": "a", "remote": "b", "method": "INVITE", "status": null,
                   "reason": "", "cseq": 1, "callId": "y", "bytes": 900, "retransmission": true, "repairs": [],
                   "problem": null, "summary": "Play, RTP to 10.69.91.7:20000", "text": "INVITE sip:1 SIP/2.0"},
                  {"at": "2026-11-20T12:00:00Z", "ms": 518, "leg": "s2", "side": "lower", "kind": "message", "from": "lower",
                   "to": "gateway", "transport": "udp", "local": "a", "remote": "b", "method": "INVITE", "status": 486,
                   "reason": "Busy Here", "cseq": 1, "callId": "y", "bytes": 300, "retransmission": false, "repairs": [],
                   "problem": null, "summary": "", "text": "SIP/2.0 486 Busy Here\\r\\nReason: Q.850;cause=17\\r\\n"},
                  {"at": "2026-11-20T12:00:00Z", "ms": 519, "leg": "c2", "side": "upper", "kind": "message", "from": "gateway",
                   "to": "upper", "transport": "udp", "local": "a", "remote": "b", "method": "INVITE", "status": 486,
                   "reason": "Busy Here", "cseq": 1, "callId": "x", "bytes": 300, "retransmission": false, "repairs": [],
                   "problem": null, "summary": "", "text": "SIP/2.0 486 Busy Here\\r\\n"},
                  {"at": "2026-11-20T12:00:00Z", "ms": 520, "leg": "c2", "side": "gateway", "kind": "milestone",
                   "what": "ended", "detail": "rejected-by-lower"}]}""";
    }
}
