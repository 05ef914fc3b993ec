/**
 * What a model makes of one film. A film comes in, plain numbers go out: the stages' activations, the first filters,
 * what covering each place changes, and whether the heat map depends on what the model learnt. Never draws anything.
 */
package org.xraystream.training.explain;
