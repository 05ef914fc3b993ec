/**
 * The whole loop on real films: a model that never saw a subgroup serves, scripted readers correct it, the training job
 * retrains, the gate decides. Comes in: labelled films. Goes out: what became of the served model on patients that
 * nothing was ever trained, chosen or judged on. Everything that it watches is the product, in processes of its own.
 */
package org.xraystream.benchmarks.loop;
