package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.List;
import java.util.Objects;
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
        return this == other
                || (other instanceof ItemTraits that && Objects.equals(status, that.status) && isSameButStatus(that));
    }

    boolean isSameButStatus(ItemTraits that) {
        return Objects.equals(civilCode, that.civilCode)
                && parentIds.equals(that.parentIds)
                && Objects.equals(businessGroupId, that.businessGroupId)
                && Objects.equals(manufacturer, that.manufacturer)
                && Objects.equals(model, that.model)
                && Objects.equals(owner, that.owner)
                && Objects.equals(parental, that.parental)
                && Objects.equals(safetyWay, that.safetyWay)
                && Objects.equals(registerWay, that.registerWay)
                && Objects.equals(secrecy, that.secrecy)
                && Objects.equals(port, that.port);
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
