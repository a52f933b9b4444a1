package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the text of elements into values and notes what it had to put right. For one document, on one thread. */
final class FieldReader {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PARENT_SEPARATOR = Pattern.compile("/");

    private final Findings findings;

    FieldReader(Findings findings) {
        this.findings = findings;
    }

    void note(Repair repair) {
        findings.repairs().add(repair);
    }

    /** Notes that an item is left out, whose id is what was sent for it. */
    void skipItem(@Nullable String sentId) {
        findings.skipItem(text(sentId));
    }

    long sn(@Nullable String sent) throws ManscdpException {
        String number = required("SN", sent);
        if (!NUMBER.matcher(number).matches()) {
            throw new ManscdpException(ManscdpException.Kind.INVALID_FIELD, "SN is no number");
        }
        return Long.parseLong(number);
    }

    DeviceId deviceId(@Nullable String sent) throws ManscdpException {
        return DeviceId.tryParse(required("DeviceID", sent))
                .orElseThrow(() -> new ManscdpException(ManscdpException.Kind.INVALID_FIELD, "DeviceID is no id"));
    }

    /** A command type, in the standard's spelling. */
    String command(@Nullable String sent) throws ManscdpException {
        return ElementNames.command(required("CmdType", sent));
    }

    /** The text of an optional element; "null" is what some products write for nothing. */
    Optional<String> text(@Nullable String sent) {
        if (sent == null) {
            return Optional.empty();
        }
        String text = sent.strip();
        if (text.equalsIgnoreCase("null")) {
            note(Repair.NULL_TEXT);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    Optional<DeviceId> id(@Nullable String sent) {
        return text(sent).flatMap(DeviceId::tryParse);
    }

    /** The id of a business group; what is no id is noted and left out. */
    Optional<DeviceId> group(@Nullable String sent) {
        Optional<String> text = text(sent).filter(value -> !value.isEmpty());
        Optional<DeviceId> id = text.flatMap(DeviceId::tryParse);
        if (id.isPresent() != text.isPresent()) {
            note(Repair.PARENT_SKIPPED);
        }
        return id;
    }

    /** The ids that a ParentID joins by slashes. */
    List<DeviceId> parents(@Nullable String sent) {
        List<DeviceId> parents = new ArrayList<>();
        for (String part : PARENT_SEPARATOR.split(text(sent).orElse(""))) {
            if (!part.isBlank()) {
                DeviceId.tryParse(part).ifPresentOrElse(parents::add, () -> note(Repair.PARENT_SKIPPED));
            }
        }
        return parents;
    }

    /** A number of items; what is no number is noted and counts as not said. */
    OptionalInt count(@Nullable String sent) {
        Optional<String> text = text(sent).filter(number -> !number.isEmpty());
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int count = Integer.parseInt(text.get());
            if (count >= 0) {
                return OptionalInt.of(count);
            }
        } catch (NumberFormatException e) {
            // falls through: said, but not a number
        }
        note(Repair.COUNT_MISMATCH);
        return OptionalInt.empty();
    }

    void checkCount(OptionalInt said, int items) {
        if (said.isPresent() && said.getAsInt() != items) {
            note(Repair.COUNT_MISMATCH);
        }
    }

    private String required(String element, @Nullable String sent) throws ManscdpException {
        Optional<String> text = text(sent).filter(value -> !value.isEmpty());
        return text.orElseThrow(
                () -> new ManscdpException(ManscdpException.Kind.MISSING_FIELD, element + " is missing"));
    }
}
