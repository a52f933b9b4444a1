package cascade.gateway.call.leg;

import io.vertx.core.Future;

/** Keeper of the records of INVITE dialogs, which survive the process. Control loop only. */
public interface DialogKeeper {

    /** Keeps nothing. */
    DialogKeeper NONE = new DialogKeeper() {
        @Override
        public Future<Void> keep(KeptDialog dialog) {
            return Future.succeededFuture();
        }

        @Override
        public void forget(String key) {
            // there is none
        }
    };

    /**
     * Keeps a dialog as it is now, in the place of what was kept of it before.
     *
     * @return succeeds when a crash can no longer lose the record; never fails
     */
    Future<Void> keep(KeptDialog dialog);

    /**
     * Drops the record of a dialog that is over.
     *
     * @param key as {@link KeptDialog#key} gives it
     */
    void forget(String key);
}
