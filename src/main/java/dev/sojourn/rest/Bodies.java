package dev.sojourn.rest;

import dev.sojourn.web.Problem;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;

/** Reads bodies: JSON objects of a bounded size and depth. */
final class Bodies {

    /** Deeper than any real document, and shallow enough for a recursive parser. */
    private static final int MAX_DEPTH = 100;

    /**
     * Longer than any number that means something, with an exponent that a BigDecimal has room for. The parsers' own limits
     * differ, and beyond them they throw what is no JsonException.
     */
    private static final int MAX_NUMBER = 512;

    private static final int MAX_EXPONENT_DIGITS = 9;

    private Bodies() {}

    static JsonObject object(InputStream body, int maxBytes) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(maxBytes + 1);
        } catch (IOException broken) {
            // the client went away, or what it sends is no body of HTTP
            throw new ProblemException(Problem.badRequest("The body breaks off."));
        }
        if (bytes.length > maxBytes) {
            throw new ProblemException(Problem.tooLarge("The body may have " + maxBytes + " bytes."));
        }
        requireShallow(bytes);
        try (var parser = Json.createParser(new StringReader(text(bytes)))) {
            if (parser.next() == JsonParser.Event.START_OBJECT) {
                JsonObject object = parser.getObject();
                // throws where something follows
                if (!parser.hasNext()) {
                    return object;
                }
            }
            throw new ProblemException(Problem.badRequest("The body must be one JSON object."));
        } catch (JsonException | IllegalStateException | NoSuchElementException | CharacterCodingException notJson) {
            throw new ProblemException(Problem.badRequest("The body must be a JSON object in UTF-8."));
        }
    }

    /** Strict: a decoder that puts a replacement for what it cannot read would make one name out of different ones. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static void requireShallow(byte[] bytes) {
        int depth = 0;
        boolean text = false;
        var number = new NumberLength();
        for (int i = 0; i < bytes.length; i++) {
            switch (bytes[i]) {
                case '"' -> text = !text;
                case '\\' -> i += text ? 1 : 0;
                case '{', '[' -> depth += text ? 0 : 1;
                case '}', ']' -> depth -= text ? 0 : 1;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new ProblemException(Problem.badRequest("The body is nested too deeply."));
            }
            if (!text && number.tooLongAfter(bytes[i])) {
                throw new ProblemException(Problem.badRequest("A number is too long."));
            }
        }
    }

    /** Measures the number that the bytes outside of texts are at, if they are at one. */
    private static final class NumberLength {

        private int length;
        private int exponent = -1;

        boolean tooLongAfter(byte next) {
            boolean digit = next >= '0' && next <= '9';
            if (digit || next == '-' || next == '+' || next == '.') {
                length++;
                exponent += digit && exponent >= 0 ? 1 : 0;
            } else if (length > 0 && (next == 'e' || next == 'E')) {
                length++;
                exponent = 0;
            } else {
                length = 0;
                exponent = -1;
            }
            return length > MAX_NUMBER || exponent > MAX_EXPONENT_DIGITS;
        }
    }

    static String text(JsonObject body, String name) {
        if (body.get(name) instanceof JsonString text && !text.getString().isEmpty()) {
            return text.getString();
        }
        throw new ProblemException(Problem.badRequest("The body needs a non-empty text under \"" + name + "\"."));
    }

    static boolean flag(JsonObject body, String name) {
        var value = body.get(name);
        if (value == null) {
            return false;
        }
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new ProblemException(Problem.badRequest("\"" + name + "\" must be true or false."));
        };
    }
}
