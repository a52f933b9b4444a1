package cascade.gateway.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;

/** Sleeping to the microsecond, which the JDK does not: the kernel ends a thread's sleeps 50 us late to save power. */
final class Natives {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle PRCTL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("prctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle CLOCK_NANOSLEEP = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("clock_nanosleep"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    private static final int PR_SET_TIMERSLACK = 29;
    private static final int CLOCK_MONOTONIC = 1;
    private static final int TIMER_ABSTIME = 1;

    private final MemorySegment time;

    /** For the thread that makes it. */
    Natives(Arena arena) {
        time = arena.allocate(2L * Long.BYTES, Long.BYTES);
        try {
            int ignored = (int) PRCTL.invokeExact(PR_SET_TIMERSLACK, 1L);
        } catch (Throwable e) {
            throw new AssertionError("native call", e);
        }
    }

    /** Until {@link System#nanoTime}, which is Linux's monotonic clock, has reached it. */
    void sleepUntil(long nanoTime) {
        time.set(JAVA_LONG, 0, nanoTime / TimeUnit.SECONDS.toNanos(1));
        time.set(JAVA_LONG, Long.BYTES, nanoTime % TimeUnit.SECONDS.toNanos(1));
        try {
            int ignored = (int) CLOCK_NANOSLEEP.invokeExact(CLOCK_MONOTONIC, TIMER_ABSTIME, time, MemorySegment.NULL);
        } catch (Throwable e) {
            throw new AssertionError("native call", e);
        }
    }
}
