package dev.sojourn.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class SmokeIT extends OnServer {

    @Test
    void fresh_server_serves_the_start_page_at_the_root() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/")).build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<title>");
        assertThat(server).hasPath("/");
    }
}
