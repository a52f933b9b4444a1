package cascade.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.vertx.core.Vertx;
import org.jspecify.annotations.NullMarked;

/** The walls of the house: arrows point down only, and each foreign library lives in one room. */
@AnalyzeClasses(packages = "cascade", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] VOCABULARY = {
        "cascade.gateway.sip..", "cascade.gateway.gb..", "cascade.gateway.media..", "cascade.gateway.store.."
    };

    private static final String[] FEATURES = {
        "cascade.gateway.admin..",
        "cascade.gateway.assessment..",
        "cascade.gateway.call..",
        "cascade.gateway.command..",
        "cascade.gateway.catalog..",
        "cascade.gateway.dispatch..",
        "cascade.gateway.event..",
        "cascade.gateway.subscription..",
        "cascade.gateway.domain.."
    };

    private static final String[] ABOVE_FEATURES = {
        "cascade.gateway.cli..",
        "cascade.gateway.explain..",
        "cascade.gateway.manners..",
        "cascade.gateway.simulator..",
        "cascade.gateway.assembly..",
        "cascade.gateway"
    };

    @ArchTest
    static final ArchRule vocabularyKnowsNothingAbove = noClasses()
            .that()
            .resideInAnyPackage(VOCABULARY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(FEATURES, ABOVE_FEATURES))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("cascade.config..", "cascade.monitoring..");

    @ArchTest
    static final ArchRule vocabularyRoomsDoNotKnowEachOther = SlicesRuleDefinition.slices()
            .matching("cascade.gateway.(sip|gb|media|store)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule timeIsBelowEverything = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.time..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("cascade.gateway.time..", "java..", "io.vertx.core", "org.jspecify..");

    /** An id that was never set cancels somebody else's timer: Vert.x counts them from 0. */
    @ArchTest
    static final ArchRule vertxTimersAreStartedInTimeAlone = noClasses()
            .that()
            .resideOutsideOfPackage("cascade.gateway.time..")
            .should()
            .callMethodWhere(target(owner(assignableTo(Vertx.class)))
                    .and(target(nameMatching("setTimer|setPeriodic|cancelTimer"))));

    @ArchTest
    static final ArchRule featuresKnowNothingAbove = noClasses()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ABOVE_FEATURES);

    @ArchTest
    static final ArchRule assemblyJoinsFeaturesAndKnowsNoGateway = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.assembly..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cascade.gateway", "cascade.gateway.cli..", "cascade.gateway.simulator..");

    @ArchTest
    static final ArchRule domainIsTheLowestFeature = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cascade.gateway.admin..",
                    "cascade.gateway.call..",
                    "cascade.gateway.command..",
                    "cascade.gateway.catalog..",
                    "cascade.gateway.dispatch..",
                    "cascade.gateway.event..",
                    "cascade.gateway.subscription..");

    @ArchTest
    static final ArchRule subscriptionsKnowNothingThatIsSubscribedTo = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.subscription..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cascade.gateway.admin..",
                    "cascade.gateway.call..",
                    "cascade.gateway.command..",
                    "cascade.gateway.catalog..",
                    "cascade.gateway.dispatch..",
                    "cascade.gateway.event..",
                    "cascade.gateway.gb.manscdp..");

    @ArchTest
    static final ArchRule dispatchKnowsNoFeatureThatItHandsTo = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.dispatch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cascade.gateway.admin..",
                    "cascade.gateway.call..",
                    "cascade.gateway.command..",
                    "cascade.gateway.catalog..");

    /** Whoever writes into a trace knows it; it knows nobody but the messages. */
    @ArchTest
    static final ArchRule tracesKnowOnlyMessages = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.trace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(
                    concat(FEATURES, ABOVE_FEATURES),
                    // media.rtp is the form of packets, and no part of the relay
                    new String[] {
                        "cascade.gateway.gb..",
                        "cascade.gateway.media",
                        "cascade.gateway.media.framing..",
                        "cascade.gateway.media.io..",
                        "cascade.gateway.media.peek..",
                        "cascade.gateway.media.relay..",
                        "cascade.gateway.store.."
                    }));

    @ArchTest
    static final ArchRule catalogDoesNotKnowCalls = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.catalog..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cascade.gateway.admin..", "cascade.gateway.call..", "cascade.gateway.command..");

    @ArchTest
    static final ArchRule adminSeesOnlyItsOwnViews = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cascade.gateway.call..",
                    "cascade.gateway.command..",
                    "cascade.gateway.catalog..",
                    "cascade.gateway.domain..",
                    "cascade.gateway.trace..",
                    "cascade.gateway.sip..");

    @ArchTest
    static final ArchRule explainingTakesValuesAndDoesNothing = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.explain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cascade.gateway.admin..",
                    "cascade.gateway.assembly..",
                    "cascade.gateway.sip..",
                    "cascade.gateway.time..",
                    "cascade.config..",
                    "io.vertx..",
                    "org.slf4j..");

    /** What peers do is seen on the wire and in what legs count; no feature is asked. */
    @ArchTest
    static final ArchRule mannersKnowNoFeature = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.manners..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(FEATURES, new String[] {
                "cascade.gateway.assembly..", "cascade.gateway.cli..", "cascade.gateway.simulator..", "io.vertx.."
            }));

    @ArchTest
    static final ArchRule adviceIsGivenByValuesAlone = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.manners.advice..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cascade.gateway.sip..", "cascade.gateway.media..", "cascade.gateway.time..", "org.slf4j..");

    @ArchTest
    static final ArchRule simulatorIsAPeerNotAPartOfTheGateway = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(FEATURES, new String[] {
                "cascade.gateway",
                "cascade.gateway.assembly..",
                "cascade.gateway.cli..",
                "cascade.config..",
                "cascade.monitoring.."
            }));

    @ArchTest
    static final ArchRule relayShowsOnlyItsStart = noClasses()
            .that()
            .resideOutsideOfPackage("cascade.gateway.media.relay..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("cascade.gateway.media.relay..").and(not(simpleName("MediaPlanes"))));

    @ArchTest
    static final ArchRule relayIsStartedWhereTheGatewayIsAssembled = noClasses()
            .that()
            .resideOutsideOfPackages("cascade.gateway.media.relay..", "cascade.gateway", "cascade.gateway.assembly..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cascade.gateway.media.relay..");

    /** Niceness of threads is none of packets; it stands there with all other native calls. */
    @ArchTest
    static final ArchRule onlyTheRelayMovesPackets = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "cascade.gateway.media.relay..", "cascade.gateway.media.io..", "cascade.gateway.handover..")
            .should()
            .dependOnClassesThat(resideInAPackage("cascade.gateway.media.io..").and(not(simpleName("ThreadNiceness"))));

    /** Descriptors are passed on by native calls, which there are in one place only; packets are not. */
    @ArchTest
    static final ArchRule handoverPassesSocketsAndMovesNoPackets = noClasses()
            .that()
            .resideInAPackage("cascade.gateway.handover..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(concat(FEATURES, ABOVE_FEATURES), new String[] {
                "cascade.gateway.media.io",
                "cascade.gateway.media.io.epoll..",
                "cascade.gateway.media.io.nio..",
                "cascade.gateway.media.relay..",
                "cascade.gateway.sip..",
                "cascade.gateway.gb..",
                "cascade.gateway.store..",
                "cascade.config..",
                "cascade.monitoring.."
            }));

    @ArchTest
    static final ArchRule howAConfigurationIsReadIsNobodysBusiness = noClasses()
            .that()
            .resideOutsideOfPackage("cascade.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "cascade.config.file..",
                    "cascade.config.read..",
                    "cascade.config.draft..",
                    "cascade.config.rule..");

    @ArchTest
    static final ArchRule noTwoPackagesKnowEachOther =
            SlicesRuleDefinition.slices().matching("cascade.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jainSipStaysInTheGrammar = noClasses()
            .that()
            .resideOutsideOfPackage("cascade.gateway.sip..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "gov.nist..");

    @ArchTest
    static final ArchRule jaxbStaysInManscdp = noClasses()
            .that()
            .resideOutsideOfPackage("cascade.gateway.gb.manscdp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.xml.bind..", "org.glassfish.jaxb..");

    @ArchTest
    static final ArchRule micrometerStaysInMonitoring = noClasses()
            .that()
            .resideOutsideOfPackage("cascade.monitoring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule socketsAreOpenedByMediaAndSipOnly = noClasses()
            .that()
            .resideInAnyPackage(
                    "cascade.gateway.gb..",
                    "cascade.gateway.call..",
                    "cascade.gateway.catalog..",
                    "cascade.gateway.domain..",
                    "cascade.gateway.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.channels..", "io.netty..");

    @ArchTest
    static final ArchRule oneLoggingApi = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.apache.log4j..", "org.apache.logging..");

    @ArchTest
    static final ArchRule logbackStaysInLogging = noClasses()
            .that()
            .resideOutsideOfPackage("cascade.gateway.logging..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ch.qos.logback..");

    @ArchTest
    static final ArchRule nothingSleepsAndTheWallClockIsInjected = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule noLocksOnTheLoop = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "cascade.gateway.sip..",
                    "cascade.gateway.call..",
                    "cascade.gateway.catalog..",
                    "cascade.gateway.domain..")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because("the control plane is one event loop");

    @ArchTest
    static final ArchRule nullIsAMistake =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

    private static String[] concat(String[] one, String[] other) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(one), java.util.Arrays.stream(other))
                .toArray(String[]::new);
    }
}
