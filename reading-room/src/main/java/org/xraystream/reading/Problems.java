package org.xraystream.reading;

import org.xraystream.service.Problem;
import org.xraystream.service.ProblemException;

/** The problem documents of this service. */
final class Problems {
    private Problems() {}

    static ProblemException badParameter(String name, String why) {
        return problem(400, "bad-parameter", "A parameter is wrong", "The parameter " + name + " " + why + ".");
    }

    static ProblemException unknownImage(String imageId) {
        return problem(
                404,
                "unknown-image",
                "No such image",
                "No image with the id " + imageId + " is known (yet). An image that was just sent appears within"
                        + " seconds; the header \"Prefer: wait=10\" waits for its reading.");
    }

    static ProblemException notReadYet(String imageId) {
        return problem(
                404,
                "not-read-yet",
                "Not read yet",
                "The image " + imageId + " was received and waits for its reading. Ask again, or with the header"
                        + " \"Prefer: wait=10\".");
    }

    static ProblemException awaitsBlindRead(String imageId) {
        return problem(
                404,
                "awaiting-blind-read",
                "Awaiting its blind read",
                "The image " + imageId + " belongs to the audit sample: a radiologist reads it before the model's"
                        + " result is shown to anybody.");
    }

    static ProblemException noDiagnosis(String imageId) {
        return problem(
                404,
                "no-diagnosis",
                "No diagnosis",
                "The image " + imageId + " was rejected, so there is no report; /v1/diagnoses/{imageId} says why.");
    }

    static ProblemException noPicture(String what, String imageId) {
        return problem(
                404, "no-picture", "No such picture", "There is no " + what + " of the image " + imageId + " to show.");
    }

    static ProblemException pictureAltered(String what, String imageId, Exception cause) {
        return problem(
                502,
                "picture-altered",
                "The picture was altered",
                "The " + what + " of the image " + imageId
                        + " in the object store is not what its event promises; it is" + " not shown.",
                cause);
    }

    static ProblemException notJson(String mediaType) {
        return problem(
                415,
                "unsupported-media-type",
                "Unsupported media type",
                "A correction is sent as application/json, not as " + mediaType + ".");
    }

    static ProblemException malformedJson(String why) {
        return problem(400, "malformed-json", "Malformed JSON", "The body is no JSON object: " + why);
    }

    static ProblemException badField(String name, String why) {
        return problem(422, "bad-field", "A field is wrong", "The field " + name + " " + why + ".");
    }

    static ProblemException tooMany(String what) {
        return problem(503, "busy", "Too busy", "Too many " + what + " at the moment. Try again in some seconds.");
    }

    static ProblemException away(String what, Exception cause) {
        return problem(
                503,
                "dependency-away",
                "A part of the system is away",
                what + " does not answer. The request was not at fault: send it again in some seconds.",
                cause);
    }

    private static ProblemException problem(int status, String kind, String title, String detail) {
        return new ProblemException(Problem.of(status, kind, title, detail));
    }

    private static ProblemException problem(int status, String kind, String title, String detail, Exception cause) {
        return new ProblemException(Problem.of(status, kind, title, detail), cause);
    }
}
