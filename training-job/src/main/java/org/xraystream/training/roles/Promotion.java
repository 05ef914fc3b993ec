package org.xraystream.training.roles;

import java.util.Optional;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.registry.AnnouncedModels;
import org.xraystream.registry.Announcement;

/**
 * What a person may promote. A model that failed its gate is never served, whoever asks.
 *
 * @param model the last that was said of it
 * @param role champion or shadow
 * @param force takes back a retirement, or takes the place of a gate that never judged
 */
record Promotion(ModelReleased model, ModelRole role, boolean force) {
    /** Why not, for a person; nothing if it may be. */
    Optional<String> refusal(AnnouncedModels models) {
        Optional<ModelReleased> champion = models.champions().stream().findFirst();
        Optional<Boolean> gate = Announcement.gatePassed(model);
        if (champion.filter(model::equals).isPresent()) {
            return refuse(
                    "serves already" + (role == ModelRole.SHADOW ? "; go back from it with models rollback" : ""));
        }
        if (role == ModelRole.SHADOW && models.shadow().filter(model::equals).isPresent()) {
            return refuse("reads along already");
        }
        if (gate.isPresent() && !gate.get()) {
            return refuse("has failed its gate and is never served");
        }
        if (model.getRole() == ModelRole.RETIRED && !force) {
            return refuse("was retired (" + model.getReason() + "): add --force to take that back");
        }
        if (gate.isEmpty() && model.getRole() != ModelRole.CHAMPION && !force) {
            return refuse("was not judged by a gate: add --force to answer for it yourself");
        }
        return Optional.empty();
    }

    private Optional<String> refuse(String why) {
        return Optional.of(model.getModel().getId() + "/" + model.getModel().getVersion() + " " + why + ".");
    }
}
