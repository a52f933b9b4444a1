package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of a catalog item that many items have in common; those of a street or a recorder are one object. Immutable. */
record ItemTraits(
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String owner,
        @Nullable String civilCode,
        @Nullable String parental,
        List<DeviceId> parentIds,
        @Nullable String safetyWay,
        @Nullable String registerWay,
        @Nullable String secrecy,
        @Nullable String port,
        @Nullable String status,
        @Nullable DeviceId businessGroupId) {

    ItemTraits {
        parentIds = List.copyOf(parentIds);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ItemTraits that && same(that));
    }

    private boolean same(ItemTraits that) {
        return same(status, that.status)
                && same(civilCode, that.civilCode)
                && parentIds.equals(that.parentIds)
                && same(businessGroupId, that.businessGroupId)
                && same(manufacturer, that.manufacturer)
                && same(model, that.model)
                && same(owner, that.owner)
                && same(parental, that.parental)
                && same(safetyWay, that.safetyWay)
                && same(registerWay, that.registerWay)
                && same(secrecy, that.secrecy)
                && same(port, that.port);
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == other || (one != null && one.equals(other));
    }

    @Override
    public int hashCode() {
        int hash = parentIds.hashCode();
        for (@Nullable
        Object value : new @Nullable Object[] {status, civilCode, manufacturer, model, owner, businessGroupId}) {
            hash = 31 * hash + (value == null ? 0 : value.hashCode());
        }
        return hash;
    }
}
