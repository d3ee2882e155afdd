package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PageHeadersFilterTest {

    @Test
    void page_gets_a_strict_policy_before_it_is_made() throws Exception {
        var response = new FakeResponse();
        var made = new AtomicBoolean();

        new PageHeadersFilter()
                .doFilter(
                        FakeRequest.get("/").build(),
                        response.build(),
                        (request, answer) -> made.set(response.header("Content-Security-Policy") != null));

        assertThat(made).isTrue();
        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Permissions-Policy")).contains("camera=()");
    }
}
