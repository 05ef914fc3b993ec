package org.xraystream.ingest;

import org.xraystream.imaging.InvalidImageException;
import org.xraystream.service.Problem;
import org.xraystream.service.ProblemException;

/** Every answer that is not 202: the caller's errors (4xx) and ours (503, which a caller may repeat). */
final class Problems {
    private Problems() {}

    static ProblemException missingMediaType() {
        return of(
                415,
                "missing-media-type",
                "No media type",
                "Say what the body is: Content-Type image/jpeg or image/png, or multipart/form-data with a part named image.");
    }

    static ProblemException unsupportedMediaType(String mediaType) {
        return of(
                415,
                "unsupported-media-type",
                "Unsupported media type",
                "The media type " + mediaType + " is not accepted; send image/jpeg or image/png.");
    }

    static ProblemException mediaTypeMismatch(String declared, String actual) {
        return of(
                415,
                "media-type-mismatch",
                "The media type is not that of the bytes",
                "The request says " + declared + ", but the bytes are " + actual + ".");
    }

    static ProblemException missingImage() {
        return of(
                400,
                "missing-image",
                "No image in the form",
                "A multipart request needs a part named image with the file and its media type.");
    }

    static ProblemException emptyImage() {
        return of(400, "empty-image", "No bytes", "The image is empty: zero bytes arrived.");
    }

    static ProblemException tooLarge(int maxBytes) {
        return of(413, "too-large", "Too many bytes", "An image may have at most " + maxBytes + " bytes.");
    }

    static ProblemException wrongMetadata(String name, String value, String allowed) {
        return of(
                400,
                "wrong-metadata",
                "Metadata that is not understood",
                name + " is \"" + value + "\"; it must be " + allowed + ".");
    }

    static ProblemException invalidImage(InvalidImageException e) {
        return switch (e.code()) {
            case EMPTY -> emptyImage();
            case UNSUPPORTED_FORMAT -> of(422, "not-an-image", "Not a JPEG or PNG image", e.getMessage());
            case CORRUPT -> of(422, "corrupt-image", "A broken image", e.getMessage());
            case TRUNCATED -> of(422, "truncated-image", "An image cut short", e.getMessage());
            case TOO_LARGE -> of(422, "too-many-pixels", "Too many pixels", e.getMessage());
        };
    }

    static ProblemException busy() {
        return of(
                503, "busy", "Too many uploads at once", "The service is taking as many uploads as it may; try again.");
    }

    static ProblemException unavailable(String what, Throwable cause) {
        return new ProblemException(
                Problem.of(
                        503,
                        "unavailable",
                        "Not accepted",
                        "The image was not accepted, since " + what + " did not take it; send it again later."),
                cause);
    }

    private static ProblemException of(int status, String kind, String title, String detail) {
        return new ProblemException(Problem.of(status, kind, title, detail));
    }
}
