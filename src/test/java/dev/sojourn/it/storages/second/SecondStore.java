package dev.sojourn.it.storages.second;

import dev.sojourn.it.storages.app.OwnStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Another store, and nothing says which of them is meant. */
@ApplicationScoped
public class SecondStore extends OwnStore {}
