/**
 * Figures of a binary classifier with their 95 % intervals, and the choices that are made on validation figures:
 * calibration, threshold, uncertain band. Scores and labels come in; knows nothing of films or networks.
 */
package org.xraystream.training.metrics;
