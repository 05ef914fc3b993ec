package org.xraystream.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.xraystream.events.Label;
import org.xraystream.events.Selection;

/**
 * The body of a correction, checked.
 *
 * @param reader who read the image, as the reader wrote it
 * @param modelResultSeen absent if the reader did not say
 * @param selection why the reader read the image; absent if the reader did not say
 */
record CorrectionRequest(
        Label label,
        String reader,
        Optional<Boolean> modelResultSeen,
        Optional<Selection> selection,
        Optional<String> comment) {
    private static final Set<String> FIELDS = Set.of("label", "reader", "modelResultSeen", "selection", "comment");
    private static final int MAX_READER = 200;
    private static final int MAX_COMMENT = 2_000;

    /** @throws org.xraystream.service.ProblemException 400, 415 or 422 that says what is wrong */
    static CorrectionRequest from(Context context, ObjectMapper json) {
        String mediaType = Optional.ofNullable(context.contentType()).orElse("nothing");
        if (!"application/json".equalsIgnoreCase(mediaType.split(";", 2)[0].strip())) {
            throw Problems.notJson(mediaType);
        }
        JsonNode body = parse(context.body(), json);
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Problems.badField(name, "is unknown");
            }
        }
        return new CorrectionRequest(
                label(body),
                text(body, "reader", MAX_READER)
                        .orElseThrow(() -> Problems.badField("reader", "is missing: say who read the image")),
                seen(body),
                selection(body),
                text(body, "comment", MAX_COMMENT));
    }

    private static JsonNode parse(String body, ObjectMapper json) {
        try {
            JsonNode parsed = json.readTree(body);
            if (parsed.isObject()) {
                return parsed;
            }
            throw Problems.malformedJson("it begins with something else than {.");
        } catch (JsonProcessingException e) {
            throw Problems.malformedJson(e.getOriginalMessage());
        }
    }

    private static Label label(JsonNode body) {
        return switch (body.path("label").asText()) {
            case "NORMAL" -> Label.NORMAL;
            case "PNEUMONIA" -> Label.PNEUMONIA;
            default -> throw Problems.badField("label", "must be NORMAL or PNEUMONIA");
        };
    }

    private static Optional<Boolean> seen(JsonNode body) {
        JsonNode value = body.path("modelResultSeen");
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw Problems.badField("modelResultSeen", "must be true or false");
        }
        return Optional.of(value.asBoolean());
    }

    private static Optional<Selection> selection(JsonNode body) {
        JsonNode value = body.path("selection");
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (value.asText()) {
                    case "VOLUNTARY" -> Selection.VOLUNTARY;
                    case "AUDIT" -> Selection.AUDIT;
                    case "UNCERTAIN" -> Selection.UNCERTAIN;
                    case "DISAGREEMENT" -> Selection.DISAGREEMENT;
                    default ->
                        throw Problems.badField("selection", "must be VOLUNTARY, AUDIT, UNCERTAIN or DISAGREEMENT");
                });
    }

    /** Neither empty nor longer than its bound, and without the NUL that no database text can hold. */
    private static Optional<String> text(JsonNode body, String name, int max) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.asText().length() > max
                || value.asText().indexOf('\0') >= 0) {
            throw Problems.badField(name, "must be text of at most " + max + " characters");
        }
        return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
    }
}
