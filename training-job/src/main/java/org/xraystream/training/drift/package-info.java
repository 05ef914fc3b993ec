/**
 * How the images that come differ from those that a model was judged on. Comes in: the reference of each model, and the
 * events of images and diagnoses. Goes out: the population stability index of each statistic by source and week, with
 * the bound from which it counts as drift. It never looks at an image, and never decides what follows.
 */
package org.xraystream.training.drift;
