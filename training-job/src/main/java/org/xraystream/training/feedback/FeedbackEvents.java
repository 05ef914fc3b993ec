package org.xraystream.training.feedback;

import java.util.List;
import java.util.Map;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.LabelCorrected;

/**
 * The part of the log that labels are made of.
 *
 * @param corrections in the order of the log, as far as an image has one; an event may be there twice
 * @param images that were corrected, by imageId: the first event of each
 * @param diagnoses that corrections answer, by their eventId
 * @param undecodable records that were passed over, since their value is no event of their topic
 */
record FeedbackEvents(
        List<LabelCorrected> corrections,
        Map<String, ImageReceived> images,
        Map<String, DiagnosisMade> diagnoses,
        int undecodable) {}
