package org.xraystream.inference.pipeline;

import java.util.Optional;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.ModelReference;
import org.xraystream.model.ModelIdentity;

/** What became of one image: an image is diagnosed or rejected, never neither and never both. */
public sealed interface Outcome {
    /** The {@link ReadingPipeline#reader} that need not see the image again; empty if a second try may help. */
    Optional<String> settledBy();

    /** A model has read it. */
    record Diagnosed(DiagnosisMade event) implements Outcome {
        @Override
        public Optional<String> settledBy() {
            ModelReference model = event.getModel();
            return Optional.of(
                    ReadingModel.reader(new ModelIdentity(model.getId(), model.getVersion(), model.getSha256())));
        }
    }

    /** It could not be read. */
    record Rejected(ImageRejected event, Optional<String> settledBy) implements Outcome {}
}
