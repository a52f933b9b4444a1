package cascade.gateway.admin;

import cascade.gateway.admin.view.AssessmentView;
import cascade.gateway.admin.view.CallView;
import cascade.gateway.admin.view.CapacityView;
import cascade.gateway.admin.view.ChannelPage;
import cascade.gateway.admin.view.ChannelQuery;
import cascade.gateway.admin.view.CommandView;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.DrainView;
import cascade.gateway.admin.view.ExplanationView;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.admin.view.InfoView;
import cascade.gateway.admin.view.MannersView;
import cascade.gateway.admin.view.QualityView;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.admin.view.StrangerView;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.TraceView;
import cascade.gateway.admin.view.VisibilityView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Operator's view of the gateway, as the admin API asks it. Called on the control loop; answers at once or with a
 * future, and never blocks. What it hands out is a copy that no longer changes.
 */
public interface AdminView {

    /** Every configured domain, in the order of the configuration. */
    List<DomainView> domains();

    /** The channels that the query asks for; {@link ChannelPage#of} does the choosing. */
    Future<ChannelPage> channels(ChannelQuery query);

    /** The channels behind an original or exported id and which upper sees them, and why; empty if nobody knows the id. */
    Future<Optional<VisibilityView>> visibility(String id);

    /**
     * What keeps that upper from playing that channel, from one end of the way to the other; empty: there is no such upper.
     *
     * @param channel an original or exported id
     * @param language of the texts
     */
    Future<Optional<ExplanationView>> explain(String upper, String channel, Locale language);

    /**
     * What that domain was seen to do, which profile fits it, and what to set; empty: there is none of that name.
     *
     * @param language of the texts
     */
    Future<Optional<MannersView>> manners(String domain, Locale language);

    /** How good the lowers' catalogs are, as it was last judged. */
    Future<QualityView> quality();

    /** What inspectors grade the lowers by, as it stands now. */
    Future<AssessmentView> assessment();

    /** Every stream with its viewers and the media plane's counters. */
    Future<List<StreamView>> streams();

    Future<Optional<StreamView>> stream(String id);

    /** Ends the stream with BYE to the lower and to every viewer; false if there is none of this id. */
    Future<Boolean> endStream(String id);

    /** Ended calls, the latest first, as many as the gateway remembers. */
    List<CallView> recentCalls();

    /** What is kept of a call or a stream, running or ended; empty where nothing is. */
    Optional<TraceView> callTrace(String id);

    /** What is kept of the last messages of a domain, of {@code unknown} those of strangers; empty: there is none of that name. */
    Optional<TraceView> domainTrace(String name);

    /** Commands and queries of uppers that are over, the latest first, as many as the gateway remembers. */
    List<CommandView> recentCommands();

    /** Those of them that changed something at a lower. */
    List<CommandView> audit();

    /** Registers with that upper now, without waiting for the next try. False: it is no upper. */
    boolean registerNow(String upper);

    /** Who was turned away, the last first, as many as the gateway remembers. */
    List<StrangerView> strangers();

    /** Limits and media ports with what of them is used. */
    CapacityView capacity();

    /** The program itself and its settings. */
    InfoView info();

    /** Reads the configuration again. */
    Future<ReloadOutcome> reload();

    /** Whether new calls are refused ahead of a restart, and what still runs. */
    DrainView drain();

    /** Refuses new calls from now on, or takes them again; what runs goes on. No change where it is so already. */
    DrainView drain(boolean refuse);

    /** The store, the listening points and whatever else must work for the process to be of use. */
    List<HealthCheck> checks();
}
