package cascade.config.rule;

import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Warnings about this machine: addresses and folders that a configuration names and this machine does not have; it may
 * be meant for another one.
 */
public final class ThisMachine {

    private ThisMachine() {}

    public static void note(GatewayConfig config, Problems problems) {
        KeyPath gateway = KeyPath.of(KeyPath.GATEWAY);
        noteAddress(config.admin().bind(), gateway.child("admin").child("bind"), problems);
        for (NetworkConfig network : config.networks().values()) {
            KeyPath path = gateway.child("networks").child(network.name());
            noteAddress(network.sip().bind(), path.child("sip").child("bind"), problems);
            if (!network.media().bind().equals(network.sip().bind())) {
                noteAddress(network.media().bind(), path.child("media").child("bind"), problems);
            }
        }
        Path data = config.dataDir().toAbsolutePath();
        if (!canBeWritten(data)) {
            problems.warn(
                    gateway.child("data-dir"), data + " cannot be written", "expected a folder that may be written to");
        }
    }

    private static void noteAddress(String bind, KeyPath path, Problems problems) {
        try {
            InetAddress address = InetAddress.ofLiteral(bind);
            boolean here = address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
            if (!here) {
                problems.warn(
                        path,
                        bind + " is no address of this machine",
                        "expected one, unless it is meant for another machine");
            }
        } catch (IOException unknown) {
            // the interfaces cannot be listed: nothing to compare with
        }
    }

    /** A folder that is not there yet is made below the nearest one that is. */
    private static boolean canBeWritten(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.isDirectory(there) && Files.isWritable(there);
    }
}
