package dev.sojourn.web;

import static dev.sojourn.web.Site.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.StorageException;
import org.junit.jupiter.api.Test;

class SessionRequestTest {

    private final Site site = new Site(new WebFixture());

    @Test
    void caller_is_the_principal_of_the_session() throws Exception {
        var request = with(site.login("alice"), FakeRequest.get("/")).containerUser("carol");

        site.request(request, (http, response, current) -> {
            assertThat(http.getUserPrincipal().getName()).isEqualTo("alice");
            assertThat(http.getRemoteUser()).isEqualTo("alice");
            assertThat(http.getAuthType()).isEqualTo("SOJOURN");
            assertThat(http.isUserInRole("customer")).isTrue();
            assertThat(http.isUserInRole("**")).isTrue();
            assertThat(http.isUserInRole("*")).isFalse();
            assertThat(http.isUserInRole("container-role")).isFalse();
        });
    }

    @Test
    void visitor_and_anonymous_session_have_no_caller() throws Exception {
        for (var request : new FakeRequest[] {FakeRequest.get("/"), with(site.visitor(), FakeRequest.get("/"))}) {
            site.request(request, (http, response, current) -> {
                assertThat(http.getUserPrincipal()).isNull();
                assertThat(http.getRemoteUser()).isNull();
                assertThat(http.getAuthType()).isNull();
                assertThat(http.isUserInRole("customer")).isFalse();
                assertThat(http.isUserInRole("**")).isFalse();
            });
        }
    }

    @Test
    void caller_of_the_container_stands_where_there_is_no_authenticated_session() throws Exception {
        var request = with(site.visitor(), FakeRequest.get("/")).containerUser("carol");

        site.request(request, (http, response, current) -> {
            assertThat(http.getUserPrincipal().getName()).isEqualTo("carol");
            assertThat(http.getRemoteUser()).isEqualTo("carol");
            assertThat(http.getAuthType()).isEqualTo("BASIC");
            assertThat(http.isUserInRole("container-role")).isTrue();
        });
    }

    @Test
    void caller_while_the_storage_is_down_is_nobody_and_roles_cannot_be_told() throws Exception {
        var request = with(site.login("alice"), FakeRequest.get("/"));
        site.store.down(true);

        site.request(request, (http, response, current) -> {
            assertThat(http.getUserPrincipal()).isNull();
            assertThatThrownBy(() -> http.isUserInRole("customer")).isInstanceOf(StorageException.class);
            assertThatThrownBy(http::getRemoteUser).isInstanceOf(StorageException.class);
        });
    }

    @Test
    void logout_ends_the_session_and_there_is_no_caller_any_more() throws Exception {
        var alice = site.login("alice");
        var request = with(alice, FakeRequest.get("/"));

        site.request(request, (http, response, current) -> {
            http.logout();
            assertThat(http.getUserPrincipal()).isNull();
        });

        assertThat(site.manager.exists(alice.session().key())).isFalse();
        assertThat(request.containerLogouts()).isZero();
    }

    @Test
    void logout_reaches_the_container_where_it_signed_the_caller_in() throws Exception {
        var both = with(site.login("alice"), FakeRequest.get("/")).containerUser("carol");
        var containerOnly = FakeRequest.get("/").containerUser("carol");

        site.request(both, (http, response, current) -> http.logout());
        site.request(containerOnly, (http, response, current) -> http.logout());

        assertThat(both.containerLogouts()).isOne();
        assertThat(containerOnly.containerLogouts()).isOne();
    }
}
