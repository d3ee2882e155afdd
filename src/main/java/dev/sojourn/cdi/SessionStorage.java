package dev.sojourn.cdi;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean of the application as the ready client of the configured storage: a {@code redis.clients.jedis.UnifiedJedis} for {@code redis}, a
 * {@code javax.cache.CacheManager} for {@code jcache}, a {@code javax.sql.DataSource} for {@code database}; for {@code hybrid} those of its
 * front and of its database. It is used in the place of one made from configuration, and never closed by Sojourn.
 *
 * <pre>{@code
 * @Produces @Singleton @SessionStorage
 * UnifiedJedis jedis() {
 *     return RedisClient.create("redis.example", 6379);
 * }
 * }</pre>
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({TYPE, METHOD, FIELD, PARAMETER})
public @interface SessionStorage {

    /** The annotation as an object, for looking beans up. */
    final class Literal extends AnnotationLiteral<SessionStorage> implements SessionStorage {

        private static final long serialVersionUID = 1L;

        /** There is only this one. */
        public static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
