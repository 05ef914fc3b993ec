/**
 * The loop by itself: the log comes in, and when enough has been taught, enough time has gone by, or the images drift,
 * a run of {@link org.xraystream.training.retrain.Retraining} goes out; between runs roles are kept and drift is
 * watched. One instance works, the others stand by. It decides when, never whether a model is good.
 */
package org.xraystream.training.schedule;
