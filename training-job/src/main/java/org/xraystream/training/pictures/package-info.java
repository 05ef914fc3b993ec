/**
 * Training runs and comparisons as a person looks at them: charts, and pages with them. Figures come in, PNG and HTML
 * files go out. Never computes a figure, and never loads anything from elsewhere.
 */
package org.xraystream.training.pictures;
