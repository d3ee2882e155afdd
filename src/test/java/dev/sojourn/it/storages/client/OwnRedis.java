package dev.sojourn.it.storages.client;

import dev.sojourn.cdi.SessionStorage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** Makes the client, and closes it. */
@ApplicationScoped
public class OwnRedis {

    @Produces
    @Singleton
    @SessionStorage
    UnifiedJedis client() {
        return RedisClient.create("127.0.0.1", ConfigProvider.getConfig().getValue("own.redis.port", Integer.class));
    }

    void close(@Disposes @SessionStorage UnifiedJedis client) {
        client.close();
    }
}
