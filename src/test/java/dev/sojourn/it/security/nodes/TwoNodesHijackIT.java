package dev.sojourn.it.security.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import dev.sojourn.it.security.nodes.app.LoggedReports;
import dev.sojourn.servers.PayaraMicro;
import dev.sojourn.servers.PostgresServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two Payara Micro on one PostgreSQL, each with two applications that look whether a session is used by another client: {@code shop} reports it,
 * {@code bank} ends the session.
 */
@EnabledIfSystemProperty(named = "payara.jar", matches = ".+")
class TwoNodesHijackIT {

    private static final int TABS = 20;
    private static final String SHOP = "/shop/api/session";
    private static final String BANK = "/bank/api/session";
    private static final String HOME = "192.0.2.10";
    private static final String AWAY = "198.51.100.20";
    private static final String AGENT = "Browser/130";
    private static final String OTHER_AGENT = "Browser/131";

    private static PostgresServer postgres;
    private static List<PayaraMicro> nodes = List.of();

    @BeforeAll
    static void start(@TempDir Path folder) {
        postgres = PostgresServer.start();
        List<Path> wars = List.of(war(folder, "shop", "report"), war(folder, "bank", "end"));
        nodes = Together.run(2, i -> PayaraMicro.start(wars, "/bank/api/health"));
    }

    @AfterAll
    static void stop() {
        nodes.forEach(PayaraMicro::close);
        postgres.close();
    }

    private static Path war(Path folder, String name, String reaction) {
        WebArchive war = Deployments.warWithAccounts(
                        "sojourn.storage=database",
                        "sojourn.database.url=" + postgres.url(),
                        "sojourn.database.username=" + postgres.user(),
                        "sojourn.database.password=" + postgres.password(),
                        // the first operation makes the tables, on a server that may be busy
                        "sojourn.database.timeout=20s",
                        "sojourn.web.trusted-proxies=127.0.0.1",
                        "sojourn.web.address-header=x-forwarded-for",
                        "sojourn.hijack.address=" + reaction,
                        "sojourn.hijack.user-agent=" + reaction)
                .addClass(LoggedReports.class);
        war.delete("/WEB-INF/glassfish-web.xml");
        Path file = folder.resolve(name + ".war");
        war.as(ZipExporter.class).exportTo(file.toFile());
        return file;
    }

    private static URI node(int number) {
        return nodes.get(number % 2).uri();
    }

    private static Visitor signedIn(int node, String path) {
        String account = Accounts.fresh();
        var visitor = new Visitor(node(node));
        visitor.call("POST", path)
                .json(Visitor.credentials(account, Accounts.passwordOf(account)))
                .header("X-Forwarded-For", HOME)
                .header("User-Agent", AGENT)
                .send()
                .is(201);
        return visitor;
    }

    /** The visitor's cookies at a node, from an address and with an agent. */
    private static Answer use(int node, Visitor visitor, String path, String address, String agent) {
        return new Visitor(node(node))
                .withCookie(Visitor.SESSION, visitor.cookie(Visitor.SESSION))
                .call("GET", path)
                .header("X-Forwarded-For", address)
                .header("User-Agent", agent)
                .send();
    }

    /** What observers on both nodes were told of a session. */
    private static List<String> reports(Visitor visitor) {
        List<String> reports = new ArrayList<>();
        for (PayaraMicro node : nodes) {
            node.log()
                    .lines()
                    .filter(line -> line.contains(LoggedReports.MARK) && line.contains(visitor.key()))
                    .map(line -> line.substring(line.indexOf(LoggedReports.MARK) + LoggedReports.MARK.length()))
                    .map(line -> line.split(" ", -1)[0])
                    .forEach(reports::add);
        }
        return reports;
    }

    private static List<String> history(Visitor visitor) {
        return postgres.query("SELECT kind FROM sojourn_history WHERE session_key = '" + visitor.key()
                + "' ORDER BY happened_at, version, id");
    }

    @Test
    void other_address_and_agent_are_reported_once_over_both_nodes() {
        Visitor visitor = signedIn(0, SHOP);

        for (int node = 0; node < 4; node++) {
            use(node, visitor, SHOP, AWAY, AGENT).is(200);
        }
        assertThat(reports(visitor)).containsExactly("address");
        for (int node = 1; node < 5; node++) {
            use(node, visitor, SHOP, HOME, OTHER_AGENT).is(200);
        }

        assertThat(reports(visitor)).containsExactlyInAnyOrder("address", "agent");
        assertThat(history(visitor)).containsExactly("created", "address", "agent");
    }

    @Test
    void twenty_tabs_on_two_nodes_report_another_client_once() {
        Visitor visitor = signedIn(0, SHOP);

        List<Answer> answers = Together.run(TABS, i -> use(i, visitor, SHOP, AWAY, OTHER_AGENT));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        for (int node = 0; node < 2; node++) {
            use(node, visitor, SHOP, AWAY, OTHER_AGENT).is(200);
        }
        assertThat(reports(visitor)).containsExactlyInAnyOrder("address", "agent");
        assertThat(history(visitor)).containsExactlyInAnyOrder("created", "address", "agent");
    }

    @Test
    void session_that_another_address_ended_is_dead_on_both_nodes() {
        Visitor visitor = signedIn(0, BANK);
        use(1, visitor, BANK, HOME, AGENT).is(200);

        use(1, visitor, BANK, AWAY, AGENT).isNoSession("address");

        for (int node = 0; node < 2; node++) {
            use(node, visitor, BANK, HOME, AGENT).isNoSession("address");
        }
        assertThat(reports(visitor)).containsExactlyInAnyOrder("address", "ended");
    }

    @Test
    void twenty_tabs_of_another_agent_on_two_nodes_end_the_session_once() {
        Visitor visitor = signedIn(0, BANK);

        List<Answer> answers = Together.run(TABS, i -> use(i, visitor, BANK, HOME, OTHER_AGENT));

        assertThat(answers).allSatisfy(answer -> answer.isNoSession("agent"));
        for (int node = 0; node < 2; node++) {
            use(node, visitor, BANK, HOME, AGENT).isNoSession("agent");
        }
        assertThat(reports(visitor)).containsExactlyInAnyOrder("agent", "ended");
        assertThat(Stream.of("ended", "created")).hasSameElementsAs(history(visitor));
        assertThat(history(visitor)).hasSize(2);
    }
}
