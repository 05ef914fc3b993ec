package org.xraystream.ingest;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.xraystream.events.Priority;
import org.xraystream.events.ViewPosition;

/**
 * Makes an {@link Upload} of a request: a raw body with metadata in headers ({@code Xraystream-Source}, …), or
 * multipart/form-data with metadata in fields of the same names without the prefix ({@code source}, …). Never holds
 * more than the limit.
 */
final class UploadReader {
    private static final String MULTIPART = "multipart/form-data";
    private static final String IMAGE_PART = "image";
    private static final int MAX_METADATA_LENGTH = 200;

    private final int maxBytes;

    UploadReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    Upload read(Context context) throws IOException {
        String mediaType = withoutParameters(context.contentType());
        if (mediaType.equals(MULTIPART)) {
            return readForm(context);
        }
        requireImage(mediaType);
        if (context.req().getContentLengthLong() > maxBytes) {
            throw Problems.tooLarge(maxBytes);
        }
        byte[] bytes = readLimited(context.bodyInputStream());
        return new Upload(bytes, mediaType, metadata(name -> context.header("Xraystream-" + name)));
    }

    private Upload readForm(Context context) throws IOException {
        UploadedFile file = context.uploadedFile(IMAGE_PART);
        if (file == null) {
            throw Problems.missingImage();
        }
        String mediaType = withoutParameters(file.contentType());
        requireImage(mediaType);
        try (InputStream content = file.content()) {
            byte[] bytes = readLimited(content);
            return new Upload(bytes, mediaType, metadata(name -> context.formParam(name.toLowerCase(Locale.ROOT))));
        }
    }

    private byte[] readLimited(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw Problems.tooLarge(maxBytes);
        }
        if (bytes.length == 0) {
            throw Problems.emptyImage();
        }
        return bytes;
    }

    private static void requireImage(String mediaType) {
        if (mediaType.isEmpty()) {
            throw Problems.missingMediaType();
        }
        if (!mediaType.equals("image/jpeg") && !mediaType.equals("image/png")) {
            throw Problems.unsupportedMediaType(mediaType);
        }
    }

    private static String withoutParameters(String contentType) {
        String value = contentType == null ? "" : contentType;
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private static Upload.Metadata metadata(Function<String, String> lookup) {
        return new Upload.Metadata(
                text(lookup, "Source").orElse("unknown"),
                text(lookup, "Modality"),
                choice(lookup, "View", ViewPosition.class, ViewPosition.UNKNOWN),
                choice(lookup, "Priority", Priority.class, Priority.ROUTINE),
                text(lookup, "Patient"),
                text(lookup, "Study"));
    }

    private static Optional<String> text(Function<String, String> lookup, String name) {
        Optional<String> value =
                Optional.ofNullable(lookup.apply(name)).map(String::strip).filter(s -> !s.isEmpty());
        if (value.isPresent() && value.get().length() > MAX_METADATA_LENGTH) {
            // not repeated in the answer: it may be an identity
            throw Problems.wrongMetadata(name, "…", "at most " + MAX_METADATA_LENGTH + " characters long");
        }
        return value;
    }

    private static <E extends Enum<E>> E choice(
            Function<String, String> lookup, String name, Class<E> type, E otherwise) {
        Optional<String> value = text(lookup, name);
        if (value.isEmpty()) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.get())) {
                return constant;
            }
        }
        throw Problems.wrongMetadata(name, value.get(), "one of " + Arrays.toString(type.getEnumConstants()));
    }
}
