package dev.sojourn.config;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.engine.HijackPolicy;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is done about other clients, and how much is kept of addresses; the one bounds the other. */
final class HijackReader {

    /** Of IPv6, where only the bits of IPv4 are given: what a site gets (RFC 6177), as masking keeps it. */
    private static final int SITE_V6 = AddressPrivacy.MASK_V6;

    private static final Pattern BITS = Pattern.compile("([0-9]{1,2})(?:\\s*,\\s*([0-9]{1,3}))?");

    /** How many leading bits have to stay the same. */
    record Prefix(int v4, int v6) {}

    static final ValueType<Prefix> PREFIX = new ValueType<>(
            "exact, or bits of IPv4 (1 to 32), or of IPv4 and IPv6 (1 to 128) with a comma", HijackReader::prefix);
    static final ValueType<HijackPolicy.Reaction> REACTION = word(HijackPolicy.Reaction.class);
    static final ValueType<AddressPrivacy> PRIVACY = word(AddressPrivacy.class);

    private final Values values;

    HijackReader(Values values) {
        this.values = values;
    }

    HijackPolicy policy() {
        Prefix prefix = values.get(Keys.HIJACK_ADDRESS_PREFIX);
        if (values.get(Keys.HIJACK_ADDRESS) == HijackPolicy.Reaction.IGNORE
                && values.given(Keys.HIJACK_ADDRESS_PREFIX) != null) {
            values.warn(
                    Keys.HIJACK_ADDRESS_PREFIX.name() + " has no effect: " + Keys.HIJACK_ADDRESS.name() + " is ignore");
        }
        return new HijackPolicy(
                values.get(Keys.HIJACK_ADDRESS), prefix.v4(), prefix.v6(), values.get(Keys.HIJACK_USER_AGENT));
    }

    /** What is kept must be enough to see what is to be found. */
    AddressPrivacy privacy() {
        AddressPrivacy kept = values.get(Keys.PRIVACY_ADDRESS);
        HijackPolicy.Reaction reaction = values.get(Keys.HIJACK_ADDRESS);
        Prefix prefix = values.get(Keys.HIJACK_ADDRESS_PREFIX);
        if (reaction == HijackPolicy.Reaction.IGNORE
                || !values.sound(Keys.PRIVACY_ADDRESS, Keys.HIJACK_ADDRESS, Keys.HIJACK_ADDRESS_PREFIX)) {
            return kept;
        }
        String comparing = Keys.HIJACK_ADDRESS.name() + "=" + word(reaction);
        if (kept == AddressPrivacy.NONE) {
            values.refuse(
                    Keys.PRIVACY_ADDRESS,
                    word(kept),
                    "full or masked with " + comparing + ", which has to compare addresses; or none with "
                            + Keys.HIJACK_ADDRESS.name() + "=ignore");
        }
        if (kept == AddressPrivacy.MASKED
                && (prefix.v4() > AddressPrivacy.MASK_V4 || prefix.v6() > AddressPrivacy.MASK_V6)) {
            values.refuse(
                    Keys.PRIVACY_ADDRESS,
                    word(kept),
                    "full with " + comparing + " and " + Keys.HIJACK_ADDRESS_PREFIX.name() + "="
                            + text(prefix) + "; or masked with "
                            + Keys.HIJACK_ADDRESS_PREFIX.name() + " of at most " + AddressPrivacy.MASK_V4 + ","
                            + AddressPrivacy.MASK_V6 + ", or with " + Keys.HIJACK_ADDRESS.name() + "=ignore");
        }
        return kept;
    }

    private static String text(Prefix prefix) {
        return prefix.v4() == 32 && prefix.v6() == 128 ? "exact" : prefix.v4() + "," + prefix.v6();
    }

    private static @Nullable Prefix prefix(String text) {
        if (text.equalsIgnoreCase("exact")) {
            return new Prefix(32, 128);
        }
        Matcher bits = BITS.matcher(text);
        if (!bits.matches()) {
            return null;
        }
        int v4 = Integer.parseInt(bits.group(1));
        int v6 = bits.group(2) == null ? SITE_V6 : Integer.parseInt(bits.group(2));
        return v4 < 1 || v4 > 32 || v6 < 1 || v6 > 128 ? null : new Prefix(v4, v6);
    }

    private static <E extends Enum<E>> ValueType<E> word(Class<E> words) {
        String allowed =
                Arrays.stream(words.getEnumConstants()).map(HijackReader::word).collect(Collectors.joining(", "));
        return new ValueType<>(
                allowed,
                text -> Arrays.stream(words.getEnumConstants())
                        .filter(constant -> constant.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElse(null));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
