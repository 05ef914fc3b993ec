/**
 * Which model takes which role. Comes in: what was announced of models, what champion and shadow answer on live films,
 * the labels that readers gave, and what a person asks for. Goes out: announcements with who and why. It never serves a
 * model, judges one on held-out films, or lets one that failed its gate near an image.
 */
package org.xraystream.training.roles;
