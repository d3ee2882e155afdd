package dev.sojourn.cdi;

import dev.sojourn.AttributeMapper;
import dev.sojourn.DeviceParser;
import dev.sojourn.TokenSource;
import dev.sojourn.device.UapDeviceParser;
import dev.sojourn.engine.SecureTokenSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.json.bind.JsonbBuilder;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives a default bean of each type that an application may bring itself, unless it does. An ordinary producer would make
 * the application's own bean ambiguous.
 */
public class Defaults implements Extension {

    private final Map<Class<?>, Supplier<Object>> missing = new LinkedHashMap<>();

    /** Found through META-INF/services. */
    public Defaults() {
        missing.put(Clock.class, Clock::systemUTC);
        missing.put(TokenSource.class, SecureTokenSource::new);
        missing.put(AttributeMapper.class, () -> new JsonbMapper(JsonbBuilder.create()));
        missing.put(DeviceParser.class, UapDeviceParser::new);
    }

    void note(@Observes ProcessBean<?> found) {
        boolean isDefault = found.getBean().getQualifiers().stream()
                .map(Annotation::annotationType)
                .anyMatch(Default.class::equals);
        if (isDefault) {
            missing.keySet().removeIf(type -> found.getBean().getTypes().contains(type));
        }
    }

    void fill(@Observes AfterBeanDiscovery discovery) {
        missing.forEach((type, make) -> discovery
                .addBean()
                .beanClass(Defaults.class)
                .id("sojourn default " + type.getName())
                .addTypes(type, Object.class)
                .addQualifier(Default.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .produceWith(beans -> make.get())
                .disposeWith((made, beans) -> close(made)));
    }

    private static void close(Object made) {
        if (made instanceof JsonbMapper mapper) {
            mapper.close();
        }
    }
}
