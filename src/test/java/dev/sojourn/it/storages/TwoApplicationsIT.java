package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PayaraMicro;
import dev.sojourn.servers.RedisServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Three WARs on one server keep their sessions in one Redis: {@code shop} and {@code bank} are for themselves, {@code news} trusts {@code shop}. */
@EnabledIfSystemProperty(named = "payara.jar", matches = ".+")
class TwoApplicationsIT {

    private static RedisServer redis;
    private static PayaraMicro payara;
    private static URI server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        redis = RedisServer.start();
        List<Path> wars = new ArrayList<>();
        wars.add(war(folder, "shop"));
        wars.add(war(folder, "bank"));
        wars.add(war(folder, "news", "sojourn.trusted-applications=/shop"));
        payara = PayaraMicro.start(wars, "/news/api/health");
        server = payara.uri();
    }

    @AfterAll
    static void stop() {
        if (payara != null) {
            payara.close();
        }
        redis.close();
    }

    private static Path war(Path folder, String name, String... configuration) {
        List<String> lines = new ArrayList<>(List.of(
                "sojourn.storage=redis",
                "sojourn.redis.port=" + redis.port(),
                "sojourn.web.trusted-proxies=127.0.0.1"));
        lines.addAll(List.of(configuration));
        WebArchive war = Deployments.warWithAccounts(lines.toArray(String[]::new));
        war.delete("/WEB-INF/glassfish-web.xml");
        Path file = folder.resolve(name + ".war");
        war.as(ZipExporter.class).exportTo(file.toFile());
        return file;
    }

    @Test
    void session_of_another_application_is_unknown() {
        Visitor visitor = signedIn("shop", Accounts.fresh());

        assertThat(visitor.get("/shop/api/session").is(200).json().getString("application"))
                .isEqualTo("/shop");
        visitor.get("/bank/api/session").isNoSession("unknown");
        visitor.delete("/bank/api/session").isProblem(401, "no-session");
        visitor.get("/shop/api/session").is(200);
    }

    @Test
    void session_of_a_trusted_application_is_accepted() {
        Visitor visitor = signedIn("shop", Accounts.fresh());

        assertThat(visitor.get("/news/api/session").is(200).json().getString("application"))
                .isEqualTo("/shop");
        visitor.delete("/news/api/session").is(204);
        assertThat(visitor.cookie(Visitor.SESSION)).isEmpty();
    }

    /** Statement 42, on two nodes as far as the counts are concerned: each application has its own connections. */
    @Test
    void burst_of_guesses_at_both_learns_no_more_than_the_limit() {
        String account = Accounts.fresh();

        List<Answer> answers = Together.run(
                200,
                i -> new Visitor(server)
                        .post(
                                (i % 2 == 0 ? "/shop" : "/bank") + "/api/session",
                                Visitor.credentials(account, "guess" + i)));

        assertThat(answers).extracting(Answer::status).containsOnly(401, 429);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(5);
    }

    /** Statement 50. */
    @Test
    void administrator_of_a_trusted_application_administers_only_that_one() {
        Visitor admin = signedIn("shop", Accounts.ADMIN);

        admin.get("/shop/api/admin/login-blocks").is(200);
        admin.get("/news/api/session").is(200);
        admin.get("/news/api/admin/login-blocks").isProblem(403, "forbidden");
        admin.get("/bank/api/admin/login-blocks").isNoSession("unknown");
    }

    @Test
    void trust_goes_one_way() {
        Visitor visitor = signedIn("news", Accounts.fresh());

        visitor.get("/shop/api/session").isNoSession("unknown");
    }

    @Test
    void limit_and_list_of_devices_are_per_application() {
        String account = Accounts.fresh();
        Visitor shop = signedIn("shop", account);
        for (int i = 0; i < 5; i++) {
            signedIn("bank", account);
        }

        assertThat(shop.get("/shop/api/me/sessions").is(200).json().getJsonArray("items"))
                .hasSize(1);
    }

    @Test
    void failed_logins_count_for_the_account_wherever_they_are_made() {
        String account = Accounts.fresh();
        for (int i = 0; i < 5; i++) {
            signIn(new Visitor(server), i % 2 == 0 ? "shop" : "bank", account, "guess")
                    .isProblem(401, "bad-credentials");
        }

        signIn(new Visitor(server), "news", account, Accounts.passwordOf(account))
                .isProblem(429, "login-blocked");
    }

    private static Visitor signedIn(String application, String account) {
        Visitor visitor = new Visitor(server);
        signIn(visitor, application, account, Accounts.passwordOf(account)).is(201);
        return visitor;
    }

    private static Answer signIn(Visitor visitor, String application, String account, String password) {
        return visitor.post("/" + application + "/api/session", Visitor.credentials(account, password));
    }
}
