package cascade.gateway.admin;

import cascade.gateway.testkit.Patience;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The distribution's Chromium, driven by Playwright on the machine's Node.js; {@code gateway/bin/setup} sees to both.
 * Notes what a page reports as errors.
 */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path FETCHED_NODE = Path.of("../.cache/node/node");
    private static final String HINT = "; gateway/bin/setup chromium node gets it";
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // a renderer in reserve costs a second of processor time, and each navigation takes one and starts the next
            "--disable-features=SpareRendererForSitePerProcess,OptimizationHints,Translate,MediaRouter",
            "--disable-site-isolation-trials",
            "--renderer-process-limit=1");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final Map<Look, Page> pages = new HashMap<>();
    private final List<String> errors = new ArrayList<>();

    Browser() {
        if (!Files.isExecutable(CHROMIUM)) {
            throw new AssertionError("no " + CHROMIUM + HINT);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        environment.put("PLAYWRIGHT_NODEJS_PATH", node().toString());
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(ARGUMENTS));
    }

    private static Path node() {
        if (Files.isExecutable(FETCHED_NODE)) {
            return FETCHED_NODE.toAbsolutePath();
        }
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node on the PATH" + HINT));
    }

    /** The page of that look, of a browser that knows nothing yet. It is one and the same, a new one costs a second. */
    Page page(String url, Look look) {
        Page page = pages.computeIfAbsent(look, this::open);
        if (page.url().startsWith("http")) {
            page.evaluate("localStorage.clear(); sessionStorage.clear()");
        }
        page.context().clearCookies();
        page.unrouteAll();
        // else what differs behind the # alone would load nothing
        page.navigate("about:blank");
        page.navigate(url);
        return page;
    }

    private Page open(Look look) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setLocale(look.locale()));
        context.setDefaultTimeout(Patience.millis());
        Page page = context.newPage();
        page.onPageError(error -> errors.add(error));
        page.onConsoleMessage(message -> {
            // a refused request is what some tests are about
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                errors.add(message.text());
            }
        });
        return page;
    }

    /** What pages have reported, of the content security policy too. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** How a page is looked at. */
    record Look(int width, int height, boolean dark, String locale) {

        static final Look DESK = new Look(1440, 900, false, "en-GB");
        static final Look NIGHT = new Look(1440, 900, true, "zh-CN");
        static final Look PHONE = new Look(390, 844, false, "zh-CN");
    }
}
