package dev.sojourn.cdi;

import dev.sojourn.store.SessionStore;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the application gives by beans of its own: ready clients, or a store. Looked up when they are needed and not injected, because
 * the classes of a storage that is not used may be missing.
 */
final class ApplicationBeans implements AutoCloseable {

    private final BeanManager beans;
    private final List<CreationalContext<?>> taken = new ArrayList<>();

    ApplicationBeans(BeanManager beans) {
        this.beans = beans;
    }

    /** Whether there is a bean of this type with {@link SessionStorage}. */
    boolean has(Class<?> type) {
        return !beans.getBeans(type, SessionStorage.Literal.INSTANCE).isEmpty();
    }

    /**
     * The ready client of this type, or null where there is none.
     *
     * @throws StorageSetupException where there are several
     */
    <T> @Nullable T client(Class<T> type) {
        Set<Bean<?>> found = beans.getBeans(type, SessionStorage.Literal.INSTANCE);
        return found.isEmpty()
                ? null
                : type.cast(reference(one(found, "@SessionStorage bean of type " + type.getName()), type));
    }

    /**
     * The application's own store.
     *
     * @throws StorageSetupException where there is none, or several
     */
    SessionStore store() {
        Set<Bean<?>> found = beans.getBeans(SessionStore.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getQualifiers().stream().noneMatch(InUse.class::isInstance))
                .collect(Collectors.toSet());
        String wanted = "bean that implements " + SessionStore.class.getName();
        if (found.isEmpty()) {
            throw new StorageSetupException(
                    "sojourn.storage is custom, so the application needs a " + wanted
                            + ", such as an @ApplicationScoped class; there is none",
                    null);
        }
        return (SessionStore) reference(one(found, wanted), SessionStore.class);
    }

    /** Alternatives count as CDI counts them. */
    private Bean<?> one(Set<Bean<?>> found, String wanted) {
        try {
            return beans.resolve(found);
        } catch (AmbiguousResolutionException several) {
            String names = found.stream()
                    .map(bean -> bean.getBeanClass().getName())
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new StorageSetupException(
                    "there must be exactly one " + wanted + ", or one that is a selected @Alternative; there are "
                            + names,
                    several);
        }
    }

    private Object reference(Bean<?> bean, Class<?> type) {
        CreationalContext<?> context = beans.createCreationalContext(bean);
        taken.add(context);
        return beans.getReference(bean, type, context);
    }

    /** Gives back what was made for Sojourn alone, which is for the application's own disposer to close; a shared bean stays. */
    @Override
    public void close() {
        taken.forEach(CreationalContext::release);
    }
}
