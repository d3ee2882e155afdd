package dev.sojourn.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Writes the data of an event that has none. Jersey asks for it, RESTEasy does not. */
public class NoData implements MessageBodyWriter<Void> {

    /** Made by the container. */
    public NoData() {}

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Void.class;
    }

    @Override
    public void writeTo(
            @Nullable Void nothing,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        // not a byte, so that there is no data line
    }
}
