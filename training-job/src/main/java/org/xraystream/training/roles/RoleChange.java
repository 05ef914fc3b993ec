package org.xraystream.training.roles;

import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;

/**
 * That a model is to take another role.
 *
 * @param model the last that was said of it
 * @param reason for a person
 */
record RoleChange(ModelReleased model, ModelRole role, String reason) {}
