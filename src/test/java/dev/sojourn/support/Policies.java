package dev.sojourn.support;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.Lifetime;
import dev.sojourn.engine.HijackPolicy;
import dev.sojourn.engine.SessionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The default policy, and others made of it. Immutable. */
public record Policies(
        String application,
        Set<String> trusted,
        @Nullable Duration idle,
        @Nullable Duration absolute,
        Duration touchInterval,
        int limit,
        int maxBytes,
        Duration retention,
        Duration rotationGrace,
        @Nullable Duration renewalInterval,
        List<String> keepAtLogin,
        int maxAnonymous,
        int csrfBytes,
        HijackPolicy hijack,
        AddressPrivacy privacy,
        Duration deadline) {

    /** What holds without configuration. Only the deadline is longer: races in tests have more rivals than processors. */
    public static final Policies DEFAULT = new Policies(
            "/shop",
            Set.of(),
            Duration.ofMinutes(30),
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            5,
            65_536,
            Duration.ofMinutes(30),
            Duration.ofSeconds(30),
            null,
            List.of(),
            10_000,
            32,
            HijackPolicy.DEFAULT,
            AddressPrivacy.FULL,
            Duration.ofSeconds(20));

    /** As the engine wants it. */
    public SessionPolicy build() {
        return new SessionPolicy(
                application,
                trusted,
                new Lifetime(idle, absolute, false),
                touchInterval,
                limit,
                maxBytes,
                retention,
                rotationGrace,
                renewalInterval,
                keepAtLogin,
                maxAnonymous,
                csrfBytes,
                hijack,
                privacy,
                deadline);
    }

    /** The same of another application that trusts these. */
    public Policies of(String name, String... trusts) {
        return new Policies(
                name,
                Set.of(trusts),
                idle,
                absolute,
                touchInterval,
                limit,
                maxBytes,
                retention,
                rotationGrace,
                renewalInterval,
                keepAtLogin,
                maxAnonymous,
                csrfBytes,
                hijack,
                privacy,
                deadline);
    }

    /** The same with another lifetime; null for none. */
    public Policies lifetime(@Nullable Duration newIdle, @Nullable Duration newAbsolute) {
        return with(new Times(newIdle, newAbsolute, touchInterval, renewalInterval), limit, maxBytes);
    }

    /** The same with another touch interval. */
    public Policies touchInterval(Duration interval) {
        return with(new Times(idle, absolute, interval, renewalInterval), limit, maxBytes);
    }

    /** The same with renewal. */
    public Policies renewalInterval(Duration interval) {
        return with(new Times(idle, absolute, touchInterval, interval), limit, maxBytes);
    }

    /** The same with another limit per principal. */
    public Policies limit(int newLimit) {
        return with(new Times(idle, absolute, touchInterval, renewalInterval), newLimit, maxBytes);
    }

    /** The same with another greatest size. */
    public Policies maxBytes(int bytes) {
        return with(new Times(idle, absolute, touchInterval, renewalInterval), limit, bytes);
    }

    /** The same with another retention. */
    public Policies retention(Duration newRetention) {
        return new Policies(
                application,
                trusted,
                idle,
                absolute,
                touchInterval,
                limit,
                maxBytes,
                newRetention,
                rotationGrace,
                renewalInterval,
                keepAtLogin,
                maxAnonymous,
                csrfBytes,
                hijack,
                privacy,
                deadline);
    }

    /** The same with attributes kept at login. */
    public Policies keepAtLogin(String... patterns) {
        return rest(List.of(patterns), maxAnonymous, csrfBytes);
    }

    /** The same with another cap of anonymous sessions. */
    public Policies maxAnonymous(int cap) {
        return rest(keepAtLogin, cap, csrfBytes);
    }

    /** The same with another length of CSRF tokens. */
    public Policies csrfBytes(int bytes) {
        return rest(keepAtLogin, maxAnonymous, bytes);
    }

    /** The same with other reactions to another client. */
    public Policies hijack(HijackPolicy policy) {
        return new Policies(
                application,
                trusted,
                idle,
                absolute,
                touchInterval,
                limit,
                maxBytes,
                retention,
                rotationGrace,
                renewalInterval,
                keepAtLogin,
                maxAnonymous,
                csrfBytes,
                policy,
                privacy,
                deadline);
    }

    /** The same that keeps less of addresses. */
    public Policies privacy(AddressPrivacy kept) {
        return new Policies(
                application,
                trusted,
                idle,
                absolute,
                touchInterval,
                limit,
                maxBytes,
                retention,
                rotationGrace,
                renewalInterval,
                keepAtLogin,
                maxAnonymous,
                csrfBytes,
                hijack,
                kept,
                deadline);
    }

    private record Times(
            @Nullable Duration idle,
            @Nullable Duration absolute,
            Duration touchInterval,
            @Nullable Duration renewalInterval) {}

    private Policies with(Times times, int newLimit, int newMaxBytes) {
        return new Policies(
                application,
                trusted,
                times.idle(),
                times.absolute(),
                times.touchInterval(),
                newLimit,
                newMaxBytes,
                retention,
                rotationGrace,
                times.renewalInterval(),
                keepAtLogin,
                maxAnonymous,
                csrfBytes,
                hijack,
                privacy,
                deadline);
    }

    private Policies rest(List<String> patterns, int newMaxAnonymous, int newCsrfBytes) {
        return new Policies(
                application,
                trusted,
                idle,
                absolute,
                touchInterval,
                limit,
                maxBytes,
                retention,
                rotationGrace,
                renewalInterval,
                patterns,
                newMaxAnonymous,
                newCsrfBytes,
                hijack,
                privacy,
                deadline);
    }
}
