/**
 * Experiments beside each other by cross-validation in which no patient is on two sides: a table of experiments and
 * films come in, figures with intervals and what they say go out. Results of finished folds are kept in files, so that
 * a run that was ended goes on. Never chooses anything on the films that it reports on, and draws nothing.
 */
package org.xraystream.training.comparison;
