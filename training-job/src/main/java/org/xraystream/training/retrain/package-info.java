/**
 * From what readers taught to a candidate: labels and base films come in, one announcement goes out for each run, with
 * its package in the object store and the verdict of the gate upon it. A run is defined by the ends of the log that it
 * began with, so that one which was killed goes on where it was, and is announced once. It never gives a model a role
 * other than candidate, and never looks at a film of the gate's side but to judge.
 */
package org.xraystream.training.retrain;
