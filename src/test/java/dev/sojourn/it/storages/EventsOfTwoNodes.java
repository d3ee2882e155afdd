package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.EventReader;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PayaraMicro;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** Two Payara Micro on one storage, each with an administrator who watches. */
final class EventsOfTwoNodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<PayaraMicro> nodes;

    EventsOfTwoNodes(Path folder, String... configuration) {
        Path war = folder.resolve("ROOT.war");
        List<String> lines = new ArrayList<>(List.of(configuration));
        lines.add("sojourn.web.trusted-proxies=127.0.0.1");
        Deployments.warWithAccounts(lines.toArray(String[]::new))
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        nodes = Together.run(2, i -> PayaraMicro.start(List.of(war), "/api/health"));
    }

    URI node(int number) {
        return nodes.get(number).uri();
    }

    Visitor admin() {
        return Visitor.signedIn(node(0), Accounts.ADMIN);
    }

    /** The administrator's cookie works on both. */
    EventReader watch(int node, Visitor admin) {
        return EventReader.open(node(node), admin);
    }

    /** Somebody signs in and out on each node, and both streams show each step once. */
    void assertBothSeeBoth(List<String> steps) {
        Visitor admin = admin();
        try (EventReader left = watch(0, admin);
                EventReader right = watch(1, admin)) {
            for (int node = 0; node < 2; node++) {
                String account = Accounts.fresh();
                Visitor.signedIn(node(node), account).delete("/api/session").is(204);

                for (EventReader reader : List.of(left, right)) {
                    await().atMost(PATIENCE).until(() -> reader.typesOf(account).contains("ended"));
                }
                assertThat(left.typesOf(account)).isEqualTo(steps);
                assertThat(right.typesOf(account)).isEqualTo(steps);
            }
            assertThat(left.received()).noneMatch(event -> event.name().equals("lost"));
        }
    }

    /** A logout on one node ends the stream on the other. */
    void assertEndedFromTheOther() {
        Visitor admin = admin();
        try (EventReader right = watch(1, admin)) {
            admin.delete("/api/session").is(204);

            await().atMost(PATIENCE).until(right::over);
        }
    }

    /** Who lost the connection before anything happened comes again to the other node, and misses nothing. */
    void assertResumedFromTheBeginning() {
        Visitor admin = admin();
        String missed = Accounts.fresh();
        String begun;
        try (EventReader first = watch(0, admin)) {
            await().until(() -> first.lastEventId() != null);
            begun = first.lastEventId();
        }
        Visitor.signedIn(node(0), missed);

        try (EventReader again = EventReader.open(node(1), admin, begun)) {
            await().atMost(PATIENCE).until(() -> again.typesOf(missed).contains("created"));

            assertThat(again.received()).noneMatch(event -> event.name().equals("lost"));
        }
    }

    /** A stream that goes on where one of the other node stopped shows what happened meanwhile, once. */
    void assertResumedOnTheOther() {
        Visitor admin = admin();
        String seen = Accounts.fresh();
        String missed = Accounts.fresh();
        String last = Accounts.fresh();
        String lastEventId;
        try (EventReader first = watch(0, admin)) {
            Visitor.signedIn(node(0), seen);
            await().atMost(PATIENCE).until(() -> first.typesOf(seen).contains("created"));
            lastEventId = first.lastEventId();
        }
        Visitor.signedIn(node(0), missed).delete("/api/session").is(204);

        try (EventReader again = EventReader.open(node(1), admin, lastEventId)) {
            Visitor.signedIn(node(1), last);
            await().atMost(PATIENCE).until(() -> again.typesOf(last).contains("created"));

            assertThat(again.typesOf(seen)).isEmpty();
            assertThat(again.typesOf(missed)).containsExactly("created", "ended");
            assertThat(again.received()).noneMatch(event -> event.name().equals("lost"));
        }
    }

    @Override
    public void close() {
        nodes.forEach(PayaraMicro::close);
    }
}
