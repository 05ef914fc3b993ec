/**
 * What a training run is told to do: immutable values, read from one declarative file and stored in the model package,
 * from which the run can be repeated. A text in HOCON comes in, an
 * {@link org.xraystream.training.experiment.Experiment} or one sentence goes out. Trains nothing.
 */
package org.xraystream.training.experiment;
