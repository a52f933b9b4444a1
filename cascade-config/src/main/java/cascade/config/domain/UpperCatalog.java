package cascade.config.domain;

import cascade.config.value.Require;

/**
 * Parts and pace of catalog answers to an upper (GB/T 28181-2016 9.5).
 *
 * @param itemsPerMessage items of one MESSAGE at most
 * @param maxMessageBytes a MESSAGE that would be larger takes fewer items; one item is always sent
 * @param window messages that may wait for their 200 at one time
 */
public record UpperCatalog(int itemsPerMessage, int maxMessageBytes, int window) {

    public UpperCatalog {
        Require.atLeast("catalog.items-per-message", itemsPerMessage, 1);
        Require.atLeast("catalog.max-message", maxMessageBytes, 1);
        Require.atLeast("catalog.window", window, 1);
    }
}
