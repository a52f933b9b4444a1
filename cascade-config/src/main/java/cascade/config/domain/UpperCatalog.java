package cascade.config.domain;

import cascade.config.value.Require;

/**
 * Parts and pace of catalog answers and notifications to an upper (GB/T 28181-2016 9.5, 9.11.3).
 *
 * @param itemsPerMessage items of one MESSAGE at most
 * @param maxMessageBytes a message over UDP that would be larger takes fewer items; one item is always sent
 * @param maxTcpMessageBytes the same over TCP
 * @param window messages that may wait for their 200 at one time, of the answers and of each subscription
 * @param lateWindow further ones whose 200 is late, most likely because a datagram was lost
 * @param civilCodeParents whether a camera that names no parent hangs below the area of its civil code, where that is in
 *     its lower's catalog
 */
public record UpperCatalog(
        int itemsPerMessage,
        int maxMessageBytes,
        int maxTcpMessageBytes,
        int window,
        int lateWindow,
        boolean civilCodeParents) {

    public UpperCatalog {
        Require.atLeast("catalog.items-per-message", itemsPerMessage, 1);
        Require.atLeast("catalog.max-message", maxMessageBytes, 1);
        Require.atLeast("catalog.max-tcp-message", maxTcpMessageBytes, 1);
        Require.atLeast("catalog.window", window, 1);
        Require.atLeast("catalog.late-window", lateWindow, 0);
    }
}
