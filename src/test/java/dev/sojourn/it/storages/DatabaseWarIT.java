package dev.sojourn.it.storages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On PostgreSQL, through a pool of Sojourn's own. */
class DatabaseWarIT extends OnStorage {

    private static final int MOST_EXPORTS = 4;
    private static final int MOST_STREAMS = 100;
    private static final int MOST_STREAMS_OF_ONE = 25;

    private static PostgresServer postgres;

    @Deployment(testable = false)
    static WebArchive war() {
        postgres = PostgresServer.start();
        return war(
                "database",
                "sojourn.database.url=" + postgres.url(),
                "sojourn.database.username=" + postgres.user(),
                "sojourn.database.password=" + postgres.password(),
                // the first operation makes the tables, on a server that may be busy
                "sojourn.database.timeout=20s");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    void checkAudit(Visitor admin, String ended) {
        checkHistory(admin, ended);
    }

    @Override
    String storage() {
        return "database";
    }

    @Test
    void session_is_there_again_when_the_database_is() {
        Visitor visitor = signedIn(Accounts.fresh());

        postgres.kill();
        assertDown(visitor);
        postgres.restart();
        awaitUp();

        visitor.session();
        visitor.delete("/api/session").is(204);
    }

    @Test
    void audit_says_from_where_the_administrator_did_it() {
        String account = Accounts.fresh();
        Visitor admin = signedIn(Accounts.ADMIN);

        admin.call("DELETE", "/api/admin/sessions?principal=" + account)
                .header("Forwarded", "for=203.0.113.99")
                .send()
                .is(200);

        assertThat(admin.get("/api/admin/audit?principal=" + account)
                        .is(200)
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("ipAddress"))
                .isEqualTo("203.0.113.99");
    }

    @Test
    void exports_that_nobody_reads_leave_the_node_to_others() {
        Visitor admin = signedIn(Accounts.ADMIN);
        postgres.execute(
                "INSERT INTO sojourn_history (version, nonce, happened_at, kind, application, realm, session_key)"
                        + " SELECT 1, n, n, 'created', '/', (SELECT min(realm) FROM sojourn_history),"
                        + " substr(md5(n::text), 1, 22) FROM generate_series(1, 100000) n");
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_EXPORTS; i++) {
                stalled.add(export(admin));
            }

            admin.get("/api/admin/audit/export").isProblem(503, "too-many-streams");
            admin.call("HEAD", "/api/admin/audit/export").send().is(200);
            admin.get("/api/admin/audit").is(200);
        } finally {
            stalled.forEach(DatabaseWarIT::close);
        }
        await().untilAsserted(() ->
                admin.get("/api/admin/audit/export?to=1970-01-01T00:00:01Z").is(200));
    }

    @Test
    void of_many_that_come_at_once_those_too_many_are_refused_as_such() {
        List<Visitor> admins =
                Stream.generate(() -> signedIn(Accounts.ADMIN)).limit(5).toList();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<InputStream>>> answers = admins.stream()
                .flatMap(admin -> Stream.generate(() -> client.sendAsync(events(admin), BodyHandlers.ofInputStream()))
                        .limit(2 * MOST_STREAMS_OF_ONE))
                .toList();
        List<Integer> statuses = answers.stream()
                .map(answer -> answer.orTimeout(30, TimeUnit.SECONDS).join().statusCode())
                .toList();

        assertThat(statuses).containsOnly(200, 503);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(MOST_STREAMS);
        admins.forEach(admin -> admin.delete("/api/session").is(204));
        answers.forEach(DatabaseWarIT::close);
    }

    private HttpRequest events(Visitor admin) {
        return HttpRequest.newBuilder(server.resolve("/api/admin/events"))
                .header("Cookie", Visitor.SESSION + "=" + admin.cookie(Visitor.SESSION))
                .build();
    }

    private static void close(CompletableFuture<HttpResponse<InputStream>> answer) {
        try {
            answer.join().body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins one, and takes nothing of it but the first words. */
    private Socket export(Visitor admin) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            String request = "GET /api/admin/audit/export HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nCookie: "
                    + Visitor.SESSION + "=" + admin.cookie(Visitor.SESSION) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String begin = "HTTP/1.1 200";
            assertThat(socket.getInputStream().readNBytes(begin.length()))
                    .isEqualTo(begin.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
