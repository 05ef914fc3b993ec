package org.xraystream.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A reading as a FHIR R4 (4.0.1) DiagnosticReport with one contained Observation, the probability. Its status is always
 * {@code preliminary}: no model's reading is final. Codes: LOINC 36554-4 (XR Chest Single view), SNOMED CT 233604007
 * (Pneumonia); persons and studies appear only as pseudonyms.
 */
final class FhirReport {
    static final String MEDIA_TYPE = "application/fhir+json";

    private static final String SYSTEM = "urn:xraystream:";
    private static final String PROBABILITY = "probability";

    private final ObjectMapper json;

    FhirReport(ObjectMapper json) {
        this.json = json;
    }

    /** @param reading of an image that was diagnosed */
    ObjectNode of(Reading reading) {
        ObjectNode report = json.createObjectNode();
        report.put("resourceType", "DiagnosticReport");
        report.put("id", reading.imageId());
        addNotice(report, reading.notice());
        report.putArray("contained").add(probability(reading));
        report.putArray("identifier").add(identifier("diagnosis", reading.diagnosisId()));
        report.put("status", "preliminary");
        addCode(
                report.putArray("category").addObject(),
                "http://terminology.hl7.org/CodeSystem/v2-0074",
                "RAD",
                "Radiology");
        addCode(report.putObject("code"), "http://loinc.org", "36554-4", "XR Chest Single view");
        addReference(report, "subject", "patient", reading.patientPseudonym());
        if (reading.receivedAt() != null) {
            report.put("effectiveDateTime", reading.receivedAt().toString());
        }
        report.put("issued", reading.diagnosedAt().toString());
        report.putArray("result").addObject().put("reference", "#" + PROBABILITY);
        if (reading.studyPseudonym() != null) {
            report.putArray("imagingStudy")
                    .addObject()
                    .set("identifier", identifier("study", reading.studyPseudonym()));
        }
        report.put("conclusion", conclusion(reading));
        if ("PNEUMONIA".equals(reading.finding())) {
            addCode(
                    report.putArray("conclusionCode").addObject(),
                    "http://snomed.info/sct",
                    "233604007",
                    "Pneumonia (disorder)");
        }
        return report;
    }

    private void addNotice(ObjectNode report, String notice) {
        report.putObject("text")
                .put("status", "generated")
                .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + escape(notice) + "</div>");
        report.putArray("extension")
                .addObject()
                .put("url", SYSTEM + "not-for-diagnostic-use")
                .put("valueString", notice);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private ObjectNode probability(Reading reading) {
        ObjectNode observation = json.createObjectNode();
        observation.put("resourceType", "Observation");
        observation.put("id", PROBABILITY);
        observation.put("status", "preliminary");
        observation.putObject("code").put("text", "Calibrated probability of pneumonia");
        addReference(observation, "subject", "patient", reading.patientPseudonym());
        observation
                .putObject("valueQuantity")
                .put("value", reading.probability())
                .put("unit", "1")
                .put("system", "http://unitsofmeasure.org")
                .put("code", "1");
        ObjectNode device = observation.putObject("device");
        device.set("identifier", identifier("model", reading.model().sha256()));
        device.put("display", reading.model().id() + " " + reading.model().version());
        observation
                .putArray("referenceRange")
                .addObject()
                .put("text", "decided as pneumonia from " + reading.threshold());
        return observation;
    }

    private ObjectNode identifier(String kind, String value) {
        return json.createObjectNode().put("system", SYSTEM + kind).put("value", value);
    }

    private void addReference(ObjectNode resource, String field, String kind, String pseudonym) {
        if (pseudonym != null) {
            resource.putObject(field).set("identifier", identifier(kind, pseudonym));
        }
    }

    private static void addCode(ObjectNode concept, String system, String code, String display) {
        ArrayNode coding = concept.putArray("coding");
        coding.addObject().put("system", system).put("code", code).put("display", display);
    }

    private static String conclusion(Reading reading) {
        String why = reading.reason() == null ? "" : " (" + reading.reason() + ")";
        String read = String.format(
                Locale.ROOT,
                "%s%s, probability of pneumonia %.3f, threshold %.3f, read by model %s %s.",
                reading.finding(),
                why,
                reading.probability(),
                reading.threshold(),
                reading.model().id(),
                reading.model().version());
        String label = reading.label() == null ? "" : " A reader labelled it " + reading.label() + ".";
        return read + label + " " + reading.notice();
    }
}
