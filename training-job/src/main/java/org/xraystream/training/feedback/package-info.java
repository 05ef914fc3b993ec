/**
 * What readers taught: the log comes in, labelled images go out, each with one label, what it counts, and whether it
 * was given blind to the model's result. The log is all it needs, no database. It never fetches a pixel, and never
 * decides what a label is used for.
 */
package org.xraystream.training.feedback;
