package cascade.gateway.bench;

/**
 * What is sent through the relay.
 *
 * @param burst packets of one stream that are sent back to back: 1 is evenly paced, 16 about a video frame
 * @param trains a burst is handed to the kernel in one piece, as a network card may hand it to the relay
 */
record Load(String name, int streams, int packetsPerSecond, int burst, boolean trains) {

    int totalPerSecond() {
        return streams * packetsPerSecond;
    }
}
