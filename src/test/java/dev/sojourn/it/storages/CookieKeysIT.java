package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PayaraMicro;
import dev.sojourn.servers.RedisServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The WAR with sessions in cookies is deployed anew with other keys, as {@code docs/storages/cookie.md} tells to change them. */
@EnabledIfSystemProperty(named = "payara.jar", matches = ".+")
class CookieKeysIT {

    private static final String OLD = "k1:" + "A".repeat(43) + "=";
    private static final String NEW = "k2:" + "B".repeat(42) + "A=";

    @TempDir
    Path folder;

    @Test
    void session_lives_while_its_key_opens_and_is_unknown_when_it_was_taken_away() {
        try (RedisServer redis = RedisServer.start()) {
            Visitor changing;
            Visitor idle;
            Visitor ended;
            try (PayaraMicro server = deployed(redis, OLD)) {
                changing = signedIn(server.uri());
                idle = signedIn(server.uri());
                Visitor leaving = signedIn(server.uri());
                ended = leaving.copy();
                leaving.delete("/api/session").is(204);
                assertThat(List.of(changing, idle, ended)).allMatch(visitor -> sealedWith(visitor, "k1"));
            }
            try (PayaraMicro server = deployed(redis, NEW + "," + OLD)) {
                changing = at(server.uri(), changing);
                Answer answer = changing.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}");
                answer.is(200);
                assertThat(answer.setCookie(Visitor.SESSION)).hasSize(1);
                assertThat(sealedWith(changing, "k2")).isTrue();
                assertThat(changing.session().getJsonObject("attributes").getString("ui.theme"))
                        .isEqualTo("dark");

                idle = at(server.uri(), idle);
                idle.session();
                assertThat(sealedWith(idle, "k1")).as("nothing to be told").isTrue();
                at(server.uri(), ended).get("/api/session").isNoSession("logout");
                assertThat(sealedWith(signedIn(server.uri()), "k2")).isTrue();
            }
            try (PayaraMicro server = deployed(redis, NEW)) {
                assertThat(at(server.uri(), changing)
                                .session()
                                .getJsonObject("attributes")
                                .getString("ui.theme"))
                        .isEqualTo("dark");

                idle = at(server.uri(), idle);
                idle.get("/api/session").isNoSession("unknown");
                idle.patch("/api/session/attributes", "{\"ui.theme\":\"dark\"}").isNoSession("unknown");
                idle.delete("/api/session").isNoSession("unknown");
                assertThat(idle.get("/").status()).as("the page to sign in").isEqualTo(200);
                at(server.uri(), ended).get("/api/session").isNoSession("unknown");
                idle.forget();
                idle.signIn(Accounts.fresh()).is(201);
                assertThat(server.log()).doesNotContain("\tat dev.sojourn");
            }
        }
    }

    private PayaraMicro deployed(RedisServer redis, String keys) {
        Path war = folder.resolve("ROOT.war");
        Deployments.warWithAccounts(
                        "sojourn.storage=cookie",
                        "sojourn.cookie-storage.keys=" + keys,
                        "sojourn.cookie-storage.revocation=redis",
                        "sojourn.redis.port=" + redis.port(),
                        "sojourn.rest.readable-attributes=ui.*",
                        "sojourn.rest.writable-attributes=ui.*",
                        "sojourn.web.trusted-proxies=127.0.0.1",
                        // so that nothing but a change makes a cookie
                        "sojourn.session.idle-timeout=PT10H",
                        "sojourn.session.touch-interval=PT1H",
                        // the server is another one in each deployment, and so is the address of the visitor
                        "sojourn.hijack.address=ignore")
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        return PayaraMicro.start(List.of(war), "/api/health");
    }

    private static Visitor signedIn(URI server) {
        return Visitor.signedIn(server, Accounts.fresh());
    }

    private static Visitor at(URI server, Visitor visitor) {
        return new Visitor(server)
                .withCookie(Visitor.SESSION, visitor.cookie(Visitor.SESSION))
                .withCookie(Visitor.CSRF, visitor.cookie(Visitor.CSRF));
    }

    /** What the header of the cookie says. */
    private static boolean sealedWith(Visitor visitor, String key) {
        String header = visitor.cookie(Visitor.SESSION).split("\\.", -1)[1];
        return new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8)
                .contains("\"kid\":\"" + key + "\"");
    }
}
