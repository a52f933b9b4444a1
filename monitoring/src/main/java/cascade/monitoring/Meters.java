package cascade.monitoring;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.LongSupplier;

/**
 * Meter registry of one gateway, and the text that Prometheus scrapes. Owns the registry and the listeners of the JVM's
 * meters; {@link #close} lets them go. Any thread.
 */
public final class Meters implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(new BucketExemplars());
    private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
    private final Instruments instruments = new Instruments(registry.getPrometheusRegistry());
    private final DomainMeters domains;
    private final SipMeters sip = new SipMeters(instruments);
    private final CatalogMeters catalog;
    private final CallMeters calls = new CallMeters(instruments);
    private final AssessmentMeters assessment = new AssessmentMeters(instruments);
    private final CommandMeters commands = new CommandMeters(instruments);
    private final SubscriptionMeters subscriptions = new SubscriptionMeters(instruments);
    private final MediaMeters media = new MediaMeters(instruments);
    private final StoreMeters store = new StoreMeters(instruments);
    private final RuntimeMeters runtime = new RuntimeMeters(instruments);

    public Meters() {
        this(System::nanoTime);
    }

    /** @param nanoTime measures the age of keepalives and catalogs; called on the recording and the scraping thread */
    public Meters(LongSupplier nanoTime) {
        domains = new DomainMeters(instruments, nanoTime);
        catalog = new CatalogMeters(instruments, nanoTime);
    }

    /** From now on the JVM and the process are measured as well. Once; it takes a while, for which media need not wait. */
    public void watchProcess() {
        gcMetrics.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    public DomainMeters domains() {
        return domains;
    }

    public SipMeters sip() {
        return sip;
    }

    public CatalogMeters catalog() {
        return catalog;
    }

    public CallMeters calls() {
        return calls;
    }

    public AssessmentMeters assessment() {
        return assessment;
    }

    public CommandMeters commands() {
        return commands;
    }

    public SubscriptionMeters subscriptions() {
        return subscriptions;
    }

    public MediaMeters media() {
        return media;
    }

    public StoreMeters store() {
        return store;
    }

    public RuntimeMeters runtime() {
        return runtime;
    }

    /**
     * Makes the gauges of a configured domain exist from the start, and those of its counters that have few labels, so that
     * the first failure is a rise from 0; a call's cause exists once there was one. Call it before anything is recorded for
     * the domain.
     */
    public void addDomain(String domain, Role role) {
        domains.add(domain, role);
        catalog.add(domain, role);
        calls.add(domain, role);
        assessment.add(domain, role);
    }

    /** A domain left the configuration: its series go. */
    public void removeDomain(String domain) {
        domains.remove(domain);
        catalog.remove(domain);
        assessment.remove(domain);
        instruments.forget("domain", domain);
    }

    /** All meters as Prometheus text. Takes milliseconds: call it on a worker, not on a loop. */
    public String scrape() {
        return scrape(MetricsFormat.TEXT);
    }

    /** As {@link #scrape()}, in that format. */
    public String scrape(MetricsFormat format) {
        return registry.scrape(format.mediaType());
    }

    @Override
    public void close() {
        gcMetrics.close();
        registry.close();
    }
}
