package cascade.gateway.media.io.epoll;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table of what a poller watches, by the numbers that epoll knows it by. A number is a place and how often that was left, so
 * that an event which is still told of who had the place before finds nobody. Taking and leaving a place costs the same
 * however many there are. Loop thread.
 */
final class WatchedTable {

    private static final class Place {
        private @Nullable Watched taker;
        /** Not negative, and so no number is. */
        private int timesLeft;
    }

    private final List<Place> places = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();

    /** The number of who comes next. */
    long next() {
        if (free.isEmpty()) {
            free.add(places.size());
            places.add(new Place());
        }
        int at = free.getLast();
        return (long) places.get(at).timesLeft << Integer.SIZE | at;
    }

    /** Takes the place of {@link #next}. */
    void take(Watched taker) {
        next();
        places.get(free.removeLast()).taker = taker;
    }

    /** The place is another's from now on; a number that is nobody's is ignored. */
    void leave(long number) {
        if (at(number) != null) {
            Place place = places.get((int) number);
            place.taker = null;
            place.timesLeft = (place.timesLeft + 1) & Integer.MAX_VALUE;
            free.add((int) number);
        }
    }

    @Nullable
    Watched at(long number) {
        Place place = places.get((int) number);
        return place.timesLeft == number >> Integer.SIZE ? place.taker : null;
    }

    /** Places, taken or not. */
    int size() {
        return places.size();
    }

    /** Who has a place below {@link #size}, whatever its number is. */
    @Nullable
    Watched inPlace(int place) {
        return places.get(place).taker;
    }
}
